// Kills the process that rehearses, publishes and proves approved drafts, again and again, and looks after each
// kill whether anything is called published that DataCite does not hold as it was approved.
//
//   node test/reliability/publish-kills.ts --items 200 --kills 20 --seed 1 [--trusting]
//
// `--trusting` is the twin that must fail: what was queued counts as proved.
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { openLedger } from '#core/ledger/open-ledger.ts';
import { startPractice } from '#core/practice/index.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { seededRandom } from '#shared/support/random.ts';
import { realClock } from '../core/outbox/harness.ts';

interface PublishKills {
  readonly items: number;
  readonly kills: number;
  readonly seed: number;
  readonly isTrusting?: boolean;
}

interface PublishKillReport extends PublishKills {
  /** Kills that met a process at work; others came after its end. */
  readonly hits: number;
  /** Records that were called published while DataCite held them otherwise, in all looks together. */
  readonly falselyPublished: number;
  /** Rehearsals that counted as passed although not all of their records had gone well. */
  readonly falselyRehearsed: number;
  /** DOIs of the drafts that were created more than once. */
  readonly createdTwice: number;
  /** Records that were not published and proved at the end. */
  readonly unproved: number;
  readonly milliseconds: number;
}

/** Requests of a record on the whole way, about: rehearsed, sent, read, resolved, its page. */
const requestsPerItem = 7;

async function publishKills({
  items,
  kills,
  seed,
  isTrusting = false,
}: PublishKills): Promise<PublishKillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'publish-kills-'));
  const random = seededRandom(seed);
  const startedAt = performance.now();
  const practice = await startPractice({
    file: join(folder, 'practice.sqlite'),
    clock: { now: () => Date.now() },
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
  });
  const { url, username, password, prefix } = practice;
  const found = { hits: 0, falselyPublished: 0, falselyRehearsed: 0 };
  let unproved = items;

  const look = (): void => {
    const ledger = openLedger(join(folder, 'ledger.sqlite'), { clock: realClock });
    const held = new Map(practice.holdings().map((each) => [each.doi, each]));
    const rows = ledger.db.all<{ doi: string; attributes: string }>(
      `select r.doi, r.attributes from review_standing s join record r on r.id = s.record_id
       where s.status = 'published'`,
    );
    for (const { doi, attributes } of rows) {
      const there = held.get(doi);
      const approved = JSON.parse(attributes) as Attributes;
      const isThere = there?.state === 'findable' && there.url === approved.url;
      if (!isThere) found.falselyPublished += 1;
    }
    found.falselyRehearsed +=
      ledger.db.get<{ count: number }>(
        `select count(*) as count from rehearsal where status = 'passed' and done_count < total`,
      )?.count ?? 0;
    unproved = items - rows.length;
    ledger.close();
  };
  const live = async (crashAt: number): Promise<'finished' | 'killed'> => {
    const child = fork(
      join(import.meta.dirname, 'publish-process.ts'),
      [folder, JSON.stringify({ url, username, password, prefix }), String(items), String(crashAt)],
      { env: { ...process.env, ...(isTrusting ? { TRUSTING: '1' } : {}) } },
    );
    const said: unknown[] = [];
    child.on('message', (word) => void said.push(word));
    const [code] = (await once(child, 'exit')) as [number | null];
    look();
    if (said.includes('finished')) return 'finished';
    if (code !== null) throw new Error(`A run ended with ${String(code)}`);
    return 'killed';
  };
  try {
    const span = (1.4 * items * requestsPerItem) / Math.max(1, kills);
    let end: 'finished' | 'killed' = 'killed';
    for (let kill = 0; kill < kills && end === 'killed'; kill += 1) {
      end = await live(isTrusting ? 0 : 1 + Math.floor(random() * span));
      if (end === 'killed') found.hits += 1;
      if (isTrusting) break;
    }
    if (end === 'killed' && !isTrusting) await live(0);
    const created = Map.groupBy(
      practice.effects().filter(({ action }) => action === 'create'),
      ({ doi }) => doi,
    );
    const createdTwice = [...created.values()].filter(({ length }) => length > 1).length;
    return {
      ...{ items, kills, seed, ...found, createdTwice, unproved },
      milliseconds: Math.round(performance.now() - startedAt),
    };
  } finally {
    await practice.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What must hold; the sentence says what does not. */
function publishFault(report: PublishKillReport): string | null {
  const { falselyPublished, falselyRehearsed, createdTwice, unproved, hits, kills } = report;
  if (falselyPublished > 0) return 'Something was called published that was not.';
  if (falselyRehearsed > 0) return 'A rehearsal counted that had not ended well.';
  if (createdTwice > 0) return 'A DOI was created twice.';
  if (unproved > 0) return 'A record was not published and proved at the end.';
  return hits * 2 < kills ? 'Too few kills met the work.' : null;
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: {
      items: { type: 'string', default: '200' },
      kills: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      trusting: { type: 'boolean', default: false },
    },
  });
  const report = await publishKills({
    items: Number(values.items),
    kills: Number(values.kills),
    seed: Number(values.seed),
    isTrusting: values.trusting,
  });
  const fault = publishFault(report);
  console.log(JSON.stringify({ ...report, fault }));
  process.exitCode = fault === null ? 0 : 1;
}
