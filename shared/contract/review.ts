import { z } from 'zod';

import { answers, questions } from '../review/checklist.ts';
import { reviewStatuses } from '../review/status.ts';
import {
  attributes,
  command,
  count,
  doiText,
  longText,
  nothing,
  pageLimit,
  query,
  repositoryId,
  shortText,
  targetState,
  timestamp,
} from './define.ts';
import { selection } from './outbox.ts';
import {
  publicKey,
  queueFilter,
  queueRow,
  rehearsal,
  reviewDetail,
  reviewPolicy,
  status,
  steward,
  stewardId,
  twin,
  twinDecision,
  twinPlan,
} from './review-shapes.ts';

/** Crosses once, inwards; no output carries it. */
const passphrase = z.string().min(1).max(500);
/** A reason is what a colleague finds in a year: never empty. */
const reason = z.string().trim().min(1).max(2000);
const dois = z.array(doiText).min(1).max(10_000);
const oneDoi = z.strictObject({ doi: doiText });

export const reviewContract = {
  'stewards.list': query(
    nothing,
    z.strictObject({ stewards: z.array(steward).max(200), currentId: stewardId.nullable() }),
  ),
  /** A person of this computer, with a new key under this passphrase. */
  'stewards.create': command(
    z.strictObject({
      name: z.string().trim().min(1).max(200),
      passphrase: z.string().min(8).max(500),
    }),
    steward,
  ),
  /** A person who signs elsewhere, by the key that she told. */
  'stewards.add': command(
    z.strictObject({ name: z.string().trim().min(1).max(200), publicKey }),
    steward,
  ),
  'stewards.choose': command(z.strictObject({ id: stewardId.nullable() }), nothing),
  /** Wrong passphrase: `VAULT_UNAVAILABLE`. Also chooses this person. */
  'stewards.unlock': command(z.strictObject({ id: stewardId, passphrase }), nothing),
  'stewards.lock': command(nothing, nothing),

  'review.queue': query(
    z.strictObject({
      filter: queueFilter,
      sort: z.enum(['oldest', 'newest', 'risk', 'title']),
      offset: count,
      limit: z.int().min(1).max(pageLimit),
    }),
    z.strictObject({ rows: z.array(queueRow).max(pageLimit), total: count }),
  ),
  /** How many drafts stand where, by status, under the same filter but for its status. */
  'review.counts': query(
    z.strictObject({ filter: queueFilter }),
    z.strictObject({
      counts: z.array(z.strictObject({ status, count })).max(reviewStatuses.length),
    }),
  ),
  /** Names that the queue can be narrowed to, in alphabetical order. */
  'review.authors': query(nothing, z.strictObject({ names: z.array(shortText).max(1000) })),
  'review.get': query(oneDoi, reviewDetail),
  'review.assign': command(z.strictObject({ dois, stewardId: stewardId.nullable() }), nothing),
  'review.submit': command(z.strictObject({ dois }), z.strictObject({ count })),
  'review.return': command(z.strictObject({ doi: doiText, reason }), nothing),
  /** Binds the chosen person's signature to this content. `CONFLICT` when it is another by now. */
  'review.approve': command(
    z.strictObject({ doi: doiText, contentHash: shortText, note: longText.nullable() }),
    nothing,
  ),
  'review.takeBack': command(z.strictObject({ doi: doiText, reason }), nothing),
  'review.comment': command(
    z.strictObject({
      doi: doiText,
      path: shortText,
      parentId: shortText.nullable(),
      body: z.string().trim().min(1).max(20_000),
    }),
    z.strictObject({ id: shortText }),
  ),
  'review.resolve': command(z.strictObject({ id: shortText, isResolved: z.boolean() }), nothing),
  /** Null takes the answer back. */
  'review.answer': command(
    z.strictObject({
      dois,
      question: z.enum(questions),
      answer: z.enum(answers).nullable(),
      note: z.string().trim().max(2000).nullable(),
    }),
    nothing,
  ),
  'review.policy': query(
    z.strictObject({ collectionId: z.int() }),
    z.strictObject({
      policy: reviewPolicy,
      isOwn: z.boolean(),
      /** When somebody last said that the contact is the right one; null: nobody has. */
      contactConfirmedAt: timestamp.nullable(),
    }),
  ),
  /** Null goes back to the standard policy. */
  'review.setPolicy': command(
    z.strictObject({
      collectionId: z.int(),
      policy: reviewPolicy.nullable(),
      reason: longText.nullable(),
    }),
    nothing,
  ),
  /** What this decision would write; nothing is written by asking this. */
  'review.planTwin': query(
    z.strictObject({ doi: doiText, other: doiText, decision: twinDecision }),
    twinPlan,
  ),
  /** Records the decision, and links the two by one change set. `CONFLICT`: the draft cannot be edited now. */
  'review.decideTwin': command(
    z.strictObject({ doi: doiText, other: doiText, decision: twinDecision, reason }),
    z.strictObject({
      /** Null: there was nothing to write. */
      changeSetId: shortText.nullable(),
      /** The other record, where it could not be edited. */
      refused: z.array(z.strictObject({ doi: doiText, message: longText })).max(2),
    }),
  ),
  /** What would be sent to which service; nothing is sent by asking this. */
  'review.onlineQuestions': query(
    oneDoi,
    z.strictObject({
      questions: z.array(z.strictObject({ service: shortText, words: longText })).max(2),
    }),
  ),
  /** Goes to DataCite and Crossref. `FORBIDDEN` unless the collection's policy says so. */
  'review.onlineTwins': query(oneDoi, z.strictObject({ twins: z.array(twin).max(50) })),
  'review.quota': query(
    z.strictObject({ repositoryId }),
    z.strictObject({ quota: z.strictObject({ perHour: count, usedCount: count }).nullable() }),
  ),
  /** Null goes back to the standard. */
  'review.setQuota': command(
    z.strictObject({ repositoryId, perHour: z.int().min(1).max(1_000_000).nullable(), reason }),
    nothing,
  ),
  /** A DOI of anybody, read and cited, never changed. Goes to doi.org and to its agency. */
  'review.foreign': query(
    oneDoi,
    z.strictObject({
      doi: doiText,
      agency: shortText,
      title: longText.nullable(),
      citation: z.string().max(100_000),
      url: z.string().max(2048),
      attributes: attributes.nullable(),
    }),
  ),
  'review.verifyAgain': command(oneDoi, nothing),
  /** The log of what was agreed to, as CSV; '' when there is none. */
  'review.consents': query(
    z.strictObject({ collectionId: z.int() }),
    z.strictObject({ text: z.string(), fileName: shortText }),
  ),

  'rehearsals.start': command(
    z.strictObject({ selection, targetState, on: repositoryId }),
    z.strictObject({ id: shortText }),
  ),
  'rehearsals.get': query(z.strictObject({ id: shortText }), rehearsal),
  /** The newest of this plan; null: it was never rehearsed. */
  'rehearsals.of': query(
    z.strictObject({ planHash: shortText }),
    z.strictObject({ rehearsal: rehearsal.nullable() }),
  ),
  'rehearsals.cancel': command(z.strictObject({ id: shortText }), nothing),

  /** A signed file of drafts with their reviews. */
  'review.export': command(z.strictObject({ dois }), z.strictObject({ text: z.string() })),
  /** Refused as a whole when it was changed, or signed by nobody who is known here. */
  'review.import': command(
    z.strictObject({ text: z.string().max(50_000_000), repositoryId: repositoryId.nullable() }),
    z.strictObject({
      signedBy: shortText,
      addedCount: count,
      approvalCount: count,
      commentCount: count,
      /** Of the checklist, for drafts that read here as they did there. */
      answerCount: count,
      refusals: z.array(z.strictObject({ doi: doiText, message: longText })).max(10_000),
    }),
  ),
} as const;

export const reviewEvents = {
  'review.changed': z.strictObject({}),
  'rehearsals.changed': z.strictObject({ id: shortText }),
} as const;
