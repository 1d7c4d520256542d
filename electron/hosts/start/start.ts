import { spawn } from 'node:child_process';

import { text } from '#shared/text/browser.en.ts';
import type { StartOptions } from '../start-options.ts';
import { readStartOptions } from '../start-options.ts';
import { projectFolder } from '../where.ts';
import { buildWhatIsStale } from './build.ts';
import { findElectron } from './electron-binary.ts';
import { reportStartFailure } from './report-failure.ts';

/** What `npm start` does: builds what is stale, then opens the desktop app, or the browser host. */
async function start(options: StartOptions): Promise<number> {
  if (!buildWhatIsStale()) return 3;
  if (!options.isBrowserWanted) {
    const reason = await whyNoDesktop(options);
    if (reason === null) return 0;
    process.stderr.write(`${text.browserInstead(reason)}\n`);
  }
  const { runBrowserHost } = await import('../browser/main.ts');
  return await runBrowserHost(options);
}

/** Runs the desktop app to its end and answers null; or answers why it cannot run here. */
async function whyNoDesktop(options: StartOptions): Promise<string | null> {
  if (process.platform === 'linux') {
    if (process.env['DISPLAY'] === undefined && process.env['WAYLAND_DISPLAY'] === undefined) {
      return text.noDisplay;
    }
    if (process.getuid?.() === 0) return text.isRoot;
  }
  const electron = await findElectron();
  if (electron === null) return text.noElectron;
  const startedAt = performance.now();
  const child = spawn(electron, [projectFolder, '--data', options.dataFolder], {
    stdio: 'inherit',
  });
  const code = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (status) => resolve(status ?? 1));
  });
  const endedAtOnce = code !== 0 && performance.now() - startedAt < atOnceMs;
  return endedAtOnce ? text.electronEnded(code) : null;
}

// A desktop that cannot start (sandbox refused by the system, broken display) ends within seconds.
const atOnceMs = 5000;

let options: StartOptions | null = null;
try {
  options = readStartOptions(process.argv.slice(2));
} catch (cause) {
  process.stderr.write(`${(cause as Error).message}\n`);
  process.exitCode = 2;
}
if (options !== null) {
  const { port } = options;
  process.exitCode = await start(options).catch((cause: unknown) =>
    reportStartFailure(cause, port),
  );
}
