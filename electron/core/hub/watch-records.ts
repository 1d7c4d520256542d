import { driftFromRecord, factsOf } from '#shared/hub/facts.ts';
import type { HubEvent } from '#shared/hub/watch.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import type { CoreContext } from '../context.ts';
import { insertEvents } from './event-table.ts';
import type { HubClients } from './hub-clients.ts';
import type { HubItem } from './item-table.ts';
import { getItem } from './item-table.ts';
import { noteRecord } from './public-records.ts';
import type { PublicRecord } from './registry.ts';
import type { Watch } from './watch-items.ts';

/** A public record changes seldom: it is read again after a week, and the longest unread first. */
const readAgainDays = 7;
const mostRead = 500;

interface Row {
  readonly item_id: number;
  readonly doi: string;
  readonly record: string | null;
  readonly record_outcome: PublicRecord['outcome'] | null;
}

/** Reads public records of DOIs that hubs generated, and tells where one now says something else than the card. */
export async function readRecordsAgain(
  context: CoreContext,
  hubs: HubClients,
  watch: Watch,
): Promise<void> {
  const before = new Date(context.ports.clock.now() - readAgainDays * 86_400_000).toISOString();
  const rows = context.ledger.db.all<Row>(
    `select item_id, doi, record, record_outcome from hub_doi
     where minted_by = 'hub' and outdated_at is null and (record_read_at is null or record_read_at < @before)
       and item_id in (select value from json_each(@ids))
     order by record_read_at, doi limit @most`,
    { before, ids: JSON.stringify(watch.recordsOf), most: mostRead },
  );
  for (const row of rows) {
    watch.signal.throwIfAborted();
    const item = getItem(context.ledger, row.item_id);
    watch.progress.requestCount += 1;
    const read = await hubs.publicRecord(item.profileId, row.doi, watch.signal);
    context.ledger.transaction(() => {
      const events = recordEvents(item, row, read);
      insertEvents(context.ledger, item.id, events, context.timestamp());
      noteRecord(context, item.id, row.doi, read);
      watch.progress.eventCount += events.length;
    });
  }
}

/** What changed in the record since it was read last, as far as it now differs from the card. */
function recordEvents(item: HubItem, row: Row, read: PublicRecord): readonly HubEvent[] {
  const drift = (before: string, after: string): HubEvent => ({
    kind: 'record-drift',
    before,
    after,
  });
  if (read.outcome === 'not-public') {
    return row.record_outcome === 'found' ? [drift('found', 'not public')] : [];
  }
  if (read.outcome !== 'found' || row.record === null) return [];
  const known = factsOf(JSON.parse(row.record) as Attributes);
  const now = factsOf(read.attributes);
  return driftFromRecord(item.seen.facts, now)
    .filter(({ fact }) => known[fact] !== now[fact])
    .map(({ fact, before, after }) => drift(`${fact}: ${before}`, `${fact}: ${after}`));
}
