import type { Failure } from '#shared/contract/define.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import { getRepository } from '../repositories/repository-table.ts';
import type { Handlers } from '../router.ts';
import { readCursor } from './sync-cursor.ts';
import type { Sync } from './sync.ts';

/** The procedures of reading an account. */
export function createSyncHandlers(
  context: CoreContext,
  sync: Sync,
): Pick<Handlers, 'sync.start' | 'sync.status' | 'sync.schedule'> {
  return {
    'sync.start': ({ repositoryId, isFull }) => ({
      started: sync.start(repositoryId, { isFull: isFull ?? false }),
    }),
    'sync.status': ({ repositoryId }) => {
      const { full_read_days: everyDays } = scheduleOf(context, repositoryId);
      const cursor = readCursor(context.ledger, repositoryId);
      const failure = cursor?.failure ?? null;
      return {
        running: sync.isRunning(repositoryId),
        readCount: cursor?.read_count ?? 0,
        total: cursor?.total ?? null,
        changedCount: cursor?.changed_count ?? 0,
        lastFinishedAt: cursor?.last_finished_at ?? null,
        failure: failure === null ? null : (JSON.parse(failure) as Failure),
        lastFullAt: cursor?.last_full_at ?? null,
        everyDays,
      };
    },
    'sync.schedule': ({ repositoryId, everyDays }) => {
      const { name } = getRepository(context.ledger, repositoryId);
      context.ledger.transaction(() => {
        context.ledger.db.run(
          'update repository set full_read_days = ? where id = ?',
          everyDays,
          repositoryId,
        );
        const when = everyDays === null ? 'only when asked' : `every ${String(everyDays)} days`;
        appendEvent(context, {
          kind: 'repository.scheduled',
          summary: `${name} is read as a whole ${when}.`,
          detail: { repository: repositoryId, everyDays },
        });
      });
      context.emit('sync.changed', { repositoryId });
      return {};
    },
  };
}

/** Throws `NOT_FOUND`. */
function scheduleOf(
  { ledger }: CoreContext,
  repositoryId: string,
): { readonly full_read_days: number | null } {
  getRepository(ledger, repositoryId);
  const row = ledger.db.get<{ full_read_days: number | null }>(
    'select full_read_days from repository where id = ?',
    repositoryId,
  );
  return row ?? { full_read_days: null };
}
