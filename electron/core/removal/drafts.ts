import type { Output } from '#shared/contract/contract.ts';
import { doiKey } from '#shared/doi/doi.ts';
import { valueLimit } from '#shared/query/query.ts';
import { AppError } from '#shared/support/app-error.ts';
import { removalText } from '#shared/text/removal.en.ts';
import { repositoriesText } from '#shared/text/repositories.en.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import { openOperations, moveOperation } from '../outbox/operation-table.ts';
import { confirmGone } from '../records/confirm-remote.ts';
import type { LedgerRecord } from '../records/record.ts';
import { sha256 } from '../register/build-payload.ts';
import type { Selection } from '../register/selection.ts';
import { prepareSelection, recordChunks, selectedIds } from '../register/selection.ts';
import { getRepository } from '../repositories/repository-table.ts';
import { isOurs } from './open-cases.ts';

const { drafts: text, error, blocked } = removalText;

/** Refusals that are told one by one. */
const mostTold = 20;
/** As many as can be ticked. More is done in several goes, so that nobody deletes a whole catalogue by one word. */
const mostAtOnce = valueLimit;

interface Plan {
  readonly drafts: readonly LedgerRecord[];
  readonly refused: readonly { readonly doi: string; readonly message: string }[];
}

/** What deleting these would do, and to which of them it cannot be done. Nothing changes. */
export async function planDrafts(
  context: CoreContext,
  selection: Selection,
): Promise<Output<'removal.planDrafts'>> {
  await prepareSelection(context.ledger, selection);
  const { drafts, refused } = sortOut(context, selection);
  return {
    draftCount: drafts.length,
    refusedCount: refused.length,
    refused: refused.slice(0, mostTold),
    confirmation: text.words(drafts.length),
  };
}

/**
 * Deletes drafts, and names that were only reserved: each an operation of its own, so that one that was
 * published meanwhile is told and the others go. Their names are spent for good (E38, E39).
 */
export function deleteDrafts(
  context: CoreContext,
  what: {
    readonly selection: Selection;
    readonly confirmation: string;
    readonly reason: string;
  },
): number {
  const { drafts, refused } = sortOut(context, what.selection);
  if (drafts.length === 0) {
    const [first] = refused;
    throw new AppError('FORBIDDEN', { message: first?.message ?? error.nothingToBegin });
  }
  const words = text.words(drafts.length);
  if (what.confirmation.trim() !== words) {
    throw new AppError('CONFIRMATION_NEEDED', { message: error.confirm(words) });
  }
  return context.ledger.transaction(() => {
    for (const record of drafts) {
      if (record.state === 'reserved') {
        confirmGone(context, record.doi, { kind: 'given-up', reason: what.reason });
      } else queueDeletion(context, record, what.reason);
    }
    return drafts.length;
  });
}

function sortOut(context: CoreContext, selection: Selection): Plan {
  const ids = selectedIds(context.ledger, selection);
  if (ids.length > mostAtOnce) {
    throw new AppError('VALIDATION', { message: text.tooMany(mostAtOnce), path: 'selection' });
  }
  const drafts: LedgerRecord[] = [];
  const refused: { doi: string; message: string }[] = [];
  const found = new Set<string>();
  for (const record of [...recordChunks(context.ledger, ids)].flat()) {
    found.add(record.doi);
    const message = refusalOf(context, record);
    if (message === null) drafts.push(record);
    else refused.push({ doi: record.doi, message });
  }
  const named = 'dois' in selection ? [...new Set(selection.dois.map(doiKey))] : [];
  for (const doi of named.filter((one) => !found.has(one))) {
    refused.push({ doi, message: error.unknownDoi(doi) });
  }
  return { drafts, refused };
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
