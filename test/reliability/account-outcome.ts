import { join } from 'node:path';

import type { Database } from '#core/sqlite/database.ts';
import { openDatabase } from '#core/sqlite/database.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { changedKeys } from '#shared/sync/stored-value.ts';
import type { Edit } from './edits.ts';
import { lostEdits } from './lost-edits.ts';
import { readValue } from './simulation/model.ts';

/** How ledger and repository agree after everything was finished, in an account that a colleague wrote to as well. */
export interface AccountOutcome {
  readonly held: number;
  readonly done: number;
  /** Operations in a state from which nothing proceeds by itself. */
  readonly stuck: number;
  /** DOIs that were created more than once, or updated otherwise than done operations say. */
  readonly duplicated: number;
  /** Records that are not as the ledger has them, or not findable. */
  readonly different: number;
  /** Edits that were committed, and whose process was killed before it could say so. */
  readonly editsUnheard: number;
  /** Edits that were acknowledged and are not in the history, or that were the last of their attribute and were never sent. */
  readonly editsLost: number;
  /** The first of them: which record, which attribute, which value. */
  readonly lost: readonly string[];
  /** Values of the colleague that an update of ours replaced. */
  readonly replaced: number;
  /** Of those, replaced in the moment between our read and our write, found afterwards and shown. */
  readonly overwritten: number;
  /** Of those, never seen by anybody: the history of the record does not name them. */
  readonly unseen: number;
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
}

interface ActivityRow {
  readonly doi: string;
  readonly action: string;
  readonly changes: string;
}

export function readAccountOutcome(folder: string, edits: readonly Edit[]): AccountOutcome {
  const ledger = openDatabase(join(folder, 'ledger.sqlite'), { kind: 'ledger', readonly: true });
  const store = openDatabase(join(folder, 'practice.sqlite'), { kind: 'store', readonly: true });
  try {
    const stored = store.all<StoredRow>(
      `select doi, state, url, metadata,
         (select count(*) from activity a where a.doi = r.doi and action = 'create') as creates
       from record r`,
    );
    const activities = Map.groupBy(
      store.all<ActivityRow>('select doi, action, changes from activity order by id'),
      ({ doi }) => doi,
    );
    const count = (sql: string): number => ledger.get<{ n: number }>(sql)?.n ?? 0;
    const updates = new Map(
      ledger
        .all<{ doi: string; done: number; uncertain: number }>(
          // Uncertain: its end was not seen, and before it was read somebody else had written.
          `select doi, sum(status = 'done') as done, sum(status <> 'done' and exists (
             select 1 from attempt a where a.operation_id = o.id and a.outcome = 'unknown')) as uncertain
           from operation o where kind = 'update' group by doi`,
        )
        .map((row) => [row.doi, row]),
    );
    const replaced = [...activities].flatMap(([doi, entries]) => replacedIn(doi, entries));
    const committed = committedEdits(ledger);
    const records = new Map(stored.map((row) => [row.doi, JSON.parse(row.metadata) as Attributes]));
    const lost = lostEdits({ committed, acknowledged: edits }, ({ doi, key, value }) => {
      if (readValue(key, records.get(doi) ?? {}) === value) return true;
      return (activities.get(doi) ?? []).some(({ changes }) => changes.includes(`"${value}"`));
    });
    return {
      held: stored.length,
      done: count(`select count(*) as n from operation where status = 'done'`),
      stuck: count(
        `select count(*) as n from operation where status not in ('done', 'cancelled', 'superseded')`,
      ),
      duplicated: stored.filter(({ doi, creates }) => {
        const written = (activities.get(doi) ?? []).filter(isOurUpdate).length;
        const { done, uncertain } = updates.get(doi) ?? { done: 0, uncertain: 0 };
        return creates !== 1 || written < done || written > done + uncertain;
      }).length,
      different: stored.filter((row) => !isAsInLedger(ledger, row)).length,
      editsUnheard: committed.length - edits.length,
      editsLost: lost.length,
      lost: lost.slice(0, 5),
      replaced: replaced.length,
      overwritten: count(`select count(*) as n from history_event where kind = 'record.overwrote'`),
      unseen: replaced.filter(({ doi, value }) => !isInHistory(ledger, doi, value)).length,
      foundByReading: count(`select count(*) as n from operation where receipt ->> '$.found' = 1`),
      unseenEndings: count(`select count(*) as n from attempt where outcome = 'unknown'`),
    };
  } finally {
    ledger.close();
    store.close();
  }
}

type Change = readonly [column: string, was: string, is: string];

/** Old and new value of each column, as text. */
function changesOf({ action, changes }: ActivityRow): Change[] {
  if (action !== 'update') return [];
  const parsed = JSON.parse(changes) as Readonly<Record<string, readonly unknown[]>>;
  return Object.entries(parsed).map(([column, [was, is]]) => [
    column,
    JSON.stringify(was ?? null),
    JSON.stringify(is ?? null),
  ]);
}

/** Values of edits are told by their names: `c-…` is the colleague's, `s-…` the steward's. */
function isOurUpdate(activity: ActivityRow): boolean {
  return (
    activity.action === 'update' && !changesOf(activity).some(([, , is]) => is.includes('"c-'))
  );
}

function replacedIn(
  doi: string,
  entries: readonly ActivityRow[],
): { doi: string; value: string }[] {
  return entries.filter(isOurUpdate).flatMap((activity) =>
    changesOf(activity).flatMap(([, was]) => {
      const value = /"(c-\d+)"/.exec(was)?.[1];
      return value === undefined ? [] : [{ doi, value }];
    }),
  );
}

function isAsInLedger(ledger: Database, { doi, state, url, metadata }: StoredRow): boolean {
  const row = ledger.get<{ attributes: string; state: string }>(
    'select attributes, state from record where doi = ?',
    doi,
  );
  if (row === undefined || state !== 'findable' || row.state !== state) return false;
  const remote = { ...(JSON.parse(metadata) as Attributes), url };
  return changedKeys(JSON.parse(row.attributes) as Attributes, remote).length === 0;
}

/** Every edit of the steward that the ledger has committed, in order, whether anybody heard of it or not. */
function committedEdits(ledger: Database): Edit[] {
  const rows = ledger.all<{ doi: string; key: Edit['key']; after: string }>(
    // Personal text stands beside the chain (history/event-text.ts); the rest in the event.
    `select e.doi, change.value ->> '$.path' as key, coalesce(t.text -> '$.after', change.value -> '$.after') as after
     from history_event e, json_each(e.body, '$.changes') change
     left join history_text t
       on t.sequence = e.sequence and t.part = 'changes.' || (change.value ->> '$.path')
     where e.kind = 'record.edit' order by e.sequence`,
  );
  return rows.flatMap(({ doi, key, after }) => {
    const value = /"(s-\d+-\d+)"/.exec(after)?.[1];
    return value === undefined ? [] : [{ doi, key, value }];
  });
}

function isInHistory(ledger: Database, doi: string, value: string): boolean {
  const found = ledger.get(
    `select 1 from history_event e where e.doi = @doi and (instr(e.body, @text) > 0
       or exists (select 1 from history_text t where t.sequence = e.sequence and instr(t.text, @text) > 0))`,
    { doi, text: `"${value}"` },
  );
  return found !== undefined;
}
