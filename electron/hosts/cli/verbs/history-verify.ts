import { text } from '#shared/text/command-line.en.ts';
import type { RunVerb } from '../verb.ts';

export const run: RunVerb = async ({ openCore, output }) => {
  const { client } = await openCore();
  const verdict = await client.call('history.verify', {});
  output.line(verdict);
  output.print(verdict.message);
  output.print(text.headIs({ sequence: verdict.eventCount, hash: verdict.head }));
  return verdict.intact ? 0 : 1;
};
