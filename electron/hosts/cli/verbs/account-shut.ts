import { accountVerbText as text } from '#shared/text/account-verbs.en.ts';
import { findRepository } from '../find.ts';
import type { RunVerb } from '../verb.ts';

export const run: RunVerb = async ({ words, output, openCore }) => {
  const { client } = await openCore();
  const { id, environment } = await findRepository(client, words[0] ?? '');
  if (environment !== 'production') {
    output.say(text.notProduction(id));
    return 0;
  }
  const { isWritingOpen } = await client.call('repositories.shutWriting', { id });
  output.line({ repository: id, isWritingOpen });
  output.say(text.shut(id));
  return 0;
};
