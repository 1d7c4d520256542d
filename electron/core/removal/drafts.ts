import type { Output } from '#shared/contract/contract.ts';
import { doiKey } from '#shared/doi/doi.ts';
import { AppError } from '#shared/support/app-error.ts';
import { removalText } from '#shared/text/removal.en.ts';
import { repositoriesText } from '#shared/text/repositories.en.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import { openOperations, moveOperation } from '../outbox/operation-table.ts';
import { confirmGone } from '../records/confirm-remote.ts';
import { getRecord } from '../records/find-records.ts';
import type { LedgerRecord } from '../records/record.ts';
import { sha256 } from '../register/build-payload.ts';
import { getRepository } from '../repositories/repository-table.ts';
import { isOurs } from './open-cases.ts';

const { drafts: text, error, blocked } = removalText;

/** What deleting these would do, and to which of them it cannot be done. Nothing changes. */
export function planDrafts(
  context: CoreContext,
  dois: readonly string[],
): Output<'removal.planDrafts'> {
  const found: { doi: string; title: string | null }[] = [];
  const refused: { doi: string; message: string }[] = [];
  for (const doi of new Set(dois.map(doiKey))) {
    const record = getRecord(context.ledger, doi);
    const message = record === null ? error.unknownDoi(doi) : refusalOf(context, record);
    if (message !== null) refused.push({ doi, message });
    else found.push({ doi, title: titleOf(record) });
  }
  return { drafts: found, refused, confirmation: text.words(found.length) };
}

/**
 * Deletes drafts, and names that were only reserved: each an operation of its own, so that one that was
 * published meanwhile is told and the others go. Their names are spent for good (E38, E39).
 */
export function deleteDrafts(
  context: CoreContext,
  what: {
    readonly dois: readonly string[];
    readonly confirmation: string;
    readonly reason: string;
  },
): number {
  const plan = planDrafts(context, what.dois);
  if (plan.drafts.length === 0) {
    const [first] = plan.refused;
    throw new AppError('FORBIDDEN', { message: first?.message ?? error.nothingToBegin });
  }
  if (what.confirmation.trim() !== plan.confirmation) {
    throw new AppError('CONFIRMATION_NEEDED', { message: error.confirm(plan.confirmation) });
  }
  return context.ledger.transaction(() => {
    for (const { doi } of plan.drafts) {
      const record = getRecord(context.ledger, doi);
      if (record === null) continue;
      if (record.state === 'reserved') {
        confirmGone(context, doi, { kind: 'given-up', reason: what.reason });
      } else queueDeletion(context, record, what.reason);
    }
    return plan.drafts.length;
  });
}

/** Why a record is not deleted, or null. */
function refusalOf(context: CoreContext, record: LedgerRecord): string | null {
  if (record.isBurnt) return text.burnt;
  if (!isOurs(context, record)) return error.foreign(record.doi);
  if (record.state !== 'draft' && record.state !== 'reserved') return text.notDraft(record.state);
  const repository = getRepository(context.ledger, record.repositoryId);
  if (record.state === 'draft' && !repository.isWritingOpen) {
    return repositoriesText.openFirst(repository.name) || blocked.writing(repository.name);
  }
  const isBusy = openOperations(context.ledger, record.id).some(
    ({ status }) => status === 'in-flight' || status === 'unknown',
  );
  return isBusy ? text.busy : null;
}

function queueDeletion(context: CoreContext, record: LedgerRecord, reason: string): void {
  const { db } = context.ledger;
  const now = context.timestamp();
  for (const operation of openOperations(context.ledger, record.id)) {
    moveOperation(context.ledger, operation, 'supersede', { finishedAt: now });
  }
  const id = context.newId();
  const payload = JSON.stringify({ data: { type: 'dois', attributes: { doi: record.doi } } });
  db.run(
    `insert into operation (id, batch_id, record_id, doi, repository_id, sequence, kind, target_state,
       status, payload, payload_sha256, base_hash, created_at)
     values (@id, null, @recordId, @doi, @repositoryId,
       (select coalesce(max(sequence), 0) + 1 from operation where doi = @doi),
       'delete', null, 'queued', @payload, @sha256, null, @now)`,
    {
      id,
      recordId: record.id,
      doi: record.doi,
      repositoryId: record.repositoryId,
      payload,
      sha256: sha256(payload),
      now,
    },
  );
  db.run(`update record set sync = 'sending' where id = ?`, record.id);
  appendEvent(context, {
    kind: 'operation.queued',
    summary: 'To be deleted at DataCite: a draft whose name will not be used again.',
    doi: record.doi,
    operationId: id,
    reason,
    detail: { payloadSha256: sha256(payload) },
  });
}

function titleOf(record: LedgerRecord | null): string | null {
  return record?.attributes.titles?.[0]?.title?.slice(0, 20_000) ?? null;
}
