import type { ChangeOutcome, RefusedEdit } from '#shared/contract/changes.ts';
import type { Client } from '#shared/contract/client.ts';
import { AppError } from '#shared/support/app-error.ts';
import { changesText } from '#shared/text/changes.en.ts';
import { followBatches } from './follow-batches.ts';
import { withOpenWriting } from './open-writing.ts';
import type { Output } from './output.ts';
import type { ExitCode, VerbCall } from './verb.ts';
import { waitFor } from './wait.ts';

/** Which records were left as they are, and why. */
export function sayRefusals(output: Output, refused: readonly RefusedEdit[]): void {
  for (const { doi, message } of refused) output.say(`${doi}: ${message}`);
}

/**
 * Follows a change set to its end and shows how far it is. Ctrl+C ends it at a whole record: what was changed before
 * stays, is answered all the same, and can be undone.
 */
export async function followChangeSet(
  { output, signal }: VerbCall,
  client: Client,
  { id, label }: { readonly id: string; readonly label: string },
): Promise<{ readonly done: ChangeOutcome; readonly isStopped: boolean }> {
  const over = new AbortController();
  const outcome = client.call('changes.outcome', { id }).finally(() => over.abort());
  // Its failure is thrown below, once nobody looks any more.
  outcome.catch(() => undefined);
  const show = async (): Promise<null> => {
    // One that ended without a change is gone.
    const set = await client.call('changes.get', { id }).catch(() => null);
    if (set?.progress == null || over.signal.aborted) return null;
    const { handledCount, total, perSecond, secondsLeft } = set.progress;
    output.progress({ label, done: handledCount, total, perSecond, secondsLeft });
    return null;
  };
  await waitFor(client, ['changes.changed'], AbortSignal.any([signal, over.signal]), show);
  const isStopped = !over.signal.aborted && (await stop(client, id));
  const done = await outcome;
  output.progress(null);
  if (isStopped) output.say(changesText.cli.stoppedThere);
  return { done, isStopped };
}

/** False: it had just ended by itself. */
async function stop(client: Client, id: string): Promise<boolean> {
  try {
    await client.call('changes.cancel', { id });
    return true;
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'CONFLICT') return false;
    throw cause;
  }
}

/** Queues a change set's updates behind the same confirmation as everywhere. */
export async function sendOrSay(call: VerbCall, client: Client, id: string): Promise<ExitCode> {
  const { options, output } = call;
  const plan = await client.call('changes.sendPlan', { id });
  const confirmation = options.text('confirm');
  if (plan.confirmation !== null && plan.confirmation !== confirmation) {
    output.say(changesText.cli.sendWith(id, plan.confirmation));
    return 2;
  }
  for (const { message, count } of plan.leftOut) {
    output.say(changesText.cli.leftOut(count, message));
  }
  return sendingOpenly(call, client, async () => {
    const { queuedCount } = await client.call('changes.send', { id, confirmation });
    output.line({ changeSet: id, queuedCount });
    output.say(changesText.cli.queued(queuedCount));
    return 0;
  });
}

/**
 * Runs what queues updates. With `--open`, production is open until everything that it queued is settled: shut
 * before, it would wait for somebody to open it again. Without, the updates go with the app or the next `sync`.
 */
export async function sendingOpenly(
  call: VerbCall,
  client: Client,
  queue: () => Promise<ExitCode>,
): Promise<ExitCode> {
  if (call.options.text('open') === null) return queue();
  return withOpenWriting(client, call.options, async () => {
    const { batches: before } = await client.call('outbox.batches', {});
    const known = new Set(before.map(({ id }) => id));
    const code = await queue();
    const { batches } = await client.call('outbox.batches', {});
    const ids = new Set(batches.flatMap(({ id }) => (known.has(id) ? [] : [id])));
    if (ids.size === 0) return code;
    await client.call('outbox.resume', {});
    const followed = await followBatches(call, client, { ids, label: changesText.cli.sending });
    call.output.line({ batches: [...ids], ...followed });
    return followed.isFinished && followed.failedCount === 0 ? code : 1;
  });
}
