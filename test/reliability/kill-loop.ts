// Kills the process of a steward who registers, edits, sends and reads, again and again, while a colleague edits
// the same records; and looks whether anything was lost, done twice, left lying or overwritten unseen.
//
//   node test/reliability/kill-loop.ts --kills 50 --items 1000 --edits 2000 --seeds 1,2 [--kill-practice] [--twin NAME]
//
// Kills, items and edits are shared out among the seeds. Prints the sums as JSON and ends with 1 when something
// does not hold, as it must for both twins: `blind` never looks at the activities afterwards, `hasty` says that
// edits are committed before they are.
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { seededRandom } from '#shared/support/random.ts';
import { readAccountOutcome } from './account-outcome.ts';
import type { AccountOutcome } from './account-outcome.ts';
import { Colleague } from './colleague.ts';
import type { Server } from './colleague.ts';
import type { Edit } from './edits.ts';
import { readProgress } from './outcome.ts';
import type { Progress } from './outcome.ts';

export type Twin = 'blind' | 'hasty';

export interface KillLoop {
  readonly kills: number;
  readonly items: number;
  /** Edits of the steward, over all lives of the process. */
  readonly edits: number;
  readonly seed: number;
  /** The practice repository is killed as well, every second time. */
  readonly killPractice?: boolean;
  /** A guard that is taken away in the steward's process. */
  readonly twin?: Twin;
}

export interface KillReport extends AccountOutcome {
  readonly seed: number;
  readonly kills: number;
  readonly items: number;
  readonly edits: number;
  /** Edits of the colleague that the repository took. */
  readonly foreignEdits: number;
  /** Kills while requests were under way: without them the loop would prove nothing. */
  readonly killsInFlight: number;
  /** Operations that an earlier run had begun or done and that a later one did not know any more. */
  readonly forgotten: number;
  readonly milliseconds: number;
}

const latencyMs = 40;
/** After the edit that a kill waits for: as long as an update takes, there and back. */
const longestDelayMs = 120;
const here = import.meta.dirname;

/** Runs the loop in a temporary folder and answers what it found. */
export async function killLoop(options: KillLoop): Promise<KillReport> {
  const { kills, items, seed } = options;
  const folder = mkdtempSync(join(tmpdir(), 'kill-loop-'));
  const random = seededRandom(seed);
  const startedAt = performance.now();
  let practice = await startPractice(folder, 0);
  const { server } = practice;
  const port = Number(new URL(server.url).port);
  const colleague = new Colleague(server, random);
  const edits: Edit[] = [];
  const counts = { killsInFlight: 0, forgotten: 0 };
  let before: Progress = { operations: 0, begun: [], done: [], inFlight: 0 };
  const start = (isLast: boolean): ChildProcess => {
    const left = isLast ? Math.max(0, options.edits - edits.length) : options.edits;
    const args = [folder, JSON.stringify(server), String(items), String(left)];
    const child = fork(join(here, 'steward-process.ts'), isLast ? [...args, 'finish'] : args, {
      env: { ...process.env, TWIN: options.twin ?? '' },
    });
    child.on('message', (message: Edit) => {
      edits.push(message);
      colleague.notice(message);
    });
    return child;
  };
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const child = start(false);
      // By progress and not by time: a busy machine gets as far as an idle one.
      await editedOrEnded(child, Math.ceil(random() * 2 * (options.edits / (kills + 1))));
      const isBoth = options.killPractice === true && kill % 2 === 1;
      await Promise.race([sleep(random() * longestDelayMs), once(child, 'exit')]);
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
      before = now;
    }
    const last = start(true);
    const code = await ended(last);
    if (code !== 0) throw new Error(`The last run ended with ${String(code)}`);
    await colleague.rest();
    counts.forgotten += countForgotten(before, readProgress(folder));
    practice.child.disconnect();
    await ended(practice.child);
    const milliseconds = Math.round(performance.now() - startedAt);
    return {
      ...{ seed, kills, items, edits: edits.length, foreignEdits: colleague.written },
      ...readAccountOutcome(folder, edits),
      ...counts,
      milliseconds,
    };
  } finally {
    if (practice.child.exitCode === null) practice.child.kill('SIGKILL');
    // KEEP=1 leaves ledger and repository in the folder of the machine's temporary files, to be looked at.
    if (process.env['KEEP'] !== '1') rmSync(folder, { recursive: true, force: true });
  }
}

/** Empty when everything holds; otherwise one sentence for each thing that does not. */
export function complaints(report: KillReport): string[] {
  const wanted: readonly (readonly [sentence: string, holds: boolean])[] = [
    [
      `${String(report.held)} DOIs are held instead of ${String(report.items)}`,
      report.held === report.items,
    ],
    [
      `${String(report.editsLost)} acknowledged edits are lost: ${report.lost.join('; ')}`,
      report.editsLost === 0,
    ],
    [`${String(report.unseen)} foreign values were overwritten unseen`, report.unseen === 0],
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
    replaced: 'no value of the colleague was replaced: this proves nothing',
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
      if (name === 'seed' || typeof count !== 'number') continue;
      sums[name] = (sums[name] ?? 0) + count;
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

async function startPractice(
  folder: string,
  port: number,
): Promise<{ child: ChildProcess; server: Server }> {
  const file = join(folder, 'practice.sqlite');
  const child = fork(join(here, 'practice-process.ts'), [file, String(port), String(latencyMs)]);
  const [server] = (await once(child, 'message')) as [Server];
  return { child, server };
}

/** Resolves with the edit of that number, or when the process ended before. */
async function editedOrEnded(child: ChildProcess, number: number): Promise<void> {
  let count = 0;
  const edited = new Promise<void>((resolve) => {
    child.on('message', () => {
      count += 1;
      if (count === number) resolve();
    });
  });
  await Promise.race([edited, once(child, 'exit')]);
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
      edits: { type: 'string', default: '2000' },
      seeds: { type: 'string', default: '1' },
      'kill-practice': { type: 'boolean', default: false },
      twin: { type: 'string' },
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
        edits: share(values.edits),
        seed,
        killPractice: values['kill-practice'],
        ...(values.twin === undefined ? {} : { twin: values.twin as Twin }),
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
