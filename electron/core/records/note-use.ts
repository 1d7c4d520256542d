import { doiKey } from '#shared/doi/doi.ts';
import type { RemoteRecord } from '#shared/outbox/remote-record.ts';
import type { EventContext } from '../history/append-event.ts';
import type { Ledger } from '../ledger/ledger.ts';

interface RecordUse {
  readonly citations: number;
  readonly views: number;
  readonly downloads: number;
  /** ISO 8601: when DataCite said so. */
  readonly fetchedAt: string;
}

/** Keeps what DataCite counted of a public record (requirement A28). Joins the caller's transaction. */
export function noteUse(
  context: Pick<EventContext, 'ledger' | 'timestamp'>,
  { doi, state, use }: Pick<RemoteRecord, 'doi' | 'state' | 'use'>,
): void {
  if (use === null || state === 'draft') return;
  context.ledger.db.run(
    `insert into record_use (record_id, citations, views, downloads, fetched_at)
     select id, @citations, @views, @downloads, @now from record where doi = @doi and burnt = 0
     on conflict (record_id) do update set citations = excluded.citations, views = excluded.views,
       downloads = excluded.downloads, fetched_at = excluded.fetched_at`,
    { ...use, doi: doiKey(doi), now: context.timestamp() },
  );
}

export function useOf({ db }: Ledger, recordId: number): RecordUse | null {
  return (
    db.get<RecordUse>(
      `select citations, views, downloads, fetched_at as fetchedAt from record_use where record_id = ?`,
      recordId,
    ) ?? null
  );
}
