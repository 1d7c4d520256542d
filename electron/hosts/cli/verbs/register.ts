import type { Client } from '#shared/contract/client.ts';
import type { OperationRow, RegisterPlan } from '#shared/contract/outbox.ts';
import { text } from '#shared/text/command-line.en.ts';
import { eachRecord, findCollection } from '../find.ts';
import { followBatches } from '../follow-batches.ts';
import type { Output } from '../output.ts';
import type { TargetState } from '../option-values.ts';
import { withOpenWriting } from '../open-writing.ts';
import type { ExitCode, RunVerb, VerbCall } from '../verb.ts';

/** One line of the result, as scripts read it. */
interface ResultLine {
  readonly doi: string;
  readonly status: 'done' | 'failed' | 'waiting';
  readonly state: string | null;
  readonly error: { readonly message?: string } | null;
}

export const run: RunVerb = async (call) => {
  const { client } = await call.openCore();
  return await withOpenWriting(client, call.options, () => register(call, client));
};

async function register(call: VerbCall, client: Client): Promise<ExitCode> {
  const { options, output } = call;
  const targetState = options.targetState('state') ?? 'draft';
  const collection = await findCollection(client, options.required('collection'));
  const selection = { collectionId: collection.id };

  const plan = await client.call('register.plan', { selection, targetState });
  showPlan(plan, output);
  const refusal = refusalOf(plan, options.text('confirm'));
  if (refusal !== null) {
    output.say(text.notStarted(refusal));
    return 2;
  }
  let operations: OperationRow[] = [];
  if (plan.createCount + plan.updateCount > 0) {
    const confirmation = options.text('confirm');
    const rehearsalWaiver = options.text('without-rehearsal');
    const started = { selection, targetState, confirmation, rehearsalWaiver };
    const { batchId } = await client.call('register.start', started);
    await followBatches(call, client, { ids: new Set([batchId]), label: text.registering });
    operations = await operationsOf(client, batchId);
  }
  return await printResult(client, {
    collectionId: collection.id,
    targetState,
    operations,
    output,
  });
}

function showPlan(plan: RegisterPlan, output: Output): void {
  output.say(text.planIs(plan));
  if (plan.gates.length === 0) return;
  output.say(plan.environment === 'practice' ? text.gatesShown : text.gatesEnforced);
  for (const gate of plan.gates) output.say(text.gate(gate));
}

function refusalOf(plan: RegisterPlan, confirmation: string | null): string | null {
  if (plan.blocked !== null) return plan.blocked;
  if (plan.confirmation === null || plan.confirmation === confirmation) return null;
  return text.confirmWith(plan.confirmation);
}

async function operationsOf(client: Client, batchId: string): Promise<OperationRow[]> {
  const found: OperationRow[] = [];
  for (;;) {
    const asked = { batchId, status: 'all' as const, offset: found.length, limit: 200 };
    const page = await client.call('outbox.operations', asked);
    found.push(...page.operations);
    if (page.operations.length === 0 || found.length >= page.total) return found;
  }
}

/** One line per item of the collection: what was sent, what needed nothing, what was left out. */
async function printResult(
  client: Client,
  what: {
    readonly collectionId: number;
    readonly targetState: TargetState;
    readonly operations: readonly OperationRow[];
    readonly output: Output;
  },
): Promise<0 | 1> {
  const byDoi = new Map(what.operations.map((operation) => [operation.doi, operation]));
  const counts = { done: 0, failed: 0, waiting: 0 };
  const problems: string[][] = [];
  for await (const record of eachRecord(client, { collectionId: what.collectionId })) {
    if (record.sync === 'observe-only') continue;
    const operation = byDoi.get(record.doi);
    const line =
      operation === undefined ? await lineWithout(client, record) : lineOf(operation, record.state);
    counts[line.status] += 1;
    what.output.line(line);
    if (line.status !== 'done') {
      problems.push([line.doi, line.status, line.error?.message ?? '']);
    }
  }
  if (problems.length > 0) {
    const { doi, status, problem } = text.heading;
    what.output.table([doi, status, problem], problems);
  }
  what.output.say(text.registered(counts.done, counts.failed, counts.waiting));
  return counts.failed + counts.waiting === 0 ? 0 : 1;
}

function lineOf(operation: OperationRow, state: string): ResultLine {
  const { doi, status, failure } = operation;
  if (status === 'done') return { doi, status: 'done', state, error: null };
  const isOver = ['rejected', 'conflict', 'cancelled', 'superseded'].includes(status);
  return { doi, status: isOver ? 'failed' : 'waiting', state, error: failure };
}

/** A record for which nothing was sent: it stands as asked for, or its errors kept it out. */
async function lineWithout(
  client: Client,
  record: { readonly doi: string; readonly sync: string; readonly state: string },
): Promise<ResultLine> {
  const { doi, state } = record;
  if (record.sync === 'in-step') return { doi, status: 'done', state, error: null };
  const detail = await client.call('records.get', { doi });
  const first = detail.findings.find((finding) => finding.severity === 'error');
  const error =
    first === undefined
      ? (detail.lastFailure ?? { code: 'VALIDATION', message: text.leftOut, path: null })
      : {
          code: first.code,
          message: first.message,
          path: first.path,
          nextStep: first.remedy ?? null,
        };
  return { doi, status: 'failed', state, error };
}
