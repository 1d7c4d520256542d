import type { Output } from '#shared/contract/contract.ts';
import { AppError } from '#shared/support/app-error.ts';
import { hubText as text } from '#shared/text/hub.en.ts';
import type { CoreContext } from '../context.ts';
import { countEvents } from './event-table.ts';
import type { HubClients } from './hub-clients.ts';
import { itemIds, itemIdsSince } from './item-table.ts';
import { listProfiles } from './profile-table.ts';
import { numberOf, readSetting, setSetting } from './settings.ts';
import type { Progress } from './watch-items.ts';
import { watchAll } from './watch-items.ts';

type State = Output<'hub.watchState'>;

/** Looks after the items of all hubs: when somebody asks, and by a schedule. */
export interface WatchJob {
  /** False: a watch is under way already. */
  start(ids: readonly number[] | null): boolean;
  state(): State;
  whenDone(): Promise<void>;
  /** Begins to look by the schedule. */
  schedule(): void;
  cancel(): void;
  stop(): Promise<void>;
}

/** How often the schedule is looked at; the first time a while after the start. */
const tickMs = 10 * 60_000;
const firstTickMs = 60_000;
const hourMs = 3_600_000;
/** A look that was broken off longer ago than this begins anew: what it saw is old. */
const goesOnWithinMs = 24 * hourMs;

const nothing: Progress = {
  total: 0,
  checkedCount: 0,
  eventCount: 0,
  failedCount: 0,
  requestCount: 0,
  startedAt: null,
  finishedAt: null,
  failure: null,
};

export function createWatchJob(context: CoreContext, hubs: HubClients): WatchJob {
  const { ledger, ports } = context;
  let progress: Progress = { ...nothing };
  let running: { readonly cut: AbortController; readonly ended: Promise<void> } | null = null;
  let loop: { readonly cut: AbortController; readonly ended: Promise<void> } | null = null;
  const changed = (): void => context.emit('hub.changed', { runId: null });

  const start = (ids: readonly number[] | null): boolean => {
    if (running !== null) return false;
    const cut = new AbortController();
    const chosen = ids ?? leftOfAll(context);
    progress = { ...nothing, total: chosen.length, startedAt: context.timestamp() };
    const ended = watchAll(context, hubs, {
      ids: chosen,
      recordsOf: ids ?? itemIds(ledger, null),
      progress,
      signal: cut.signal,
      changed,
    })
      .catch((cause: unknown) => {
        if (cut.signal.aborted) return;
        progress.failure = cause instanceof AppError ? cause.message : text.watchFailed;
        if (!(cause instanceof AppError)) {
          ports.log({
            level: 'error',
            message: 'The watch of hubs failed',
            detail: { error: String(cause) },
          });
        }
      })
      .finally(() => {
        progress.finishedAt = context.timestamp();
        running = null;
        if (ids === null && progress.failure === null && !cut.signal.aborted)
          endOfAll(context, progress.finishedAt);
        changed();
      });
    running = { cut, ended };
    changed();
    return true;
  };
  const keepLooking = async ({ signal }: AbortController): Promise<void> => {
    for (let wait = firstTickMs; ; wait = tickMs) {
      await ports.clock.sleep(wait, signal);
      if (isDue(context) && itemIds(ledger, null).length > 0) start(null);
    }
  };
  return {
    start,
    state: () => ({
      ...progress,
      isRunning: running !== null,
      waitMs:
        running === null
          ? 0
          : Math.max(
              0,
              ...listProfiles(ledger).map(({ id }) => Math.round(hubs.paceOf(id).waitMs())),
            ),
      finishedAt: progress.finishedAt ?? readSetting(context, 'hub.watchedAt'),
      everyHours: numberOf(readSetting(context, 'hub.everyHours')),
      quota: numberOf(readSetting(context, 'hub.quota')),
      itemCount:
        ledger.db.get<{ count: number }>('select count(*) as count from hub_item')?.count ?? 0,
      openEventCount: countEvents(ledger, { show: 'open', kind: null, itemId: null }),
      urgentEventCount: countEvents(ledger, { show: 'urgent', kind: null, itemId: null }),
    }),
    whenDone: async () => {
      await running?.ended;
    },
    schedule() {
      if (loop !== null) return;
      const cut = new AbortController();
      // Aborted by `stop`: that ends the loop and is no failure.
      loop = { cut, ended: keepLooking(cut).catch(() => undefined) };
    },
    cancel() {
      running?.cut.abort();
    },
    async stop() {
      loop?.cut.abort();
      running?.cut.abort();
      await Promise.all([loop?.ended, running?.ended]);
      loop = null;
    },
  };
}

/** All items; after a kill, a stop or an outage only those that the look before had not come to. */
function leftOfAll(context: CoreContext): readonly number[] {
  const { ledger, ports } = context;
  const begun = readSetting(context, 'hub.watchBegunAt');
  if (begun !== null && ports.clock.now() - Date.parse(begun) < goesOnWithinMs)
    return itemIdsSince(ledger, begun);
  setSetting(context, 'hub.watchBegunAt', context.timestamp());
  return itemIds(ledger, null);
}

function endOfAll(context: CoreContext, at: string): void {
  context.ledger.transaction(() => {
    setSetting(context, 'hub.watchedAt', at);
    setSetting(context, 'hub.watchBegunAt', null);
  });
}

function isDue(context: CoreContext): boolean {
  const hours = numberOf(readSetting(context, 'hub.everyHours'));
  if (hours === null) return false;
  const last = readSetting(context, 'hub.watchedAt');
  return last === null || context.ports.clock.now() - Date.parse(last) >= hours * hourMs;
}
