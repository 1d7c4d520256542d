import type { Input, Output } from '#shared/contract/contract.ts';
import type { CoreContext } from '../context.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { reserveSuffixes } from '../records/reserve-suffixes.ts';
import { saveRecords } from '../records/save-records.ts';
import { getRepository } from '../repositories/repository-table.ts';
import type { CsvCell } from '../sheets/write-csv.ts';
import { csvHeader, csvRow } from '../sheets/write-csv.ts';

/**
 * Reserves names without metadata (E21, E37, E41): chosen here, unique in this ledger, unknown to DataCite
 * until they are sent. All of a batch or none.
 */
export function createReservations(
  context: CoreContext,
  wanted: Input<'reservations.create'>,
): Output<'reservations.create'> {
  const { ledger } = context;
  const { repositoryId, purpose, owner, expiresOn } = wanted;
  const batchId = context.newId();
  const dois = ledger.transaction(() => {
    getRepository(ledger, repositoryId);
    const names = reserveSuffixes(context, repositoryId, wanted.count);
    const saved = saveRecords(
      context,
      names.map((doi) => ({
        doi,
        repositoryId,
        collectionId: null,
        itemKey: null,
        source: null,
        attributes: {},
        findings: [],
        sync: 'local',
        state: 'reserved',
        sourceHash: null,
      })),
      { kind: 'reservation', reason: purpose, batchId },
    );
    const createdAt = context.timestamp();
    for (const { id } of saved) {
      ledger.db.run(
        `insert into reservation (record_id, batch_id, purpose, owner, expires_on, created_at)
         values (?, ?, ?, ?, ?, ?)`,
        id,
        batchId,
        purpose,
        owner,
        expiresOn,
        createdAt,
      );
    }
    return names;
  });
  return { batchId, dois };
}

interface Row {
  readonly doi: string;
  readonly repository_id: string;
  readonly purpose: string;
  readonly owner: string;
  readonly expires_on: string | null;
  readonly created_at: string;
  readonly used: number;
}

/** Reservations, newest first. Used: the name carries metadata, or DataCite knows it. */
export function listReservations(
  ledger: Ledger,
  page: { readonly offset: number; readonly limit: number },
  batchId: string | null = null,
): Output<'reservations.list'> {
  const rows = ledger.db.all<Row>(
    `select r.doi, r.repository_id, v.purpose, v.owner, v.expires_on, v.created_at,
       (r.attributes <> '{}' or r.state <> 'reserved') as used
     from reservation v join record r on r.id = v.record_id
     where ? is null or v.batch_id = ?
     order by v.record_id desc limit ? offset ?`,
    batchId,
    batchId,
    page.limit,
    page.offset,
  );
  const counted = ledger.db.get<{ total: number }>('select count(*) as total from reservation');
  return {
    total: counted?.total ?? 0,
    reservations: rows.map((row) => ({
      doi: row.doi,
      repositoryId: row.repository_id,
      purpose: row.purpose,
      owner: row.owner,
      expiresOn: row.expires_on,
      createdAt: row.created_at,
      used: row.used === 1,
    })),
  };
}

/** The names of one batch as a sheet, for the people who hand them out. */
export function* reservationsCsv(
  ledger: Ledger,
  batchId: string,
): Generator<string, void, undefined> {
  yield csvHeader(['doi', 'repository', 'purpose', 'owner', 'expires on', 'reserved at', 'used']);
  const pageSize = 1000;
  for (let offset = 0; ; offset += pageSize) {
    const { reservations } = listReservations(ledger, { offset, limit: pageSize }, batchId);
    for (const each of reservations) {
      const cells: CsvCell[] = [
        each.doi,
        each.repositoryId,
        each.purpose,
        each.owner,
        each.expiresOn,
        each.createdAt,
        each.used,
      ];
      yield csvRow(cells);
    }
    if (reservations.length < pageSize) return;
  }
}
