// Kills the process that removes and restores all DOIs of a case, again and again, and looks whether DataCite
// holds what it should: all gone in the middle, all as before at the end, no screen without an answer.
//
//   node test/reliability/removal-kills.ts --items 1000 --kills 20 --seed 1 [--wrong-image]
//
// `--wrong-image` is the twin that must fail: what was there before is kept with another address.
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { startPractice } from '#core/practice/index.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { seededRandom } from '#shared/support/random.ts';

export interface RemovalKills {
  readonly items: number;
  readonly kills: number;
  readonly seed: number;
  readonly hasWrongImage?: boolean;
}

export interface RemovalKillReport extends RemovalKills {
  /** Kills that met a process at work; others came after its end. */
  readonly hits: number;
  /** DOIs that DataCite held otherwise than registered with their page, when all were said to be removed. */
  readonly notRemoved: number;
  /** DOIs that DataCite held otherwise than before, when all were said to be restored. */
  readonly notRestored: number;
  /** DOIs with more than one date of the type Withdrawn in the middle. */
  readonly withdrawnTwice: number;
  /** Where the case stood at the end, if not where it was to: something in it was not as it was said to be. */
  readonly endedAs: string | null;
  readonly milliseconds: number;
}

/** Crash points that a DOI passes on the whole way, about: so that kills lie all over it. */
const pointsPerItem = 26;

export async function removalKills({
  items,
  kills,
  seed,
  hasWrongImage = false,
}: RemovalKills): Promise<RemovalKillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'removal-kills-'));
  const random = seededRandom(seed);
  const startedAt = performance.now();
  const practice = await startPractice({
    file: join(folder, 'practice.sqlite'),
    clock: { now: () => Date.now() },
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    pagesFolder: join(folder, 'practice-pages'),
  });
  const { url, username, password, prefix } = practice;
  const held = () =>
    new Map(
      practice
        .holdings()
        .map(({ doi, state, attributes }) => [doi, { state, attributes }] as const),
    );
  let before = held();
  const found = { hits: 0, notRemoved: 0, notRestored: 0, withdrawnTwice: 0 };
  let endedAs: string | null = null;
  const lookInTheMiddle = (): void => {
    for (const { state, attributes } of held().values()) {
      const page = attributes.url ?? '';
      const isGone = state === 'registered' && page.startsWith('https://pages.practice.');
      if (!isGone) found.notRemoved += 1;
      const dates = (attributes.dates ?? []).filter(({ dateType }) => dateType === 'Withdrawn');
      if (dates.length !== 1) found.withdrawnTwice += 1;
    }
  };
  const live = async (crashAt: number): Promise<'finished' | 'killed'> => {
    const server = JSON.stringify({ url, username, password, prefix });
    const child = fork(
      join(import.meta.dirname, 'removal-process.ts'),
      [folder, server, String(items), String(crashAt)],
      { env: { ...process.env, ...(hasWrongImage ? { WRONG_IMAGE: '1' } : {}) } },
    );
    const said: string[] = [];
    child.on('message', (word: string) => {
      said.push(word);
      if (word === 'registered') before = held();
      if (word === 'removed') lookInTheMiddle();
      if (word.startsWith('ended as ')) endedAs = word.slice('ended as '.length);
      else if (word !== 'finished') child.send('go on');
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (said.includes('finished') || endedAs !== null) return 'finished';
    if (code !== null) throw new Error(`A run ended with ${String(code)} after ${said.join(', ')}`);
    return 'killed';
  };
  try {
    const span = (2 * items * pointsPerItem) / (kills + 1);
    let end: 'finished' | 'killed' = 'killed';
    for (let kill = 0; kill < kills && end === 'killed'; kill += 1) {
      end = await live(1 + Math.floor(random() * span));
      if (end === 'killed') found.hits += 1;
    }
    if (end === 'killed') await live(0);
    const after = held();
    for (const [doi, record] of before) {
      if (canonicalJson(after.get(doi) ?? null) !== canonicalJson(record)) found.notRestored += 1;
    }
    if (before.size !== items) throw new Error(`Only ${String(before.size)} DOIs were registered`);
    return {
      items,
      kills,
      seed,
      ...found,
      endedAs,
      milliseconds: Math.round(performance.now() - startedAt),
    };
  } finally {
    await practice.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What must hold; the sentence says what does not. */
export function removalFault(report: RemovalKillReport): string | null {
  const { notRemoved, notRestored, withdrawnTwice, hits, kills, endedAs } = report;
  if (notRemoved + notRestored + withdrawnTwice > 0) return 'A DOI is not as it was said to be.';
  if (endedAs !== null) return `The case ended as ${endedAs}.`;
  return hits * 2 < kills ? 'Too few kills met the work.' : null;
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: {
      items: { type: 'string', default: '1000' },
      kills: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      'wrong-image': { type: 'boolean', default: false },
    },
  });
  const report = await removalKills({
    items: Number(values.items),
    kills: Number(values.kills),
    seed: Number(values.seed),
    hasWrongImage: values['wrong-image'],
  });
  const fault = removalFault(report);
  console.log(JSON.stringify({ ...report, fault }));
  process.exitCode = fault === null ? 0 : 1;
}
