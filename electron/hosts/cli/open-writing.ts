import type { Client } from '#shared/contract/client.ts';
import { accountVerbText as text } from '#shared/text/account-verbs.en.ts';
import type { OptionValues } from './option-values.ts';
import { WrongUse } from './verb.ts';

/**
 * Runs the work with the production account open that `--open` names; afterwards it is shut as it was. What is typed
 * is the repository id as DataCite has it, so that nobody sends to production by a habit of the hand.
 */
export async function withOpenWriting<T>(
  client: Client,
  options: OptionValues,
  work: () => Promise<T>,
): Promise<T> {
  const typed = options.text('open')?.trim();
  if (typed === undefined) return await work();
  const { repositories } = await client.call('repositories.list', {});
  const production = repositories.filter(
    ({ environment, removedAt }) => environment === 'production' && removedAt === null,
  );
  const account = production.find(({ clientId }) => clientId.toUpperCase() === typed.toUpperCase());
  if (account === undefined) {
    const known = production.map(({ clientId }) => clientId);
    throw new WrongUse(text.noSuchClient(typed, known));
  }
  const { id, isWritingOpen } = account;
  if (!isWritingOpen) await client.call('repositories.openWriting', { id, confirm: typed });
  try {
    return await work();
  } finally {
    if (!isWritingOpen) await client.call('repositories.shutWriting', { id });
  }
}
