import type { Redaction } from '#shared/contract/history.ts';
import type { Output } from '#shared/contract/contract.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { EventContext } from './append-event.ts';
import { appendEvent, historyHead } from './append-event.ts';
import { like } from './find-events.ts';
import { redactedKind } from './sealed-parts.ts';

interface Place {
  readonly sequence: number;
  readonly part: string;
}

/** More texts than this are named by several events, so that no event grows without end. */
const mostAtOnce = 5000;

/** What a redaction would do. `fixedCount`: events of format 1, whose text stands in the chain itself. */
export function planRedaction(
  context: Pick<EventContext, 'ledger'>,
  redaction: Redaction,
): Output<'history.planRedaction'> {
  const places = placesOf(context, redaction);
  return { ...counted(places), fixedCount: countFixed(context, redaction) };
}

/**
 * Takes texts out of the history: the commitments stay, so the chain holds, and an event says which texts
 * went, when, by whom and why. Hashes of the whole record that the same event keeps go with its values,
 * because they would confirm a guess. Throws `NOT_FOUND` when nothing is there to take out.
 */
export function redact(
  context: EventContext,
  redaction: Redaction,
  reason: string,
): Output<'history.redact'> {
  const { db } = context.ledger;
  const places = placesOf(context, redaction);
  if (places.length === 0) {
    throw new AppError('NOT_FOUND', {
      message: 'The history holds no text of that kind that can be taken out.',
    });
  }
  // What is overwritten shall not stay readable in the file's free space.
  db.pragma('secure_delete = on');
  context.ledger.transaction(() => {
    for (let start = 0; start < places.length; start += mostAtOnce) {
      takeOut(context, places.slice(start, start + mostAtOnce), reason);
    }
  });
  // The log beside the file still has the former pages; it is written back and cut to nothing.
  db.pragma('wal_checkpoint(truncate)');
  return counted(places);
}

function takeOut(context: EventContext, places: readonly Place[], reason: string): void {
  const by = historyHead(context.ledger).sequence + 1;
  for (const { sequence, part } of places) {
    context.ledger.db.run(
      `update history_text set salt = null, text = null, redacted_by = ?
       where sequence = ? and part = ?`,
      by,
      sequence,
      part,
    );
  }
  const { textCount, eventCount } = counted(places);
  const redacted = Map.groupBy(places, ({ part }) => part);
  appendEvent(context, {
    kind: redactedKind,
    summary: `Took ${textCount} ${textCount === 1 ? 'text' : 'texts'} out of ${eventCount} ${eventCount === 1 ? 'event' : 'events'}.`,
    reason,
    detail: {
      redacted: Object.fromEntries(
        [...redacted].map(([part, list]) => [part, list.map(({ sequence }) => sequence)]),
      ),
    },
  });
}

/** Every text that goes, in the order of the events. */
function placesOf({ ledger }: Pick<EventContext, 'ledger'>, redaction: Redaction): Place[] {
  const { db } = ledger;
  const chosen =
    'containing' in redaction
      ? db.all<Place>(
          `select sequence, part from history_text where text like ? escape '\\' and part not like 'detail.%'`,
          like(redaction.containing),
        )
      : db.all<Place>(
          `select sequence, part from history_text where sequence = ? and text is not null
             and part in (select value from json_each(?))`,
          redaction.sequence,
          JSON.stringify(redaction.parts),
        );
  const withValues = chosen
    .filter(({ part }) => part.startsWith('changes.'))
    .map(({ sequence }) => sequence);
  const telltale = db.all<Place>(
    `select sequence, part from history_text where part like 'detail.%' and text is not null
       and sequence in (select value from json_each(?))`,
    JSON.stringify([...new Set(withValues)]),
  );
  return [...chosen, ...telltale].sort((one, other) => one.sequence - other.sequence);
}

function countFixed({ ledger }: Pick<EventContext, 'ledger'>, redaction: Redaction): number {
  const { db } = ledger;
  if ('sequence' in redaction) {
    const found = db.get(
      'select 1 from history_event where format = 1 and sequence = ?',
      redaction.sequence,
    );
    return found === undefined ? 0 : 1;
  }
  const wanted = like(redaction.containing);
  const row = db.get<{ count: number }>(
    `select count(*) as count from history_event where format = 1
       and (person like ? escape '\\' or reason like ? escape '\\' or body like ? escape '\\')`,
    ...[wanted, wanted, wanted],
  );
  return row?.count ?? 0;
}

function counted(places: readonly Place[]): { textCount: number; eventCount: number } {
  const shown = places.filter(({ part }) => !part.startsWith('detail.'));
  return {
    textCount: shown.length,
    eventCount: new Set(shown.map(({ sequence }) => sequence)).size,
  };
}
