import { accountVerbText as text } from '#shared/text/account-verbs.en.ts';
import { findRepository } from '../find.ts';
import { askLine } from '../prompt.ts';
import type { RunVerb } from '../verb.ts';

/** Opens production in the app that runs: there the session goes on after this command, and a lock shuts it. */
export const run: RunVerb = async ({ words, options, output, openCore }) => {
  const { client, isHandedOver } = await openCore();
  const { id, clientId, environment } = await findRepository(client, words[0] ?? '');
  if (environment !== 'production') {
    output.say(text.notProduction(id));
    return 0;
  }
  if (!isHandedOver) {
    output.say(text.noApp(id));
    return 3;
  }
  const confirm = options.text('confirm') ?? (await askLine(text.ask(clientId))) ?? '';
  const { isWritingOpen } = await client.call('repositories.openWriting', { id, confirm });
  output.line({ repository: id, isWritingOpen });
  output.say(text.opened(id));
  return 0;
};
