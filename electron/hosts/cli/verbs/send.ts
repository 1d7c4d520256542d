import { sendOrSay } from '../change-output.ts';
import type { RunVerb } from '../verb.ts';

/** Queues the updates of a change set that was applied before. */
export const run: RunVerb = async (call) => {
  const { client } = await call.openCore();
  return sendOrSay(call, client, call.words[0] ?? '');
};
