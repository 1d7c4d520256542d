// Kills the process that brings the items of a hub in and looks at them, again and again, and sees whether it goes
// on where it was: nothing that is here fetched a second time, nothing lost, nothing twice.
//
//   node test/reliability/hub-kills.ts --items 300 --kills 20 --seed 1 [--forgetful]
//
// `--forgetful` is the twin that must fail: it knows nothing of what was broken off.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { readCardFront } from '#core/hub/index.ts';
import { startPracticeHub } from '#core/practice-hub/practice-hub.ts';
import { seededRandom } from '#shared/support/random.ts';

/** What the ledger holds when a life begins. */
export interface HubStart {
  readonly broughtIn: readonly string[];
  readonly isBroughtIn: boolean;
  readonly lookedAt: readonly string[];
}

/** What has come of it at the end. */
export interface HubEnd {
  readonly runs: number;
  readonly itemCount: number;
  readonly recordCount: number;
  /** Lines that ended otherwise than as new. */
  readonly otherLines: readonly string[];
  /** Things that were noticed about items, though nothing happened to any. */
  readonly eventCount: number;
  readonly isLookedAt: boolean;
}

export interface HubKills {
  readonly items: number;
  readonly kills: number;
  readonly seed: number;
  readonly isForgetful?: boolean;
}

export interface HubKillReport extends HubKills {
  readonly hits: number;
  /** Kills that met the looking; the others met the bringing in. */
  readonly hitsInWatch: number;
  /** Requests for an item that was here, or was looked at, when the life began. */
  readonly askedTwice: number;
  readonly requests: number;
  readonly end: HubEnd;
  readonly milliseconds: number;
}

/** Requests that an item takes to come in and be looked at, about: so that kills lie all over it. */
const requestsPerItem = 4.5;

export async function hubKills(given: HubKills): Promise<HubKillReport> {
  const { items, kills, seed, isForgetful = false } = given;
  const folder = mkdtempSync(join(tmpdir(), 'hub-kills-'));
  const random = seededRandom(seed);
  const startedAt = performance.now();
  const hub = await startPracticeHub({ clock: { now: () => Date.now() }, read: readCardFront });
  for (let at = 0; at < items; at += 1) {
    const name = `owner-${String(at)}/item`;
    const text = `---\npretty_name: Item ${String(at)}\nlicense: mit\n---\n# Item\n\nHourly levels of lakes.\n`;
    hub.changes.create('dataset', name, { 'README.md': { text } });
    if (at % 3 === 0) hub.changes.generateDoi('dataset', name, hub.doiPrefix);
  }
  const found = { hits: 0, hitsInWatch: 0, askedTwice: 0 };
  const live = async (crashAt: number): Promise<HubEnd | null> => {
    const child = fork(
      join(import.meta.dirname, 'hub-process.ts'),
      [folder, hub.url, String(items), String(crashAt)],
      { env: { ...process.env, ...(isForgetful ? { FORGETFUL: '1' } : {}) } },
    );
    const said: (HubStart | HubEnd)[] = [];
    const begun = hub.log.length;
    child.on('message', (word: HubStart | HubEnd) => {
      said.push(word);
      if ('broughtIn' in word) child.send('go on');
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    const start = said.find((word) => 'broughtIn' in word);
    const end = said.find((word) => 'runs' in word) ?? null;
    if (start === undefined || (end === null && code !== null))
      throw new Error(`A life ended with ${String(code)}`);
    found.askedTwice += askedAgain(start, hub.log.slice(begun));
    if (end === null) {
      found.hits += 1;
      if (start.isBroughtIn) found.hitsInWatch += 1;
    }
    return end;
  };
  try {
    let end: HubEnd | null = null;
    // One kill alone has to meet the work too: it never lies in its last third.
    const span = Math.min((2 * items * requestsPerItem) / (kills + 1), 3 * items);
    for (let kill = 0; kill < kills && end === null; kill += 1)
      end = await live(2 + Math.floor(random() * span));
    end ??= await live(0);
    if (end === null) throw new Error('The last life was killed too');
    const milliseconds = Math.round(performance.now() - startedAt);
    return { ...given, ...found, requests: hub.log.length, end, milliseconds };
  } finally {
    await hub.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Requests about items that were here already: while bringing in any of them, while looking those looked at. */
function askedAgain(
  { broughtIn, isBroughtIn, lookedAt }: HubStart,
  paths: readonly string[],
): number {
  // A life that ends the bringing in looks at all items afterwards: each is asked for once by that.
  const [known, allowed] = isBroughtIn ? [lookedAt, 0] : [broughtIn, 1];
  const asked = new Map<string, number>();
  for (const path of paths) {
    const name = /^\/api\/datasets\/(owner-\d+\/item)(?:$|\?)/.exec(path)?.[1];
    if (name !== undefined) asked.set(name, (asked.get(name) ?? 0) + 1);
  }
  return known.reduce((sum, name) => sum + Math.max(0, (asked.get(name) ?? 0) - allowed), 0);
}

/** What must hold; the sentence says what does not. */
export function hubFault({ items, kills, hits, askedTwice, end }: HubKillReport): string | null {
  if (askedTwice > 0) return 'An item that was here was fetched again.';
  if (end.runs !== 1) return 'It began anew instead of going on.';
  if (end.itemCount !== items || end.recordCount !== items) return 'Items or records are missing.';
  if (end.otherLines.length > 0)
    return `A line ended otherwise than as new: ${end.otherLines[0] ?? ''}`;
  if (end.eventCount > 0) return 'Something was noticed, though nothing happened.';
  if (!end.isLookedAt) return 'The look did not end.';
  return hits * 2 < kills ? 'Too few kills met the work.' : null;
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: {
      items: { type: 'string', default: '300' },
      kills: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      forgetful: { type: 'boolean', default: false },
    },
  });
  const report = await hubKills({
    items: Number(values.items),
    kills: Number(values.kills),
    seed: Number(values.seed),
    isForgetful: values.forgetful,
  });
  const fault = hubFault(report);
  console.log(JSON.stringify({ ...report, fault }));
  process.exitCode = fault === null ? 0 : 1;
}
