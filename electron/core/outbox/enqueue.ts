import { furtherState } from '#shared/outbox/coalesce.ts';
import type { Finding } from '#shared/findings/finding.ts';
import type { Attributes, RemoteState } from '#shared/metadata/attributes.ts';
import { predictStored } from '#shared/stored/predict-stored.ts';
import { conflictsText } from '#shared/text/conflicts.en.ts';
import { hasConflict } from '../conflicts/conflict-table.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import type { LedgerRecord } from '../records/record.ts';
import { refusalAtQueue } from '../review/publish-gate.ts';
import { buildPayload, hashOfRemote, isHiding, sentAttributes } from '../register/build-payload.ts';
import type { Payload } from '../register/build-payload.ts';
import { moveOperation, openOperations } from './operation-table.ts';
import type { OperationTableRow } from './operation-table.ts';
import { syncOf } from './settle.ts';

export interface Intent {
  readonly record: LedgerRecord;
  readonly clientId: string;
  readonly target: RemoteState;
  readonly batchId: string | null;
  readonly reason: string | null;
  /**
   * True takes the DOI out of the search, false puts it where `target` says. Absent: what an unsent operation
   * was to do goes on, so that an edit never brings back what is being removed.
   */
  readonly hides?: boolean;
  /**
   * True sends the address even where DataCite holds it: the handle server was never told, or tells another one.
   * An operation that was to do so and was not sent yet hands it on.
   */
  readonly resends?: boolean;
}

/**
 * `unchanged`: DataCite would hold nothing else. `pending`: exactly this waits already. `refused`: it would make a
 * draft public that may not be (review/publish-gate.ts), or overwrite what somebody has to decide about first;
 * what waited before waits on.
 */
export type Enqueued = 'queued' | 'unchanged' | 'pending' | 'refused';

/**
 * Queues what takes a record to DataCite: operation, record and history event in the caller's
 * transaction (reliability.md 2.3 a). Earlier operations of the record that were not sent yet are
 * superseded and their intent is carried on, so that an unsent publish never vanishes (f); one that
 * may have been sent stays, and this one waits behind it (d).
 */
export function enqueue(context: CoreContext, intent: Intent): Enqueued {
  const { ledger, ports } = context;
  const open = openOperations(ledger, intent.record.id);
  const firm = open.filter((operation) => !isReplaceable(operation));
  const replaceable = open.filter(isReplaceable);
  if (hasConflict(ledger, intent.record.id)) {
    return refuse(context, intent, { refusal: unresolved, replaceable });
  }
  const before = stateAfter(intent.record, firm);
  const target = replaceable.reduce(
    (state, operation) => furtherState(state, operation.target_state ?? state),
    intent.target,
  );
  const hides = intent.hides ?? replaceable.some(({ payload: body }) => isHiding(body));
  const resends = intent.resends === true || replaceable.some(({ is_resend: is }) => is === 1);
  const payload = buildPayload({
    doi: intent.record.doi,
    clientId: intent.clientId,
    attributes: intent.record.attributes,
    ...before,
    target,
    isHiding: hides,
    isResend: resends,
  });
  const same = replaceable.find(({ payload: body }) => body === payload?.body);
  if (same !== undefined && replaceable.length === 1 && same.status !== 'rejected')
    return 'pending';
  if (payload === null && replaceable.length === 0)
    return firm.length > 0 ? 'pending' : 'unchanged';
  const isDraft = before.state === 'reserved' || before.state === 'draft';
  const publishes = isDraft && payload !== null && payload.event !== null;
  if (publishes) {
    const record = firm.length === 0 ? intent.record : { ...intent.record, ...before };
    const refusal = refusalAtQueue(context, record, target);
    if (refusal !== null) return refuse(context, intent, { refusal, replaceable });
  }
  for (const operation of replaceable) {
    moveOperation(ledger, operation, 'supersede', { finishedAt: context.timestamp() });
  }
  if (replaceable.length > 0) ports.crashPoint('outbox.coalesced');
  if (payload === null) {
    // What waited was needless, and nothing waits any more.
    const { remote } = intent.record;
    const sync =
      remote === null ? 'local' : syncOf(context, { record_id: intent.record.id }, remote);
    ledger.db.run('update record set sync = ? where id = ?', sync, intent.record.id);
    return 'unchanged';
  }
  const baseHash = hashOfRemote(before.remote);
  insert(context, intent, { payload, publishes, resends, baseHash });
  return 'queued';
}

