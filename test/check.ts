/**
 * `npm run check`: types and lint (one pass reads the types for both, each floor by its own `tsconfig.json`), dependency
 * rules, dead code, licences. Two at a time, since each of them uses one core; each runs even when another failed, and
 * its output is shown whole when it ends. Exits with 1 when one failed.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const projectFolder = join(import.meta.dirname, '..');

/** The longest first, so that the last one does not run alone. */
const scripts = ['lint', 'deps', 'dead-code', 'licences'];
const lanes = 2;

async function runScript(name: string): Promise<boolean> {
  const startedAt = performance.now();
  const { code, output } = await new Promise<{ code: number | null; output: string }>((resolve) => {
    let output = '';
    const child = spawn('npm', ['run', '-s', name], {
      cwd: projectFolder,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    const hear = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', (cause) => resolve({ code: 1, output: `${output}${cause.message}\n` }));
    child.on('close', (code) => resolve({ code, output }));
  });
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  console.log(`${output}${code === 0 ? 'passed' : 'FAILED'}  ${name} (${seconds} s)`);
  return code === 0;
}

const waiting = [...scripts];
const results: boolean[] = [];
await Promise.all(
  Array.from({ length: lanes }, async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      results.push(await runScript(name));
    }
  }),
);
process.exitCode = results.every(Boolean) ? 0 : 1;
