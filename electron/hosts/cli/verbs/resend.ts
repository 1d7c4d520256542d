import type { Client } from '#shared/contract/client.ts';
import { parseDoi } from '#shared/doi/doi.ts';
import { AppError } from '#shared/support/app-error.ts';
import { resendText as text } from '#shared/text/resend.en.ts';
import { withOpenWriting } from '../open-writing.ts';
import type { ExitCode, RunVerb, VerbCall } from '../verb.ts';
import { waitFor } from '../wait.ts';

/** A service that does not answer is not waited for: what is queued goes later. */
const patienceMs = 30_000;

export const run: RunVerb = async (call) => {
  const { client } = await call.openCore();
  return withOpenWriting(client, call.options, () => resendAll(call, client));
};

async function resendAll(call: VerbCall, client: Client): Promise<ExitCode> {
  const { output, signal, words } = call;
  const queued: string[] = [];
  for (const word of words) {
    const read = parseDoi(word);
    const doi = read.ok ? read.value : word;
    try {
      if (!read.ok) throw new AppError('VALIDATION', { message: text.notADoi });
      await client.call('outbox.resend', { doi });
      queued.push(doi);
    } catch (cause) {
      if (!(cause instanceof AppError)) throw cause;
      output.line({ doi, outcome: 'refused', message: cause.message });
      output.say(`${doi}: ${cause.message}`);
    }
  }
  await client.call('outbox.resume', {});
  const waiting = new Set(queued);
  let taken = 0;
  const giveUpAt = performance.now() + patienceMs;
  await waitFor(client, ['outbox.changed'], signal, async () => {
    for (const doi of waiting) {
      const { sync } = await client.call('records.get', { doi });
      if (sync === 'sending') continue;
      waiting.delete(doi);
      const isTaken = sync !== 'failed' && sync !== 'conflict';
      if (isTaken) taken += 1;
      output.line({ doi, outcome: isTaken ? 'sent' : 'stopped' });
      output.say(isTaken ? text.sending(doi) : text.stopped(doi));
    }
    output.progress({
      label: text.label,
      done: queued.length - waiting.size,
      total: queued.length,
    });
    return waiting.size === 0 || performance.now() > giveUpAt ? true : null;
  });
  output.progress(null);
  if (waiting.size > 0) output.say(text.later);
  return taken === words.length ? 0 : 1;
}
