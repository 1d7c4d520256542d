import { z } from 'zod';

import { twinReasons } from '../duplicates/compare-items.ts';
import { questions } from '../review/checklist.ts';
import { reviewStatuses } from '../review/status.ts';
import {
  attributes,
  count,
  doiText,
  finding,
  longText,
  recordState,
  repositoryId,
  shortText,
  targetState,
  timestamp,
} from './define.ts';
import { recordChanges } from './version-changes.ts';

export const stewardId = z.string().min(1).max(100);
/** An Ed25519 key: 32 bytes in base64. */
export const publicKey = z.base64().length(44);

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

export const status = z.enum(reviewStatuses);
const proof = z.enum(['pending', 'verified', 'failed']).nullable();

export const queueFilter = z.strictObject({
  repositoryId: repositoryId.nullable(),
  collectionId: z.int().nullable(),
  status: status.nullable(),
  /** `nobody`: those that no person was given. */
  assignee: z.union([stewardId, z.literal('nobody')]).nullable(),
  /** Who wrote it or handed it in. */
  author: shortText.nullable(),
  /** Waiting for so many days at least. */
  minDays: z.int().min(0).max(10_000).nullable(),
  /** By the gravest finding. */
  risk: z.enum(['errors', 'warnings', 'clean']).nullable(),
});

export const queueRow = z.strictObject({
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

export const twinDecision = z.enum(['cancel', 'new-version', 'variant', 'identical', 'different']);
export const twin = z.strictObject({
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

/** What a decision about a twin writes into the records of both, and asks of another owner. */
export const twinPlan = z.strictObject({
  changes: z.array(recordChanges).max(2),
  wishes: z.array(recordChanges.extend({ letter: longText })).max(1),
});

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

export const rehearsal = z.strictObject({
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
