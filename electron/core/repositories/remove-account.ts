import { AppError } from '#shared/support/app-error.ts';
import { formatCounted } from '#shared/text/format.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import type { Repository } from './repository-table.ts';

/**
 * Takes an account out of work. Its records stay and are observe-only from then on; how each stood is kept
 * for the day when the account is added again. Throws `CONFLICT` while something of it waits.
 */
export function removeAccount(context: CoreContext, repository: Repository): number {
  const { ledger } = context;
  return ledger.transaction(() => {
    assertNothingWaits(context, repository);
    const { id, name } = repository;
    ledger.db.run(
      `insert or replace into record_before_removal (record_id, sync)
       select id, sync from record where repository_id = ? and sync <> 'observe-only'`,
      id,
    );
    ledger.db.run(`update record set sync = 'observe-only' where repository_id = ?`, id);
    ledger.db.run(
      'update repository set removed_at = ?, held_reason = null where id = ?',
      context.timestamp(),
      id,
    );
    const recordCount =
      ledger.db.get<{ count: number }>(
        'select count(*) as count from record where repository_id = ?',
        id,
      )?.count ?? 0;
    appendEvent(context, {
      kind: 'repository.removed',
      summary: `Removed ${name}; its records stay here, read-only.`,
      detail: { repository: id, recordCount },
    });
    return recordCount;
  });
}

/** Puts an account that was removed back to work, with its records as they stood. */
export function restoreAccount(context: CoreContext, id: string, given: { name: string }): void {
  const { ledger } = context;
  ledger.db.run('update repository set removed_at = null, name = ? where id = ?', given.name, id);
  ledger.db.run(
    `update record set sync = (select sync from record_before_removal b where b.record_id = record.id)
     where repository_id = ? and id in (select record_id from record_before_removal)`,
    id,
  );
  ledger.db.run(
    `delete from record_before_removal
     where record_id in (select id from record where repository_id = ?)`,
    id,
  );
}

function assertNothingWaits({ ledger }: CoreContext, repository: Repository): void {
  const waiting = ledger.db.get<{ count: number }>(
    `select count(*) as count from operation
     where repository_id = ? and status in ('queued', 'in-flight', 'unknown', 'waiting')`,
    repository.id,
  );
  const count = waiting?.count ?? 0;
  if (count === 0) return;
  throw new AppError('CONFLICT', {
    message: `${formatCounted(count, 'change', 'changes')} of ${repository.name} still wait to be sent.`,
    nextStep: 'Send them or take them back in the outbox, then remove the repository.',
  });
}
