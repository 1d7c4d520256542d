import type { OutboxSummary } from '#shared/contract/outbox.ts';
import { repositoriesText } from '#shared/text/repositories.en.ts';
import type { CoreContext } from '../context.ts';
import type { Dispatcher } from './dispatcher.ts';

const pausedKey = 'outbox.paused';

export function isPaused({ ledger }: Pick<CoreContext, 'ledger'>): boolean {
  return ledger.db.get('select 1 from setting where key = ?', pausedKey) !== undefined;
}

export function setPaused({ ledger }: Pick<CoreContext, 'ledger'>, paused: boolean): void {
  if (paused) ledger.db.run('insert or replace into setting (key, value) values (?, 1)', pausedKey);
  else ledger.db.run('delete from setting where key = ?', pausedKey);
}

type Counts = Pick<
  OutboxSummary,
  'queuedCount' | 'inFlightCount' | 'waitingCount' | 'failedCount' | 'doneCount'
>;

/** What the screens show of the outbox. `dispatcher` is null while it does not run. */
export function readSummary(context: CoreContext, dispatcher: Dispatcher | null): OutboxSummary {
  const counts = readCounts(context);
  const held = context.ledger.db.all<{ id: string; reason: string }>(
    `select id, coalesce(held_reason, ?) as reason from repository a
     where removed_at is null and (held_reason is not null or (is_writing_open = 0 and exists (
       select 1 from operation o where o.repository_id = a.id
         and o.status in ('queued', 'waiting', 'unknown')))) limit 200`,
    repositoriesText.writingShut,
  );
  const obstacle = dispatcher?.obstacle() ?? null;
  const perSecond = dispatcher?.perSecond() ?? null;
  const left = counts.queuedCount + counts.inFlightCount + counts.waitingCount;
  const mode = modeOf(context, { counts, obstacle, hasHeld: held.length > 0 });
  return {
    mode,
    ...counts,
    operationsPerSecond: perSecond,
    secondsLeft: perSecond === null || perSecond === 0 || left === 0 ? null : left / perSecond,
    waitsUntil: mode === 'waiting' || mode === 'offline' ? waitsUntil(context, obstacle) : null,
    heldRepositories: held,
  };
}

function readCounts({ ledger }: CoreContext): Counts {
  const rows = ledger.db.all<{ status: string; count: number }>(
    'select status, count(*) as count from operation group by status',
  );
  const count = (...statuses: string[]): number =>
    rows.reduce((sum, row) => sum + (statuses.includes(row.status) ? row.count : 0), 0);
  return {
    queuedCount: count('queued'),
    inFlightCount: count('in-flight'),
    waitingCount: count('waiting', 'unknown'),
    failedCount: count('rejected', 'conflict'),
    doneCount: count('done'),
  };
}

function modeOf(
  context: CoreContext,
  now: {
    readonly counts: Counts;
    readonly obstacle: ReturnType<Dispatcher['obstacle']>;
    readonly hasHeld: boolean;
  },
): OutboxSummary['mode'] {
  const { queuedCount, inFlightCount, waitingCount } = now.counts;
  if (isPaused(context)) return 'paused';
  if (queuedCount + inFlightCount + waitingCount === 0) return 'idle';
  if (now.obstacle?.reason === 'offline') return 'offline';
  if (inFlightCount > 0) return 'sending';
  if (now.hasHeld && !hasOpenElsewhere(context)) return 'held';
  return now.obstacle === null && queuedCount > 0 ? 'sending' : 'waiting';
}

/** True when an account that is not held has something to send. */
function hasOpenElsewhere({ ledger }: CoreContext): boolean {
  return (
    ledger.db.get(
      `select 1 from operation o join repository a on a.id = o.repository_id
       where o.status in ('queued', 'waiting', 'unknown') and a.held_reason is null and a.is_writing_open = 1
       limit 1`,
    ) !== undefined
  );
}

function waitsUntil(
  context: CoreContext,
  obstacle: ReturnType<Dispatcher['obstacle']>,
): string | null {
  if (obstacle !== null) {
    return new Date(context.ports.clock.now() + obstacle.waitMs).toISOString();
  }
  const next = context.ledger.db.get<{ at: string | null }>(
    `select min(next_attempt_at) as at from operation where status in ('waiting', 'unknown')`,
  );
  return next?.at ?? null;
}
