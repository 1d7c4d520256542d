import type { HistoryEvent } from '#shared/contract/history.ts';
import { canonicalJson, isJsonObject } from '#shared/support/json.ts';
import type { Database } from '../sqlite/database.ts';
import type { StoredEvent } from './event-text.ts';
import type { Opening } from './history-rows.ts';

export type EventRow = StoredEvent & { readonly previousHash: string; readonly hash: string };

const changeLimit = 500;

/** Events with the texts that they commit to, as people read them. */
export function viewEvents(db: Database, rows: readonly EventRow[]): HistoryEvent[] {
  const texts = Map.groupBy(
    db.all<Opening & { sequence: number }>(
      `select sequence, part, salt, text, redacted_by as redactedBy from history_text
       where sequence in (select value from json_each(?))`,
      JSON.stringify(rows.map(({ sequence }) => sequence)),
    ),
    ({ sequence }) => sequence,
  );
  return rows.map((row) => viewEvent(row, texts.get(row.sequence) ?? []));
}

export function viewEvent(row: EventRow, openings: readonly Opening[]): HistoryEvent {
  const texts = new Map(openings.map(({ part, text }) => [part, text]));
  const parsed: unknown = JSON.parse(row.body);
  const { summary, changes } = isJsonObject(parsed) ? parsed : {};
  const list: readonly unknown[] = Array.isArray(changes) ? changes : [];
  const isFirst = row.format === 1;
  const shown = openings.filter(({ part }) => !part.startsWith('detail.'));
  return {
    sequence: row.sequence,
    id: row.id,
    at: row.at,
    person: isFirst ? row.person : (texts.get('person') ?? null),
    kind: row.kind,
    doi: row.doi,
    batchId: row.batchId,
    operationId: row.operationId,
    reason: isFirst ? row.reason : (texts.get('reason') ?? null),
    changes: list.slice(0, changeLimit).flatMap((change) => viewChange(change, texts)),
    summary: typeof summary === 'string' ? summary : '',
    sealed: shown.flatMap(({ part, text }) => (text === null ? [] : [part])),
    redacted: shown.flatMap(({ part, redactedBy }) =>
      redactedBy === null ? [] : [{ part, by: redactedBy }],
    ),
    hash: row.hash,
  };
}

/** A change whose values were taken out is told by `redacted` alone. */
function viewChange(
  change: unknown,
  texts: ReadonlyMap<string, string | null>,
): HistoryEvent['changes'] {
  if (!isJsonObject(change) || typeof change['path'] !== 'string') return [];
  const { path } = change;
  const text = texts.get(`changes.${path}`);
  if (text === null) return [];
  const sides = text === undefined ? change : (JSON.parse(text) as unknown);
  const side = (name: 'before' | 'after'): string | null =>
    isJsonObject(sides) && Object.hasOwn(sides, name) ? canonicalJson(sides[name]) : null;
  return [{ path, before: side('before'), after: side('after') }];
}
