import type { BatchSummary, OperationRow } from '#shared/contract/outbox.ts';
import type { Failure } from '#shared/contract/define.ts';
import type { Output, ParsedInput } from '#shared/contract/contract.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { CoreContext } from '../context.ts';
import { doiPath } from '../datacite/client.ts';
import { planRegistration } from '../register/plan-registration.ts';
import { startRegistration } from '../register/start-registration.ts';
import type { Handlers } from '../router.ts';
import type { OperationTableRow } from './operation-table.ts';
import type { Outbox } from './outbox.ts';
import { resend } from './resend.ts';

type OutboxHandlers = Pick<
  Handlers,
  | 'register.plan'
  | 'register.start'
  | 'outbox.summary'
  | 'outbox.batches'
  | 'outbox.operations'
  | 'outbox.operation'
  | 'outbox.tryNow'
  | 'outbox.pause'
  | 'outbox.resume'
  | 'outbox.retryFailed'
  | 'outbox.cancelWaiting'
  | 'outbox.resend'
>;

/** The procedures of registering and of the outbox. */
export function createOutboxHandlers(context: CoreContext, outbox: Outbox): OutboxHandlers {
  return {
    'register.plan': ({ selection, targetState }) =>
      planRegistration(context, selection, targetState),
    'register.start': async ({ selection, targetState, confirmation, rehearsalWaiver }) => {
      const what = { selection, target: targetState, confirmation };
      const registration = await startRegistration(context, {
        ...what,
        rehearsalWaiver: rehearsalWaiver ?? null,
      });
      outbox.kick();
      return registration;
    },
    'outbox.summary': () => outbox.summary(),
    'outbox.batches': () => ({ batches: readBatches(context) }),
    'outbox.operations': (input) => readOperations(context, input),
    'outbox.operation': ({ id }) => readOperation(context, id),
    'outbox.tryNow': () => {
      outbox.kick();
      return {};
    },
    'outbox.pause': () => {
      outbox.pause();
      return {};
    },
    'outbox.resume': () => {
      outbox.resume();
      return {};
    },
    'outbox.retryFailed': ({ batchId }) => ({ count: outbox.retryFailed(batchId) }),
    'outbox.cancelWaiting': ({ batchId }) => ({ count: outbox.cancelWaiting(batchId) }),
    'outbox.resend': ({ doi }) => {
      resend(context, doi);
      outbox.kick();
      return {};
    },
  };
}

interface BatchRow {
  readonly id: string;
  readonly title: string;
  readonly kind: BatchSummary['kind'];
  readonly repository_id: string;
  readonly repository_name: string;
  readonly target_state: BatchSummary['targetState'];
  readonly paused: number;
  readonly created_at: string;
  readonly total: number;
  readonly done: number | null;
  readonly failed: number | null;
  readonly waiting: number | null;
  readonly cancelled: number | null;
  readonly finished_at: string | null;
}

/** The newest 500. Superseded operations are not counted: another one of the batch has their work. */
function readBatches({ ledger }: CoreContext): BatchSummary[] {
  const rows = ledger.db.all<BatchRow>(
    `select b.*, r.name as repository_name,
       count(o.id) as total,
       sum(o.status = 'done') as done,
       sum(o.status in ('rejected', 'conflict')) as failed,
       sum(o.status in ('queued', 'in-flight', 'unknown', 'waiting')) as waiting,
       sum(o.status = 'cancelled') as cancelled,
       max(o.finished_at) as finished_at
     from (select * from batch order by created_at desc, id desc limit 500) b
       join repository r on r.id = b.repository_id
       left join operation o on o.batch_id = b.id and o.status <> 'superseded'
     group by b.id order by b.created_at desc, b.id desc`,
  );
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    kind: row.kind,
    repositoryId: row.repository_id,
    repositoryName: row.repository_name,
    targetState: row.target_state,
    total: row.total,
    doneCount: row.done ?? 0,
    failedCount: row.failed ?? 0,
    waitingCount: row.waiting ?? 0,
    cancelledCount: row.cancelled ?? 0,
    paused: row.paused === 1,
    createdAt: row.created_at,
    finishedAt: (row.waiting ?? 0) === 0 ? row.finished_at : null,
  }));
}

interface FullRow extends OperationTableRow {
  readonly title: string | null;
  readonly failure: string | null;
  readonly differences: string;
  readonly created_at: string;
  readonly finished_at: string | null;
}

const statuses = {
  all: [
    'queued',
    'in-flight',
    'unknown',
    'waiting',
    'rejected',
    'conflict',
    'done',
    'cancelled',
    'superseded',
  ],
  waiting: ['queued', 'in-flight', 'unknown', 'waiting'],
  failed: ['rejected', 'conflict'],
  done: ['done'],
} as const;

function readOperations(
  { ledger }: CoreContext,
  input: ParsedInput<'outbox.operations'>,
): Output<'outbox.operations'> {
  const which = { batchId: input.batchId, statuses: JSON.stringify(statuses[input.status]) };
  const total = ledger.db.get<{ count: number }>(
    `select count(*) as count from operation
     where status in (select value from json_each(@statuses))
       and (@batchId is null or batch_id = @batchId)`,
    which,
  );
  const rows = ledger.db.all<FullRow>(
    `select o.*, r.title from operation o join record r on r.id = o.record_id
     where o.status in (select value from json_each(@statuses))
       and (@batchId is null or o.batch_id = @batchId)
     order by o.rowid limit @limit offset @offset`,
    { ...which, limit: input.limit, offset: input.offset },
  );
  return { operations: rows.map(toOperationRow), total: total?.count ?? 0 };
}

interface AttemptRow {
  readonly number: number;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly outcome: string | null;
  readonly http_status: number | null;
  readonly message: string | null;
}

function readOperation({ ledger }: CoreContext, id: string): Output<'outbox.operation'> {
  const row = ledger.db.get<FullRow>(
    'select o.*, r.title from operation o join record r on r.id = o.record_id where o.id = ?',
    id,
  );
  if (row === undefined) {
    throw new AppError('NOT_FOUND', { message: 'There is no such operation in the outbox.' });
  }
  const attempts = ledger.db.all<AttemptRow>(
    'select * from attempt where operation_id = ? order by number desc limit 100',
    id,
  );
  return {
    ...toOperationRow(row),
    request: requestOf(row),
    attempts: attempts.reverse().map((attempt) => ({
      number: attempt.number,
      startedAt: attempt.started_at,
      endedAt: attempt.ended_at,
      outcome: attempt.outcome,
      httpStatus: attempt.http_status,
      message: attempt.message,
    })),
    differences: JSON.parse(row.differences) as Output<'outbox.operation'>['differences'],
  };
}

function requestOf(row: FullRow): Output<'outbox.operation'>['request'] {
  const method = { create: 'POST', update: 'PUT', delete: 'DELETE' }[row.kind];
  const path = row.kind === 'create' ? '/dois' : doiPath(row.doi);
  return { method, path: path.slice(0, 500), body: row.payload };
}

function toOperationRow(row: FullRow): OperationRow {
  return {
    id: row.id,
    batchId: row.batch_id,
    doi: row.doi,
    title: row.title,
    kind: row.kind,
    targetState: row.target_state,
    status: row.status,
    attemptCount: row.attempt_count,
    nextAttemptAt: row.next_attempt_at,
    failure: row.failure === null ? null : (JSON.parse(row.failure) as Failure),
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  };
}
