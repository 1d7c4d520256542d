// `npm run reliability [-- --short] [-- --only WORD,...]`: runs the proofs that nothing is lost, one after
// the other, and prints them as a table and as JSON. Ends with the line `N of M figures hold`, and with 1
// when one does not. Each proof runs its sabotaged twin too, which has to fail. The JSON goes to
// `.cache/reliability.json` as well.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { proofs } from './proofs.ts';
import type { Proof, Step } from './proofs.ts';

interface Outcome {
  readonly figure: string;
  readonly holds: boolean;
  readonly result: string;
  readonly seconds: number;
}

const root = join(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: { short: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const words = values.only?.split(',') ?? [''];
const chosen = proofs.filter(({ figure }) => words.some((word) => figure.includes(word)));
const outcomes: Outcome[] = [];
/** What all steps but the twins have printed. */
const honest: string[] = [];
for (const proof of chosen) {
  const outcome = await prove(proof, values.short);
  outcomes.push(outcome);
  const mark = outcome.holds ? 'holds        ' : 'DOES NOT HOLD';
  console.log(`${mark}  ${outcome.seconds.toFixed(0).padStart(5)} s  ${outcome.figure}`);
  console.log(`                        ${outcome.result}`);
}
const holding = outcomes.filter(({ holds }) => holds).length;
const report = JSON.stringify({
  at: new Date().toISOString(),
  node: process.version,
  cpu: `${String(cpus().length)} x ${cpus()[0]?.model ?? 'unknown'}`,
  load: loadavg(),
  short: values.short,
  figures: outcomes,
});
mkdirSync(join(root, '.cache'), { recursive: true });
writeFileSync(join(root, '.cache/reliability.json'), `${report}\n`);
console.log(report);
console.log(`${String(holding)} of ${String(outcomes.length)} figures hold`);
process.exitCode = holding === outcomes.length ? 0 : 1;

async function prove({ figure, steps }: Proof, isShort: boolean): Promise<Outcome> {
  const startedAt = performance.now();
  let holds = true;
  const results: string[] = [];
  for (const step of steps(isShort)) {
    const { code, printed } = await run(step);
    const isTwin = step.fails === true;
    holds &&= code === (isTwin ? 1 : 0) && (step.holds?.(printed, honest) ?? true);
    if (!isTwin) honest.push(printed);
    results.push(`${isTwin ? 'the twin fails: ' : ''}${summaryOf(printed)}`);
  }
  return {
    figure,
    holds,
    result: results.join('; '),
    seconds: (performance.now() - startedAt) / 1000,
  };
}

function run({ args, env }: Step): Promise<{ code: number | null; printed: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...args], {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
    child.on('close', (code) => resolve({ code, printed }));
  });
}

/** The counts that a proof printed: its last JSON line, or the line of totals of a test run. */
function summaryOf(printed: string): string {
  const lines = printed.trim().split('\n');
  const json = lines.filter((line) => line.startsWith('{'));
  if (json.length > 1) return `${String(json.length)} lines, last ${json.at(-1) ?? ''}`;
  const totals = lines.find((line) => /^\s*Tests\s/.test(line));
  return (json.at(-1) ?? totals ?? lines.at(-1) ?? 'nothing was printed').trim().slice(0, 400);
}
