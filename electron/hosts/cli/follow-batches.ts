import type { Client } from '#shared/contract/client.ts';
import { text } from '#shared/text/command-line.en.ts';
import type { VerbCall } from './verb.ts';
import { waitFor } from './wait.ts';

// A repository that is down or an account that is held may come back; a script must not hang for ever.
const patienceMs = 30_000;

/** Waits until nothing of these batches is on its way, or nothing has moved for long; answers how many failed. */
export async function followBatches(
  call: VerbCall,
  client: Client,
  { ids, label }: { readonly ids: ReadonlySet<string>; readonly label: string },
): Promise<{ readonly failedCount: number; readonly isFinished: boolean }> {
  let lastCount = -1;
  let lastMove = performance.now();
  let failedCount = 0;
  const ended = await waitFor(client, ['outbox.changed'], call.signal, async () => {
    const { batches } = await client.call('outbox.batches', {});
    const ours = batches.filter(({ id }) => ids.has(id));
    const sum = (count: (batch: (typeof ours)[number]) => number): number =>
      ours.reduce((all, batch) => all + count(batch), 0);
    const [total, waiting] = [sum((batch) => batch.total), sum((batch) => batch.waitingCount)];
    failedCount = sum((batch) => batch.failedCount);
    if (waiting === 0) return 'finished';
    const summary = await client.call('outbox.summary', {});
    const done = total - waiting;
    call.output.progress({
      label,
      done,
      total,
      failed: failedCount,
      perSecond: summary.operationsPerSecond,
      secondsLeft: summary.secondsLeft,
    });
    if (done !== lastCount || summary.mode === 'sending' || summary.mode === 'waiting') {
      lastCount = done;
      lastMove = performance.now();
    }
    return performance.now() - lastMove > patienceMs ? summary.mode : null;
  });
  call.output.progress(null);
  if (ended === null) call.output.say(text.interrupted);
  else if (ended !== 'finished') call.output.say(text.waitsFor(ended));
  return { failedCount, isFinished: ended === 'finished' };
}
