import type { RepositoryDetail } from '#shared/contract/repositories.ts';
import { accountVerbText as text } from '#shared/text/account-verbs.en.ts';
import type { RunVerb } from '../verb.ts';

export const run: RunVerb = async ({ openCore, output }) => {
  const { client } = await openCore();
  const { repositories } = await client.call('repositories.list', {});
  const known = repositories.filter(({ removedAt }) => removedAt === null);
  for (const account of known) {
    const { id, name, environment, clientId, access, isWritingOpen, prefixes, hasCredential } =
      account;
    output.line({
      id,
      name,
      environment,
      repository: clientId,
      access,
      isWritingOpen,
      hasCredential,
      prefixes,
    });
  }
  output.table([...text.heading], known.map(cellsOf));
  return 0;
};

function cellsOf(account: RepositoryDetail): string[] {
  const { id, name, environment, clientId, access, isWritingOpen, prefixes } = account;
  const writing = access === 'observe' ? 'never' : isWritingOpen ? 'open' : 'shut';
  return [id, name, environment, clientId, access, text.writing[writing], prefixes.join(' ')];
}
