import { findRepository } from '../find.ts';
import type { RunVerb } from '../verb.ts';

export const run: RunVerb = async ({ words, output, openCore }) => {
  const { client } = await openCore();
  const { id } = await findRepository(client, words[0] ?? '');
  const { outcome, message, prefixes, domains } = await client.call('repositories.check', { id });
  output.line({ repository: id, outcome, prefixes, domains });
  output.say(message);
  return outcome === 'works' ? 0 : 1;
};
