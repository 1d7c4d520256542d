import type { Output } from '#shared/contract/contract.ts';
import { asDoi, doiKey, hasPrefix } from '#shared/doi/doi.ts';
import { checkRecord } from '#shared/findings/check-record.ts';
import { approvalText, bundleText } from '#shared/review/statement.ts';
import { AppError } from '#shared/support/app-error.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { reviewText } from '#shared/text/review.en.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import { getRecord } from '../records/find-records.ts';
import { checkOptionsOf } from '../records/recheck.ts';
import type { LedgerRecord } from '../records/record.ts';
import { saveRecords } from '../records/save-records.ts';
import { sha256 } from '../register/build-payload.ts';
import { getRepository } from '../repositories/repository-table.ts';
import type { Handlers } from '../router.ts';
import { approvalsOf, isCurrent, isGenuine } from './approvals.ts';
import { answersGiven, takeAnswers } from './bundle-answers.ts';
import type { BundleItem as Item } from './bundle-file.ts';
import { parseBundle, writeBundle } from './bundle-file.ts';
import { storeApproval } from './review-handlers.ts';
import { commentsOf, reviewRow, reviewed, writeReview } from './review-table.ts';
import { fingerprintOf, isSignedWith } from './steward-key.ts';
import type { Stewards } from './stewards.ts';

const text = reviewText.bundle;

/**
 * Drafts and their reviews from one computer to another as a file that its maker signed. It is taken as a whole or
 * not at all; each approval in it counts only under its own signature, by a key that is known here.
 */
export function createBundleHandlers(
  context: CoreContext,
  stewards: Stewards,
): Pick<Handlers, 'review.export' | 'review.import'> {
  return {
    'review.export': ({ dois }) => {
      const { name, public_key: publicKey } = stewards.required();
      const body = {
        madeAt: context.timestamp(),
        steward: { name, publicKey },
        items: dois.map((doi) => itemOf(context, doiKey(doi))),
      };
      const { signature } = stewards.sign(bundleText(body));
      appendEvent(context, {
        kind: 'review.exported',
        summary: text.exported(dois.length),
        detail: { bundleSha256: sha256(canonicalJson(body)) },
      });
      return { text: writeBundle(body, signature) };
    },
    'review.import': (asked) => importBundle(context, stewards, asked),
  };
}

function itemOf(context: CoreContext, doi: string): Item {
  const { ledger } = context;
  const { record } = reviewed(ledger, doi);
  const row = reviewRow(ledger, record.id);
  return {
    doi: record.doi,
    attributes: record.attributes,
    contentSha256: record.contentHash,
    step: (row?.content_hash === record.contentHash ? row.step : 'in-review') as Item['step'],
    submittedBy: row?.submitted_by ?? null,
    approvals: approvalsOf(ledger, record.id)
      .filter((each) => isCurrent(record, each) && isGenuine(record.doi, each))
      .map((each) => ({
        publicKey: each.public_key,
        approvedAt: each.approved_at,
        note: each.note,
        signature: each.signature,
      })),
    comments: commentsOf(ledger, record.id),
    ...answersGiven(ledger, record),
  };
}

function importBundle(
  context: CoreContext,
  stewards: Stewards,
  asked: { readonly text: string; readonly repositoryId: string | null },
): Output<'review.import'> {
  const { body, signature } = parseBundle(asked.text);
  if (!isSignedWith(body.steward.publicKey, bundleText(body), signature)) {
    throw new AppError('FORBIDDEN', { message: text.tampered, nextStep: text.tamperedNext });
  }
  const maker = stewards.findByKey(body.steward.publicKey);
  if (maker === null) {
    const { name, publicKey } = body.steward;
    throw new AppError('FORBIDDEN', {
      message: text.stranger(name, fingerprintOf(publicKey)),
      nextStep: text.strangerNext,
    });
  }
  const outcome = { addedCount: 0, approvalCount: 0, commentCount: 0, answerCount: 0 };
  const refusals: { doi: string; message: string }[] = [];
  context.ledger.transaction(() => {
    for (const each of body.items) {
      const refusal = take(context, stewards, { item: each, asked, outcome });
      if (refusal !== null) refusals.push({ doi: each.doi, message: refusal });
    }
    appendEvent(context, {
      kind: 'review.imported',
      summary: text.imported(body.items.length),
      detail: { bundleSha256: sha256(canonicalJson(body)), stewardId: maker.id },
    });
  });
  context.emit('review.changed', {});
  return { signedBy: maker.name, ...outcome, refusals };
}

