import type { ParsedInput } from '#shared/contract/contract.ts';
import { doiKey } from '#shared/doi/doi.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerRecord, RecordTableRow } from '../records/record.ts';
import { recordViews } from '../records/record-views.ts';
import { toRecord } from '../records/record.ts';

export type Selection = ParsedInput<'register.plan'>['selection'];

/** Records read at once, and written in one transaction. */
export const chunkSize = 500;

/** Makes the indexes that a selection asks for in turns; `selectedIds` would make them at once. */
export async function prepareSelection(ledger: Ledger, selection: Selection): Promise<void> {
  if ('filter' in selection) await recordViews(ledger).prepare(selection.filter, {});
}

/** The ids of the selected records, in the order in which they came into the ledger. */
export function selectedIds(ledger: Ledger, selection: Selection): readonly number[] {
  if ('filter' in selection) return [...recordViews(ledger).matching(selection.filter)];
  const rows =
    'dois' in selection
      ? ledger.db.all<{ id: number }>(
          'select id from record where doi in (select value from json_each(?)) order by id',
          JSON.stringify(selection.dois.map(doiKey)),
        )
      : ledger.db.all<{ id: number }>(
          'select id from record where collection_id = ? order by id',
          selection.collectionId,
        );
  return rows.map(({ id }) => id);
}

/** The records of these ids, chunk by chunk, each read when it is asked for. */
export function* recordChunks(ledger: Ledger, ids: readonly number[]): Generator<LedgerRecord[]> {
  for (let start = 0; start < ids.length; start += chunkSize) {
    yield ledger.db
      .all<RecordTableRow>(
        'select * from record where id in (select value from json_each(?)) order by id',
        JSON.stringify(ids.slice(start, start + chunkSize)),
      )
      .map(toRecord);
  }
}
