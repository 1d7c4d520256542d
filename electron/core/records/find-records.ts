import { doiKey } from '#shared/doi/doi.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerRecord, RecordTableRow } from './record.ts';
import { toRecord } from './record.ts';

/** The record of a DOI in any case, or null. */
export function getRecord(ledger: Ledger, doi: string): LedgerRecord | null {
  const row = ledger.db.get<RecordTableRow>('select * from record where doi = ?', doiKey(doi));
  return row === undefined ? null : toRecord(row);
}

/** Records by item key, for one collection; keys without a record are not in the map. */
export function findByItemKey(
  ledger: Ledger,
  collectionId: number,
  keys: readonly string[],
): Map<string, LedgerRecord> {
  const rows = ledger.db.all<RecordTableRow>(
    `select * from record
     where collection_id = ? and item_key in (select value from json_each(?))`,
    collectionId,
    JSON.stringify(keys),
  );
  return new Map(rows.map((row) => [row.item_key ?? '', toRecord(row)]));
}

/** Records by DOI; the map's keys are comparison forms (`doiKey`), and names without a record are missing. */
export function findByDois(ledger: Ledger, dois: readonly string[]): Map<string, LedgerRecord> {
  const { where, values } = byDois(dois);
  const rows = ledger.db.all<RecordTableRow>(`select * from record where ${where}`, ...values);
  return new Map(rows.map((row) => [row.doi, toRecord(row)]));
}

/** Part of a query over `record`, and what is bound in it. */
export interface RecordCondition {
  readonly where: string;
  readonly values: readonly (number | string)[];
}

/**
 * Records by their numbers. In a large batch these mostly follow one upon the other: then SQLite goes from row to row,
 * and seeks none.
 */
export function byIds(ids: readonly number[]): RecordCondition {
  const [first = 0] = ids;
  return ids.length > 1 && ids.every((id, at) => id === first + at)
    ? { where: 'id between ? and ?', values: [first, first + ids.length - 1] }
    : { where: 'id in (select value from json_each(?))', values: [JSON.stringify(ids)] };
}

export function byDois(dois: readonly string[]): RecordCondition {
  const where = 'doi in (select value from json_each(?))';
  return { where, values: [JSON.stringify(dois.map(doiKey))] };
}
