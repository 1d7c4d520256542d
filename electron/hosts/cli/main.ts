import { runCommandLine } from './run.ts';

// A reader that has seen enough (`| head`) closes the pipe: that is no failure of ours.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
}

const stopping = new AbortController();
let interrupts = 0;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    interrupts += 1;
    // The first asks to finish in order; whoever asks again does not want to wait.
    if (interrupts > 1) process.exit(1);
    stopping.abort();
  });
}

process.exitCode = await runCommandLine(process.argv.slice(2), {
  streams: process,
  env: process.env,
  signal: stopping.signal,
});
