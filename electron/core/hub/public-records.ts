import { canonicalJson } from '#shared/support/json.ts';
import type { CoreContext } from '../context.ts';
import type { PublicRecord } from './registry.ts';

/** Keeps what the public saw of a hub's DOI; a reading that failed leaves the one before. */
export function noteRecord(
  context: Pick<CoreContext, 'ledger' | 'timestamp'>,
  itemId: number,
  doi: string,
  read: PublicRecord,
): void {
  context.ledger.db.run(
    `update hub_doi set record = coalesce(?, record), record_outcome = ?, record_read_at = ?
     where item_id = ? and doi = ?`,
    read.outcome === 'found' ? canonicalJson(read.attributes) : null,
    read.outcome,
    context.timestamp(),
    itemId,
    doi.toLowerCase(),
  );
}