interface Taking {
  readonly item: Item;
  readonly asked: { readonly repositoryId: string | null };
  readonly outcome: {
    addedCount: number;
    approvalCount: number;
    commentCount: number;
    answerCount: number;
  };
}

/** Why it was not taken, or not wholly; null: all of it was. */
function take(
  context: CoreContext,
  stewards: Stewards,
  { item: given, asked, outcome }: Taking,
): string | null {
  if (sha256(canonicalJson(given.attributes)) !== given.contentSha256) return text.badHash;
  const known = getRecord(context.ledger, given.doi);
  const added = known === null ? addRecord(context, given, asked.repositoryId) : null;
  if (typeof added === 'string') return added;
  const record = known ?? added;
  if (record === null) return text.noAccount(given.doi);
  if (record.state !== 'reserved' && record.state !== 'draft') return text.published;
  if (known === null) outcome.addedCount += 1;
  outcome.commentCount += takeComments(context, record, given.comments);
  if (record.contentHash !== given.contentSha256) return text.otherContent;
  outcome.answerCount += takeAnswers(context, record, given);
  const before = reviewRow(context.ledger, record.id);
  const submitted = given.submittedBy === null ? {} : { submittedBy: given.submittedBy };
  const count = takeApprovals(context, stewards, record, given);
  outcome.approvalCount += count;
  if (count > 0) writeReview(context, record, { step: 'approved', ...submitted });
  else if (given.step !== 'approved' && before?.step !== 'approved') {
    writeReview(context, record, { step: given.step, ...submitted });
  }
  return null;
}

/** A text: why it cannot be. */
function addRecord(
  context: CoreContext,
  given: Item,
  repositoryId: string | null,
): LedgerRecord | string {
  const doi = asDoi(given.doi);
  const wanted = repositoryId === null ? null : getRepository(context.ledger, repositoryId);
  if (doi === null || wanted === null || !hasPrefix(doi, wanted.prefixes))
    return text.noAccount(given.doi);
  const check = checkOptionsOf(context, wanted.id);
  saveRecords(
    context,
    [
      {
        doi,
        repositoryId: wanted.id,
        collectionId: null,
        itemKey: null,
        source: null,
        attributes: given.attributes,
        findings: checkRecord({ ...given.attributes, doi }, { ...check, state: 'findable' }),
        sync: 'local',
        state: 'reserved',
        sourceHash: null,
      },
    ],
    { kind: 'review-import', reason: null },
  );
  return getRecord(context.ledger, doi) ?? text.noAccount(given.doi);
}

/** Comments have ids of their own, so that the same file twice writes them once. */
function takeComments(
  context: CoreContext,
  record: LedgerRecord,
  comments: Item['comments'],
): number {
  let count = 0;
  for (const each of comments) {
    const { changes } = context.ledger.db.run(
      `insert into review_comment
         (id, record_id, parent_id, path, body, author, created_at, resolved_at, resolved_by)
       select @id, @recordId, (select id from review_comment where id = @parentId and record_id = @recordId),
         @path, @body, @author, @createdAt, @resolvedAt, @resolvedBy
       where not exists (select 1 from review_comment where id = @id)`,
      { ...each, recordId: record.id },
    );
    count += changes;
    if (each.resolvedAt !== null) settleComment(context, record, each);
  }
  return count;
}

/** What a colleague settled is settled here too; what is settled here stays so. */
function settleComment(
  { ledger }: CoreContext,
  record: LedgerRecord,
  { id, resolvedAt, resolvedBy }: Item['comments'][number],
): void {
  ledger.db.run(
    `update review_comment set resolved_at = ?, resolved_by = ?
     where id = ? and record_id = ? and resolved_at is null`,
    resolvedAt,
    resolvedBy,
    id,
    record.id,
  );
}

function takeApprovals(
  context: CoreContext,
  stewards: Stewards,
  record: LedgerRecord,
  given: Item,
): number {
  let count = 0;
  for (const { publicKey, approvedAt, note, signature } of given.approvals) {
    const steward = stewards.findByKey(publicKey);
    const statement = { doi: record.doi, contentSha256: given.contentSha256, approvedAt, note };
    if (steward === null || !isSignedWith(publicKey, approvalText(statement), signature)) continue;
    const isKnown = approvalsOf(context.ledger, record.id).some(
      (each) => each.steward_id === steward.id && isCurrent(record, each),
    );
    if (isKnown) continue;
    storeApproval(context, record, { stewardId: steward.id, approvedAt, note, signature });
    count += 1;
  }
  return count;
}
