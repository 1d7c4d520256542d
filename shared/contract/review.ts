import { z } from 'zod';

import { twinReasons } from '../duplicates/compare-items.ts';
import { answers, questions } from '../review/checklist.ts';
import { reviewStatuses } from '../review/status.ts';
import {
  attributes,
  command,
  count,
  doiText,
  finding,
  longText,
  nothing,
  pageLimit,
  query,
  recordState,
  repositoryId,
  shortText,
  targetState,
  timestamp,
} from './define.ts';
import { selection } from './outbox.ts';

const stewardId = z.string().min(1).max(100);
/** Crosses once, inwards; no output carries it. */
const passphrase = z.string().min(1).max(500);
/** A reason is what a colleague finds in a year: never empty. */
const reason = z.string().trim().min(1).max(2000);
/** An Ed25519 key: 32 bytes in base64. */
const publicKey = z.base64().length(44);
const dois = z.array(doiText).min(1).max(10_000);

export const steward = z.strictObject({
  id: stewardId,
  name: shortText,
  publicKey,
  /** What people compare over the telephone. */
  fingerprint: shortText,
  /** False: known from elsewhere, signs on another computer. */
  canSign: z.boolean(),
  /** True while the passphrase was given and nobody locked it. */
  isUnlocked: z.boolean(),
});
export type Steward = z.output<typeof steward>;

export const reviewPolicy = z.strictObject({
  approval: z.enum(['none', 'one', 'two-persons']),
  responsibility: z.string().max(2000),
  contact: shortText,
  asksResponsibility: z.boolean(),
  abstractLength: z.int().min(0).max(5000),
  asksLicence: z.boolean(),
  asksCard: z.boolean(),
  asksRights: z.boolean(),
  asksManuscript: z.boolean(),
  asksConsent: z.boolean(),
  terms: z.string().max(20_000),
  termsUrl: z.string().max(2000),
  asksDuplicates: z.boolean(),
  usesOnlineSources: z.boolean(),
});

const status = z.enum(reviewStatuses);
const proof = z.enum(['pending', 'verified', 'failed']).nullable();

export const queueFilter = z.strictObject({
  repositoryId: repositoryId.nullable(),
  collectionId: z.int().nullable(),
  status: status.nullable(),
  /** `nobody`: those that no person was given. */
  assignee: z.union([stewardId, z.literal('nobody')]).nullable(),
  /** Waiting for so many days at least. */
  minDays: z.int().min(0).max(10_000).nullable(),
  /** By the gravest finding. */
  risk: z.enum(['errors', 'warnings', 'clean']).nullable(),
});

const queueRow = z.strictObject({
  doi: doiText,
  title: longText.nullable(),
  collectionName: shortText.nullable(),
  status,
  isVoided: z.boolean(),
  proof,
  assignee: shortText.nullable(),
  author: shortText.nullable(),
  createdAt: timestamp,
  changedAt: timestamp,
  errorCount: count,
  warningCount: count,
  openCommentCount: count,
});
export type QueueRow = z.output<typeof queueRow>;

const comment = z.strictObject({
  id: shortText,
  parentId: shortText.nullable(),
  path: shortText,
  body: longText,
  author: shortText,
  createdAt: timestamp,
  resolvedAt: timestamp.nullable(),
  resolvedBy: shortText.nullable(),
});
export type ReviewComment = z.output<typeof comment>;

const approval = z.strictObject({
  steward: shortText,
  fingerprint: shortText,
  approvedAt: timestamp,
  note: longText.nullable(),
  /** False: of a content that was edited since, or taken back. */
  isCurrent: z.boolean(),
  /** False: the signature does not fit; somebody changed the ledger. */
  isGenuine: z.boolean(),
});

const twinDecision = z.enum(['cancel', 'new-version', 'variant', 'identical', 'different']);
const twin = z.strictObject({
  doi: doiText,
  /** Null: it is not in this ledger. */
  title: longText.nullable(),
  creators: longText.nullable(),
  publicationYear: z.int().nullable(),
  version: shortText.nullable(),
  url: longText.nullable(),
  state: recordState.nullable(),
  reasons: z.array(z.enum(twinReasons)).max(twinReasons.length),
  decision: z
    .strictObject({
      decision: twinDecision,
      reason: longText,
      person: shortText.nullable(),
      at: timestamp,
    })
    .nullable(),
});
export type Twin = z.output<typeof twin>;

const check = z.strictObject({
  check: z.enum(['state', 'url', 'attributes', 'resolver', 'landing-page']),
  outcome: z.enum(['good', 'bad', 'unknown']),
  detail: longText,
});

export const reviewDetail = z.strictObject({
  doi: doiText,
  title: longText.nullable(),
  repositoryName: shortText,
  environment: z.enum(['practice', 'test', 'production', 'custom']),
  collectionId: z.int().nullable(),
  collectionName: shortText.nullable(),
  state: recordState,
  status,
  isVoided: z.boolean(),
  /** SHA-256 of what is approved: the canonical metadata. */
  contentHash: shortText,
  attributes,
  /** What DataCite has now, else the version before; null: there is neither. */
  before: z
    .strictObject({ label: z.enum(['remote', 'previous-version']), doi: doiText, attributes })
    .nullable(),
  findings: z.array(finding).max(1000),
  assignee: steward.nullable(),
  /** Who wrote it or handed it in, as far as the history knows. */
  authors: z.array(shortText).max(100),
  approvals: z.array(approval).max(100),
  comments: z.array(comment).max(1000),
  checklist: z
    .array(
      z.strictObject({
        question: z.enum(questions),
        outcome: z.enum(['met', 'answered', 'waived', 'open']),
        evidence: longText,
        canConfirm: z.boolean(),
        canWaive: z.boolean(),
      }),
    )
    .max(questions.length),
  policy: reviewPolicy,
  twins: z.array(twin).max(50),
  /** DOIs of other agencies and repositories that the metadata names, to be looked at. */
  proof: z
    .strictObject({
      verdict: z.enum(['pending', 'verified', 'failed']),
      checks: z.array(check).max(10),
      checkedAt: timestamp.nullable(),
    })
    .nullable(),
  steps: z.array(z.enum(['submit', 'return', 'approve', 'take-back'])).max(4),
  /** Why the chosen person cannot approve it now; null: she can. */
  approvalRefusal: longText.nullable(),
});
export type ReviewDetail = z.output<typeof reviewDetail>;

const rehearsal = z.strictObject({
  id: shortText,
  planHash: shortText,
  repositoryName: shortText,
  rehearsedOn: shortText,
  targetState,
  status: z.enum(['running', 'passed', 'failed', 'cancelled', 'interrupted']),
  total: count,
  doneCount: count,
  failedCount: count,
  startedAt: timestamp,
  finishedAt: timestamp.nullable(),
  failures: z
    .array(z.strictObject({ doi: doiText, rehearsedDoi: doiText, message: longText }))
    .max(100),
});
export type Rehearsal = z.output<typeof rehearsal>;

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
    z.strictObject({ policy: reviewPolicy, isOwn: z.boolean() }),
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
  'review.decideTwin': command(
    z.strictObject({ doi: doiText, other: doiText, decision: twinDecision, reason }),
    nothing,
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
      refusals: z.array(z.strictObject({ doi: doiText, message: longText })).max(10_000),
    }),
  ),
} as const;

export const reviewEvents = {
  'review.changed': z.strictObject({}),
  'rehearsals.changed': z.strictObject({ id: shortText }),
} as const;
