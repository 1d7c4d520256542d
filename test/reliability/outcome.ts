import { join } from 'node:path';

import { openDatabase } from '#core/sqlite/database.ts';
import { sentAttributes } from '#core/register/build-payload.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { predictStored } from '#shared/stored/predict-stored.ts';
import { authoredText, differingKeys } from '#shared/sync/stored-value.ts';

/** What a ledger knows of its operations at one moment; read while nobody has it open. */
export interface Progress {
  readonly operations: number;
  readonly begun: readonly string[];
  readonly done: readonly string[];
  /** Requests that were under way when the process ended. */
  readonly inFlight: number;
}

export function readProgress(folder: string): Progress {
  const db = openDatabase(join(folder, 'ledger.sqlite'), { kind: 'ledger', readonly: true });
  try {
    const ids = (where: string): string[] =>
      db.all<{ id: string }>('select id from operation where '.concat(where)).map(({ id }) => id);
    return {
      operations: ids('true').length,
      begun: ids('attempt_count > 0'),
      done: ids(`status = 'done'`),
      inFlight: ids(`status in ('in-flight', 'unknown')`).length,
    };
  } finally {
    db.close();
  }
}

/** How the ledger and the repository agree after everything was finished. */
export interface Outcome {
  readonly items: number;
  readonly held: number;
  readonly done: number;
  /** Operations in a state from which nothing proceeds by itself. */
  readonly stuck: number;
  /** DOIs that were created more than once, or written otherwise than done operations say. */
  readonly duplicated: number;
  readonly lost: number;
  readonly different: number;
  /** Done operations whose answer was never seen and that were found by reading. */
  readonly foundByReading: number;
  readonly unseenEndings: number;
}

interface StoredRow {
  readonly doi: string;
  readonly state: string;
  readonly url: string | null;
  readonly metadata: string;
  readonly creates: number;
  readonly updates: number;
}

/** The repository's store must equal the fold of all done operations, each with one effect. */
export function readOutcome(folder: string, items: number): Outcome {
  const ledger = openDatabase(join(folder, 'ledger.sqlite'), { kind: 'ledger', readonly: true });
  const store = openDatabase(join(folder, 'practice.sqlite'), { kind: 'store', readonly: true });
  try {
    const stored = store.all<StoredRow>(
      `select doi, state, url, metadata,
         (select count(*) from activity a where a.doi = r.doi and action = 'create') as creates,
         (select count(*) from activity a where a.doi = r.doi and action = 'update') as updates
       from record r`,
    );
    const operations = ledger.all<{ doi: string; payload: string; state: string; kind: string }>(
      `select doi, payload, target_state as state, kind from operation where status = 'done'
       order by doi, sequence`,
    );
    const byDoi = Map.groupBy(operations, ({ doi }) => doi);
    const held = new Map(stored.map((row) => [row.doi, row]));
    const count = (sql: string): number => ledger.get<{ n: number }>(sql)?.n ?? 0;
    return {
      items,
      held: stored.length,
      done: operations.length,
      stuck: count(
        `select count(*) as n from operation where status not in ('done', 'cancelled', 'superseded')`,
      ),
      duplicated: stored.filter((row) => {
        const done = byDoi.get(row.doi) ?? [];
        return row.creates !== 1 || row.updates !== done.length - 1;
      }).length,
      lost: [...byDoi.keys()].filter((doi) => !held.has(doi)).length,
      different: stored.filter((row) => !isFoldOf(row, byDoi.get(row.doi) ?? [])).length,
      foundByReading: count(`select count(*) as n from operation where receipt ->> '$.found' = 1`),
      unseenEndings: count(`select count(*) as n from attempt where outcome = 'unknown'`),
    };
  } finally {
    ledger.close();
    store.close();
  }
}

/** The model: what done operations, one after the other, make of nothing. */
function isFoldOf(row: StoredRow, done: readonly { payload: string; state: string }[]): boolean {
  let model: Attributes | null = null;
  for (const { payload } of done) model = predictStored(sentAttributes(payload), model);
  const actual: Attributes = { ...(JSON.parse(row.metadata) as Attributes), url: row.url };
  if (model === null || row.state !== done.at(-1)?.state) return false;
  return differingKeys(model, actual).length === 0 && authoredText(model) !== '';
}
