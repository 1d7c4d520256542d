import type { HubEventView } from '#shared/contract/hub-shapes.ts';
import type { HubEvent, HubEventKind } from '#shared/hub/watch.ts';
import { urgentEvents, waysOn } from '#shared/hub/watch.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** Texts of events are cut there: a card's description can be long, and the card itself is kept. */
const longest = 2000;

/**
 * Notes events. One of the same kind that is open already goes on: its `before` stays, so that two moves of a head
 * are one thing to look at, and what came back as it was settles itself.
 */
export function insertEvents(
  ledger: Ledger,
  itemId: number,
  events: readonly HubEvent[],
  at: string,
): void {
  const { db } = ledger;
  for (const { kind, before, after } of events) {
    const isByFact = kind === 'card-changed' || kind === 'record-drift';
    const open = db.get<{ id: number }>(
      `select id from hub_event where item_id = @itemId and kind = @kind and settled_at is null
         and (@fact is null or before like @fact || ':%') limit 1`,
      { itemId, kind, fact: isByFact ? (before.split(':')[0] ?? '') : null },
    );
    if (open !== undefined) {
      db.run(
        'update hub_event set after = ?, noticed_at = ? where id = ?',
        after.slice(0, longest),
        at,
        open.id,
      );
      continue;
    }
    db.run(
      'insert into hub_event (item_id, kind, before, after, noticed_at) values (?, ?, ?, ?, ?)',
      itemId,
      kind,
      before.slice(0, longest),
      after.slice(0, longest),
      at,
    );
  }
}

interface Row {
  readonly id: number;
  readonly item_id: number;
  readonly name: string;
  readonly item_kind: 'dataset' | 'model';
  readonly profile_id: string;
  readonly kind: HubEventKind;
  readonly before: string;
  readonly after: string;
  readonly record_doi: string | null;
  readonly noticed_at: string;
  readonly settled_at: string | null;
  readonly settlement: 'handled' | 'no-matter' | null;
  readonly note: string | null;
}

const urgentKinds = JSON.stringify([...urgentEvents]);

export interface EventFilter {
  readonly show: 'open' | 'urgent' | 'settled' | 'all';
  readonly kind: HubEventKind | null;
  readonly itemId: number | null;
}

function valuesOf({ show, kind, itemId }: EventFilter) {
  return { show, kind, item: itemId, urgent: urgentKinds };
}

/** Urgent ones first, then the newest. */
export function listEvents(
  ledger: Ledger,
  filter: EventFilter,
  offset: number,
  limit: number,
): HubEventView[] {
  return ledger.db
    .all<Row>(
      `select e.id, e.item_id, i.name, i.kind as item_kind, i.profile_id, e.kind, e.before, e.after,
         (select doi from record where id = i.record_id) as record_doi,
         e.noticed_at, e.settled_at, e.settlement, e.note
       from hub_event e join hub_item i on i.id = e.item_id
       where (@item is null or e.item_id = @item) and (@kind is null or e.kind = @kind)
         and (@show = 'all' or (@show = 'settled') = (e.settled_at is not null))
         and (@show <> 'urgent' or e.kind in (select value from json_each(@urgent)))
       order by e.settled_at is not null, e.kind in (select value from json_each(@urgent)) desc, e.noticed_at desc, e.id desc
       limit @limit offset @offset`,
      { ...valuesOf(filter), limit, offset },
    )
    .map((row) => ({
      id: row.id,
      itemId: row.item_id,
      itemName: row.name,
      itemKind: row.item_kind,
      profileId: row.profile_id,
      kind: row.kind,
      before: row.before,
      after: row.after,
      isUrgent: urgentEvents.has(row.kind),
      ways: [...waysOn[row.kind]],
      recordDoi: row.record_doi,
      noticedAt: row.noticed_at,
      settledAt: row.settled_at,
      settlement: row.settlement,
      note: row.note,
    }));
}

export function countEvents(ledger: Ledger, filter: EventFilter): number {
  return (
    ledger.db.get<{ count: number }>(
      `select count(*) as count from hub_event e
       where (@item is null or e.item_id = @item) and (@kind is null or e.kind = @kind)
         and (@show = 'all' or (@show = 'settled') = (e.settled_at is not null))
         and (@show <> 'urgent' or e.kind in (select value from json_each(@urgent)))`,
      valuesOf(filter),
    )?.count ?? 0
  );
}

/** How many open events there are of each kind. */
export function openKinds(ledger: Ledger): { kind: HubEventKind; count: number }[] {
  return ledger.db.all<{ kind: HubEventKind; count: number }>(
    'select kind, count(*) as count from hub_event where settled_at is null group by kind order by count desc, kind',
  );
}

/** Somebody dealt with events, or they do not matter; told to history by their number. */
export function settleEvents(
  context: CoreContext,
  chosen: { readonly ids: readonly number[]; readonly kind: HubEventKind | null },
  given: { readonly settlement: 'handled' | 'no-matter'; readonly note: string | null },
): number {
  const { ledger } = context;
  return ledger.transaction(() => {
    const { changes } = ledger.db.run(
      `update hub_event set settled_at = ?, settled_by = ?, settlement = ?, note = ?
       where settled_at is null
         and iif(? = 0, kind = ?, id in (select value from json_each(?)))`,
      context.timestamp(),
      context.person(),
      given.settlement,
      given.note,
      chosen.ids.length,
      chosen.kind,
      JSON.stringify(chosen.ids),
    );
    if (changes > 0) {
      appendEvent(context, {
        kind: 'hub.events-settled',
        summary: `Settled ${changes} ${changes === 1 ? 'event' : 'events'} of hubs as ${given.settlement}.`,
        reason: given.note,
        detail: { ids: [...chosen.ids], kind: chosen.kind, settlement: given.settlement },
      });
    }
    return changes;
  });
}
