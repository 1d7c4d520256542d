import { doiKey } from '#shared/doi/doi.ts';
import type { RemoteRecord } from '#shared/outbox/remote-record.ts';
import type { EventContext } from '../history/append-event.ts';

/**
 * Notes whether the resolver knows a DOI: one that DataCite calls registered or findable without a time
 * of registration does not resolve (datacite.md 1.6). Joins the caller's transaction.
 */
export function noteResolver(
  context: Pick<EventContext, 'ledger' | 'timestamp'>,
  { doi, state, registered }: Pick<RemoteRecord, 'doi' | 'state' | 'registered'>,
): void {
  const { db } = context.ledger;
  if (state !== 'draft' && registered === null) {
    db.run(
      `insert or ignore into resolver_gap (record_id, noted_at)
       select id, ? from record where doi = ? and burnt = 0`,
      context.timestamp(),
      doiKey(doi),
    );
  } else {
    db.run(
      'delete from resolver_gap where record_id = (select id from record where doi = ?)',
      doiKey(doi),
    );
  }
}
