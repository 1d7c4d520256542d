import { z } from 'zod';

import { valueLimit } from '../query/query.ts';
import {
  command,
  count,
  doiText,
  failure,
  longText,
  nothing,
  pageLimit,
  query,
  repositoryId,
  shortText,
  targetState,
  timestamp,
} from './define.ts';
import { recordFilter } from './records.ts';

export const operationStatus = z.enum([
  'queued',
  'in-flight',
  'unknown',
  'waiting',
  'rejected',
  'conflict',
  'done',
  'cancelled',
  'superseded',
]);
export type OperationStatus = z.output<typeof operationStatus>;

export const batchSummary = z.strictObject({
  id: shortText,
  title: shortText,
  kind: z.enum(['register', 'change-set', 'single']),
  repositoryId,
  repositoryName: shortText,
  targetState: targetState.nullable(),
  total: count,
  doneCount: count,
  failedCount: count,
  waitingCount: count,
  cancelledCount: count,
  paused: z.boolean(),
  createdAt: timestamp,
  finishedAt: timestamp.nullable(),
});
export type BatchSummary = z.output<typeof batchSummary>;

export const operationRow = z.strictObject({
  id: shortText,
  batchId: shortText.nullable(),
  doi: doiText,
  title: longText.nullable(),
  kind: z.enum(['create', 'update', 'delete']),
  targetState: targetState.nullable(),
  status: operationStatus,
  attemptCount: count,
  nextAttemptAt: timestamp.nullable(),
  failure: failure.nullable(),
  createdAt: timestamp,
  finishedAt: timestamp.nullable(),
});
export type OperationRow = z.output<typeof operationRow>;

export const outboxSummary = z.strictObject({
  mode: z.enum(['idle', 'sending', 'paused', 'waiting', 'offline', 'held']),
  queuedCount: count,
  inFlightCount: count,
  waitingCount: count,
  failedCount: count,
  doneCount: count,
  operationsPerSecond: z.number().min(0).nullable(),
  secondsLeft: z.number().min(0).nullable(),
  waitsUntil: timestamp.nullable(),
  /** Accounts that are paused because the service refused their credentials. */
  heldRepositories: z.array(z.strictObject({ id: repositoryId, reason: longText })).max(200),
});
export type OutboxSummary = z.output<typeof outboxSummary>;

/** What a registration would do, before anything is sent. */
export const registerPlan = z.strictObject({
  repositoryId,
  repositoryName: shortText,
  environment: z.enum(['practice', 'test', 'production', 'custom']),
  targetState,
  total: count,
  createCount: count,
  updateCount: count,
  unchangedCount: count,
  /** Refused by the service as they stand: they are left out, each with its reason. */
  invalidCount: count,
  observeOnlyCount: count,
  /** Publish gates that ask or block; shown on practice, enforced elsewhere. */
  gates: z
    .array(
      z.strictObject({
        code: shortText,
        message: longText,
        gate: z.enum(['blocks', 'asks']),
        count,
      }),
    )
    .max(200),
  /** What a person types to go on where it is asked for, e.g. `214 ETHZ.SED`; null on practice. */
  confirmation: shortText.nullable(),
  /** Not null: this cannot be started, and why. */
  blocked: longText.nullable(),
  /** Names what exactly would be sent: DOIs, contents, state. A rehearsal counts for the same name only. */
  planHash: shortText,
  /** `not-asked` where nothing real is published; else how far this very plan was rehearsed. */
  rehearsal: z.enum(['not-asked', 'missing', 'running', 'failed', 'passed']),
  /** How many DOIs may become public in an hour, and how many did in the last one; null: no limit. */
  quota: z.strictObject({ perHour: count, usedCount: count }).nullable(),
});
export type RegisterPlan = z.output<typeof registerPlan>;

/** Which records are meant. */
export const selection = z.union([
  z.strictObject({ collectionId: z.int() }),
  z.strictObject({ filter: recordFilter }),
  // As many as can be ticked or pasted.
  z.strictObject({ dois: z.array(doiText).min(1).max(valueLimit) }),
]);

export const outboxContract = {
  'register.plan': query(z.strictObject({ selection, targetState }), registerPlan),
  'register.start': command(
    z.strictObject({
      selection,
      targetState,
      confirmation: shortText.nullable(),
      /** Why it goes without a rehearsal of this plan, where one is asked for. */
      rehearsalWaiver: z.string().trim().min(1).max(2000).nullable().optional(),
    }),
    z.strictObject({ batchId: shortText, queuedCount: count }),
  ),
  'outbox.summary': query(nothing, outboxSummary),
  'outbox.batches': query(nothing, z.strictObject({ batches: z.array(batchSummary).max(500) })),
  'outbox.operations': query(
    z.strictObject({
      batchId: shortText.nullable(),
      status: z.enum(['all', 'waiting', 'failed', 'done']),
      offset: count,
      limit: z.int().min(1).max(pageLimit),
    }),
    z.strictObject({ operations: z.array(operationRow).max(pageLimit), total: count }),
  ),
  'outbox.operation': query(
    z.strictObject({ id: shortText }),
    operationRow.extend({
      request: z.strictObject({ method: shortText, path: shortText, body: z.string() }).nullable(),
      attempts: z
        .array(
          z.strictObject({
            number: count,
            startedAt: timestamp,
            endedAt: timestamp.nullable(),
            outcome: shortText.nullable(),
            httpStatus: z.int().nullable(),
            message: longText.nullable(),
          }),
        )
        .max(100),
      /** Differences between what was sent and what the service stored. */
      differences: z
        .array(z.strictObject({ path: shortText, sent: z.string(), stored: z.string() }))
        .max(500),
    }),
  ),
  /** The network is back: looks for work now instead of when it would have tried next. */
  'outbox.tryNow': command(nothing, nothing),
  'outbox.pause': command(nothing, nothing),
  'outbox.resume': command(nothing, nothing),
  'outbox.retryFailed': command(
    z.strictObject({ batchId: shortText.nullable() }),
    z.strictObject({ count }),
  ),
  'outbox.cancelWaiting': command(
    z.strictObject({ batchId: shortText.nullable() }),
    z.strictObject({ count }),
  ),
  /** Sends the address that DataCite holds once more, so that the resolver is told. */
  'outbox.resend': command(z.strictObject({ doi: doiText }), nothing),
  /** `isFull`: everything, not only what changed since it was read last. */
  'sync.start': command(
    z.strictObject({ repositoryId, isFull: z.boolean().optional() }),
    z.strictObject({ started: z.boolean() }),
  ),
  'sync.status': query(
    z.strictObject({ repositoryId }),
    z.strictObject({
      running: z.boolean(),
      readCount: count,
      total: count.nullable(),
      changedCount: count,
      lastFinishedAt: timestamp.nullable(),
      failure: failure.nullable(),
      /** When everything was read last, not only what had changed. */
      lastFullAt: timestamp.nullable(),
      /** Days between two readings of everything; null: only when a person asks. */
      everyDays: z.int().min(1).max(365).nullable(),
    }),
  ),
  /** Sets how often the whole account is read and compared by itself. */
  'sync.schedule': command(
    z.strictObject({ repositoryId, everyDays: z.int().min(1).max(365).nullable() }),
    nothing,
  ),
} as const;