/** Nothing of it can have reached DataCite, or DataCite has refused it. */
function isReplaceable({ status }: OperationTableRow): boolean {
  return status !== 'in-flight' && status !== 'unknown';
}

/** What DataCite will hold once the operations before are done. */
function stateAfter(
  record: LedgerRecord,
  firm: readonly OperationTableRow[],
): Pick<LedgerRecord, 'state'> & { remote: Attributes | null } {
  let { remote, state } = record;
  for (const operation of firm) {
    remote = predictStored(sentAttributes(operation.payload), remote);
    state = operation.target_state ?? state;
  }
  return { remote, state };
}

const unresolved = {
  path: '',
  message: conflictsText.unresolved,
  remedy: conflictsText.unresolvedNext,
} as const;

/** What DataCite had refused stays so, with this reason instead of an old one. */
function refuse(
  context: CoreContext,
  { record, batchId }: Intent,
  what: {
    readonly refusal: Pick<Finding, 'message' | 'path' | 'remedy'>;
    readonly replaceable: readonly OperationTableRow[];
  },
): 'refused' {
  const { refusal, replaceable } = what;
  const { message, path, remedy: nextStep = null } = refusal;
  const code = refusal === unresolved ? 'CONFLICT' : 'FORBIDDEN';
  const failure = JSON.stringify({ code, message, path, nextStep });
  for (const { id, status } of replaceable) {
    if (status !== 'rejected') continue;
    context.ledger.db.run('update operation set failure = ? where id = ?', failure, id);
  }
  appendEvent(context, { kind: 'operation.refused', summary: message, doi: record.doi, batchId });
  return 'refused';
}

function insert(
  context: CoreContext,
  intent: Intent,
  what: {
    readonly payload: Payload;
    /** True where it makes a draft public: the content that it carries is noted. */
    readonly publishes: boolean;
    readonly resends: boolean;
    readonly baseHash: string | null;
  },
): void {
  const { record, batchId } = intent;
  const { payload } = what;
  const id = context.newId();
  context.ledger.db.run(
    `insert into operation (id, batch_id, record_id, doi, repository_id, sequence, kind, target_state,
       status, payload, payload_sha256, base_hash, content_sha256, is_resend, created_at)
     values (@id, @batchId, @recordId, @doi, @repositoryId,
       (select coalesce(max(sequence), 0) + 1 from operation where doi = @doi),
       @kind, @state, 'queued', @body, @sha256, @baseHash, @content, @isResend, @now)`,
    {
      id,
      batchId,
      recordId: record.id,
      doi: record.doi,
      repositoryId: record.repositoryId,
      kind: payload.kind,
      state: payload.state,
      body: payload.body,
      sha256: payload.sha256,
      baseHash: what.baseHash,
      isResend: what.resends ? 1 : 0,
      content: what.publishes ? record.contentHash : null,
      now: context.timestamp(),
    },
  );
  context.ledger.db.run(`update record set sync = 'sending' where id = ?`, record.id);
  appendEvent(context, {
    kind: 'operation.queued',
    summary: `To be ${payload.kind === 'create' ? 'created' : 'updated'} at DataCite as ${payload.state}.`,
    doi: record.doi,
    batchId,
    operationId: id,
    reason: intent.reason,
    detail: { payloadSha256: payload.sha256, state: payload.state },
  });
}
