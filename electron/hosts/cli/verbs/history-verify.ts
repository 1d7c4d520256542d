import type { RunVerb } from '../verb.ts';

export const run: RunVerb = async ({ openCore, output }) => {
  const { client } = await openCore();
  const verdict = await client.call('history.verify', {});
  output.line(verdict);
  output.print(verdict.message);
  return verdict.intact ? 0 : 1;
};
