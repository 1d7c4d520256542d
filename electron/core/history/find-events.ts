import type { HistoryFilter } from '#shared/contract/history.ts';
import { doiKey } from '#shared/doi/doi.ts';
import type { SqlValue } from '../sqlite/database.ts';

export interface Condition {
  /** For `where`, over `history_event e`. */
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** The filter as a condition in SQL: constant text, bound values. */
export function conditionOf(filter: HistoryFilter): Condition {
  const sql: string[] = [];
  const values: SqlValue[] = [];
  const add = (text: string, ...bound: SqlValue[]): void => {
    sql.push(text);
    values.push(...bound);
  };
  const { doi, batchId, topic, person, text, fromDay, untilDay } = filter;
  if (doi !== null) add('e.doi = ?', doiKey(doi));
  if (batchId != null) add('e.batch_id = ?', batchId);
  // "/" follows "." in ASCII: all kinds that begin with the topic and a full stop.
  if (topic != null) add('e.kind > ? and e.kind < ?', `${topic}.`, `${topic}/`);
  if (fromDay != null) add('e.at >= ?', fromDay);
  if (untilDay != null) add('e.at < ?', dayAfter(untilDay));
  if (isGiven(person)) {
    add(
      `(e.format = 1 and e.person like ? escape '\\' or exists (select 1 from history_text t
         where t.sequence = e.sequence and t.part = 'person' and t.text like ? escape '\\'))`,
      like(person),
      like(person),
    );
  }
  if (isGiven(text)) {
    const wanted = like(text);
    add(
      `(e.body like ? escape '\\' or e.doi like ? escape '\\' or e.format = 1 and e.reason like ? escape '\\'
         or exists (select 1 from history_text t
           where t.sequence = e.sequence and t.part <> 'person' and t.text like ? escape '\\'))`,
      ...[wanted, wanted, wanted, wanted],
    );
  }
  return { sql: sql.length === 0 ? 'true' : sql.join(' and '), values };
}

/** True where the filter lets every event through. */
export function isWhole(filter: HistoryFilter): boolean {
  return Object.values(filter).every((value) => value === null || value === '');
}

export function like(text: string): string {
  return `%${text.trim().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

function isGiven(text: string | null | undefined): text is string {
  return text != null && text.trim() !== '';
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 'yyyy-mm-dd'.length);
}
