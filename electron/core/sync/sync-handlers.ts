import type { Failure } from '#shared/contract/define.ts';
import type { CoreContext } from '../context.ts';
import { getRepository } from '../repositories/repository-table.ts';
import type { Handlers } from '../router.ts';
import { readCursor } from './sync-cursor.ts';
import type { Sync } from './sync.ts';

/** The procedures of reading an account. */
export function createSyncHandlers(
  context: CoreContext,
  sync: Sync,
): Pick<Handlers, 'sync.start' | 'sync.status'> {
  return {
    'sync.start': ({ repositoryId }) => ({ started: sync.start(repositoryId) }),
    'sync.status': ({ repositoryId }) => {
      getRepository(context.ledger, repositoryId);
      const cursor = readCursor(context.ledger, repositoryId);
      const failure = cursor?.failure ?? null;
      return {
        running: sync.isRunning(repositoryId),
        readCount: cursor?.read_count ?? 0,
        total: cursor?.total ?? null,
        changedCount: cursor?.changed_count ?? 0,
        lastFinishedAt: cursor?.last_finished_at ?? null,
        failure: failure === null ? null : (JSON.parse(failure) as Failure),
      };
    },
  };
}
