// Kills the process that registers, again and again, and looks whether anything was lost or done twice.
//
//   node test/reliability/kill-loop.ts --kills 50 --items 1000 --seeds 1,2 [--kill-practice]
//
// The kills and items are shared out among the seeds. Prints the sums as JSON and ends with 1 when something does not hold.
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { seededRandom } from '#shared/support/random.ts';
import { readOutcome, readProgress } from './outcome.ts';
import type { Outcome, Progress } from './outcome.ts';

export interface KillLoop {
  readonly kills: number;
  readonly items: number;
  readonly seed: number;
  /** The practice repository is killed as well. */
  readonly killPractice?: boolean;
}

export interface KillReport extends Outcome {
  readonly seed: number;
  readonly kills: number;
  /** Kills while requests were under way: without them the loop would prove nothing. */
  readonly killsInFlight: number;
  /** Operations that an earlier run had begun or done and that a later one did not know any more. */
  readonly forgotten: number;
  readonly milliseconds: number;
}

const latencyMs = 40;
const here = import.meta.dirname;

/** Runs the loop in a temporary folder and answers what it found. */
export async function killLoop(options: KillLoop): Promise<KillReport> {
  const { kills, items, seed } = options;
  const folder = mkdtempSync(join(tmpdir(), 'kill-loop-'));
  const random = seededRandom(seed);
  const startedAt = performance.now();
  let practice = await startPractice(folder, 0);
  const server = practice.address;
  const port = Number(new URL(server.url).port);
  const counts = { killsInFlight: 0, forgotten: 0 };
  // So long that the work lasts for all kills; corrected by what each run got done.
  let windowMs = 150;
  let before: Progress = { operations: 0, begun: [], done: [], inFlight: 0 };
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const child = startRegistering(folder, server, items);
      await saysOrEnds(child, 'sending');
      const isBoth = options.killPractice === true && kill % 2 === 1;
      await Promise.race([sleep(random() * windowMs), once(child, 'exit')]);
      child.kill('SIGKILL');
      if (isBoth) practice.child.kill('SIGKILL');
      await ended(child);
      if (isBoth) {
        await ended(practice.child);
        practice = await startPractice(folder, port);
      }
      const now = readProgress(folder);
      counts.forgotten += countForgotten(before, now);
      if (now.inFlight > 0) counts.killsInFlight += 1;
      const share = (items - before.done.length) / (kills - kill);
      const gained = now.done.length - before.done.length;
      windowMs = Math.min(600, Math.max(30, windowMs * (gained > share ? 0.8 : 1.25)));
      before = now;
    }
    const last = startRegistering(folder, server, items);
    const code = await ended(last);
    if (code !== 0) throw new Error(`The last run ended with ${String(code)}`);
    counts.forgotten += countForgotten(before, readProgress(folder));
    practice.child.disconnect();
    await ended(practice.child);
    const milliseconds = Math.round(performance.now() - startedAt);
    return { seed, kills, ...readOutcome(folder, items), ...counts, milliseconds };
  } finally {
    if (practice.child.exitCode === null) practice.child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Empty when everything holds; otherwise one sentence for each thing that does not. */
export function complaints(report: KillReport): string[] {
  const wanted: readonly (readonly [sentence: string, holds: boolean])[] = [
    [
      `${String(report.held)} DOIs are held instead of ${String(report.items)}`,
      report.held === report.items,
    ],
    [`${String(report.lost)} DOIs are lost`, report.lost === 0],
    [`${String(report.duplicated)} DOIs had an effect twice`, report.duplicated === 0],
    [`${String(report.different)} DOIs differ from the ledger`, report.different === 0],
    [`${String(report.stuck)} operations are stuck`, report.stuck === 0],
    [`${String(report.forgotten)} operations were forgotten`, report.forgotten === 0],
  ];
  return wanted.filter(([, holds]) => !holds).map(([sentence]) => sentence);
}

/** What a loop that met nothing would leave unproved; of one seed, or of the sum of several. */
export function vacuities(counts: Record<string, unknown>): string[] {
  const sentences = {
    killsInFlight: 'no kill hit a request under way: this proves nothing',
    unseenEndings: 'no ending was unseen: this proves nothing',
  };
  return Object.entries(sentences).flatMap(([name, sentence]) =>
    counts[name] === 0 ? [sentence] : [],
  );
}

/** Every count added up. */
function summed(reports: readonly KillReport[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const report of reports) {
    for (const [name, count] of Object.entries(report)) {
      if (name !== 'seed') sums[name] = (sums[name] ?? 0) + (count as number);
    }
  }
  return sums;
}

function countForgotten(before: Progress, now: Progress): number {
  const begun = new Set(now.begun);
  const done = new Set(now.done);
  const missing = before.begun.filter((id) => !begun.has(id)).length;
  return missing + before.done.filter((id) => !done.has(id)).length;
}

interface Address {
  readonly url: string;
}

async function startPractice(
  folder: string,
  port: number,
): Promise<{ child: ChildProcess; address: Address }> {
  const file = join(folder, 'practice.sqlite');
  const child = fork(join(here, 'practice-process.ts'), [file, String(port), String(latencyMs)]);
  const [address] = (await once(child, 'message')) as [Address];
  return { child, address };
}

function startRegistering(folder: string, server: Address, items: number): ChildProcess {
  const args = [folder, JSON.stringify(server), String(items)];
  return fork(join(here, 'register-process.ts'), args);
}

async function saysOrEnds(child: ChildProcess, word: string): Promise<void> {
  const says = new Promise<void>((resolve) => {
    child.on('message', (message) => {
      if (message === word) resolve();
    });
  });
  await Promise.race([says, once(child, 'exit')]);
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '50' },
      items: { type: 'string', default: '1000' },
      seeds: { type: 'string', default: '1' },
      'kill-practice': { type: 'boolean', default: false },
    },
  });
  const seeds = values.seeds.split(',').map(Number);
  const share = (text: string): number => Math.ceil(Number(text) / seeds.length);
  const reports: KillReport[] = [];
  for (const seed of seeds) {
    reports.push(
      await killLoop({
        kills: share(values.kills),
        items: share(values.items),
        seed,
        killPractice: values['kill-practice'],
      }),
    );
  }
  const failed = reports.flatMap((report) =>
    complaints(report).map((sentence) => `seed ${String(report.seed)}: ${sentence}`),
  );
  const sums = summed(reports);
  failed.push(...vacuities(sums));
  console.log(JSON.stringify({ ...sums, seeds, complaints: failed }));
  process.exitCode = failed.length === 0 ? 0 : 1;
}
