import type { RefusedEdit } from '#shared/contract/changes.ts';
import type { Client } from '#shared/contract/client.ts';
import { changesText } from '#shared/text/changes.en.ts';
import type { Output } from './output.ts';
import type { ExitCode, VerbCall } from './verb.ts';

/** Which records were left as they are, and why. */
export function sayRefusals(output: Output, refused: readonly RefusedEdit[]): void {
  for (const { doi, message } of refused) output.say(`${doi}: ${message}`);
}

/** Queues a change set's updates behind the same confirmation as everywhere. */
export async function sendOrSay(call: VerbCall, client: Client, id: string): Promise<ExitCode> {
  const { options, output } = call;
  const plan = await client.call('changes.sendPlan', { id });
  const confirmation = options.text('confirm');
  if (plan.confirmation !== null && plan.confirmation !== confirmation) {
    output.say(changesText.cli.confirmWith(plan.confirmation));
    return 2;
  }
  const { queuedCount } = await client.call('changes.send', { id, confirmation });
  output.say(changesText.cli.queued(queuedCount));
  return 0;
}
