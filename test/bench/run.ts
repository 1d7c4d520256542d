// `npm run bench [-- NAME...]`: runs each bench in a process of its own, one after the other (two at
// once would measure each other), and prints their figures. A bench prints one JSON object with
// `bench`, its figures, and `holds` where the design names a goal. Exits 1 when a goal does not hold.
import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';

interface Figures {
  readonly bench: string;
  readonly holds?: boolean;
  readonly [figure: string]: unknown;
}

const folder = import.meta.dirname;
const wanted = process.argv.slice(2);
const files = (await readdir(folder))
  .filter((name) => name.endsWith('.bench.ts'))
  .filter((name) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)))
  .sort();

console.log(`Node ${process.version}, ${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}`);
let broken = 0;
for (const name of files) {
  const { code, figures } = await run(join(folder, name));
  if (code !== 0 || figures.length === 0) {
    broken += 1;
    console.log(`\n${name}: ended with ${code ?? 'a signal'} and ${figures.length} figures`);
  }
  for (const one of figures) {
    if (one.holds === false) broken += 1;
    const verdict = one.holds === undefined ? '' : one.holds ? '  (holds)' : '  (DOES NOT HOLD)';
    console.log(`\n${one.bench}${verdict}`);
    for (const [key, value] of Object.entries(one)) {
      if (key !== 'bench' && key !== 'holds') console.log(`  ${key}: ${JSON.stringify(value)}`);
    }
  }
}
process.exitCode = broken === 0 ? 0 : 1;

/** With the young generation that the core's thread has (core/thread/start-core.ts). */
function run(path: string): Promise<{ code: number | null; figures: Figures[] }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--max-semi-space-size=16', path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.on('close', (code) => {
      const figures = text
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as Figures);
      resolve({ code, figures });
    });
  });
}
