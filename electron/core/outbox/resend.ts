import { kernels } from '#shared/metadata/schema/properties.ts';
import { AppError } from '#shared/support/app-error.ts';
import { repositoriesText } from '#shared/text/repositories.en.ts';
import { resendText as text } from '#shared/text/resend.en.ts';
import { hasConflict } from '../conflicts/conflict-table.ts';
import type { CoreContext } from '../context.ts';
import { getRecord } from '../records/find-records.ts';
import type { LedgerRecord } from '../records/record.ts';
import { getRepository } from '../repositories/repository-table.ts';
import type { Repository } from '../repositories/repository-table.ts';
import { enqueue } from './enqueue.ts';
import { openOperations } from './operation-table.ts';

/**
 * Queues the address that DataCite holds of a DOI once more: every save tells the handle server, which may never
 * have been told (datacite.md 1.6). Changes made here are not sent along. Throws where it cannot be, and says why.
 */
export function resend(context: CoreContext, doi: string): void {
  context.ledger.transaction(() => {
    const record = getRecord(context.ledger, doi);
    if (record === null) throw new AppError('NOT_FOUND', { message: text.unknown });
    const repository = getRepository(context.ledger, record.repositoryId);
    const refusal = refusalOf(context, record, repository);
    if (refusal !== null) throw new AppError('FORBIDDEN', { message: refusal });
    enqueue(context, {
      record: { ...record, attributes: record.remote ?? {} },
      clientId: repository.clientId,
      target: record.remoteState ?? 'registered',
      batchId: null,
      reason: text.reason,
      resends: true,
    });
  });
  context.emit('records.changed', { dois: [doi] });
  context.emit('outbox.changed', { batchId: null });
}

function refusalOf(
  context: CoreContext,
  record: LedgerRecord,
  repository: Repository,
): string | null {
  const { remote, remoteState } = record;
  if (record.sync === 'observe-only' || repository.access === 'observe') return text.notOurs;
  if (remote === null || remoteState === null || remoteState === 'draft') return text.notResolved;
  if ((remote.url ?? '') === '') return text.noAddress;
  if (kernels.retired.includes(remote.schemaVersion ?? kernels.current)) return text.oldKernel;
  if (hasConflict(context.ledger, record.id)) return text.conflict;
  if (openOperations(context.ledger, record.id).length > 0) return text.waits;
  if (!repository.isWritingOpen) return repositoriesText.openFirst(repository.name);
  return null;
}
