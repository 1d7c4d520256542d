import { longestRetryAfterMs } from '#shared/outbox/retry-policy.ts';
import type { CoreContext } from '../context.ts';
import { endAttempt, moveOperation } from './operation-table.ts';
import type { OperationTableRow } from './operation-table.ts';

/** An operation that comes back by itself, and after how long. */
export interface Due {
  readonly id: string;
  readonly delayMs: number;
}

/**
 * Takes up what a former run left: what was under way has an unknown ending and is read first; what
 * waited goes on waiting, for no longer than any delay can be, however the clock was changed meanwhile.
 */
export function recover(context: CoreContext): Due[] {
  const { ledger, ports } = context;
  const now = ports.clock.now();
  const due = ledger.transaction(() => {
    const cut = ledger.db.all<OperationTableRow>(
      `select * from operation where status = 'in-flight'`,
    );
    for (const operation of cut) {
      moveOperation(ledger, operation, 'lose');
      const message = 'The program ended before the answer came.';
      endAttempt(ledger, operation.id, {
        endedAt: context.timestamp(),
        outcome: 'unknown',
        httpStatus: null,
        message,
      });
    }
    if (cut.length > 0) ports.crashPoint('outbox.recover.before-commit');
    return ledger.db
      .all<{ id: string; status: string; next_attempt_at: string | null }>(
        `select id, status, next_attempt_at from operation where status in ('waiting', 'unknown')`,
      )
      .map(({ id, next_attempt_at: at }) => ({ id, delayMs: delayUntil(at, now) }));
  });
  ports.crashPoint('outbox.recover.after-commit');
  return due;
}

function delayUntil(at: string | null, now: number): number {
  const milliseconds = at === null ? 0 : Date.parse(at) - now;
  return Number.isNaN(milliseconds) ? 0 : Math.min(Math.max(0, milliseconds), longestRetryAfterMs);
}
