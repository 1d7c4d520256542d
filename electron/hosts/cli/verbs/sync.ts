import type { Client } from '#shared/contract/client.ts';
import { text } from '#shared/text/command-line.en.ts';
import { printDrift } from '../drift.ts';
import { findRepository } from '../find.ts';
import { withOpenWriting } from '../open-writing.ts';
import type { ExitCode, RunVerb, VerbCall } from '../verb.ts';
import { waitFor } from '../wait.ts';

export const run: RunVerb = async (call) => {
  const { client } = await call.openCore();
  return await withOpenWriting(client, call.options, () => syncAll(call, client));
};

async function syncAll(call: VerbCall, client: Client): Promise<ExitCode> {
  const wanted = call.options.text('repository');
  const ids =
    wanted === null ? await allRepositories(client) : [(await findRepository(client, wanted)).id];
  let failedCount = 0;
  for (const repositoryId of ids) {
    const isFine = call.options.has('drift')
      ? (await printDrift(call, client, repositoryId)) === 0
      : await syncOne(call, client, repositoryId);
    if (!isFine) failedCount += 1;
  }
  return failedCount === 0 ? 0 : 1;
}

async function allRepositories(client: Client): Promise<string[]> {
  const { repositories } = await client.call('repositories.list', {});
  return repositories.map((repository) => repository.id);
}

async function syncOne(call: VerbCall, client: Client, repositoryId: string): Promise<boolean> {
  const { output } = call;
  await client.call('sync.start', { repositoryId, isFull: call.options.has('full') });
  const ended = await waitFor(client, ['sync.changed'], call.signal, async () => {
    const status = await client.call('sync.status', { repositoryId });
    const { readCount: done, total } = status;
    output.progress({ label: text.syncing(repositoryId), done, total });
    return status.running ? null : status;
  });
  output.progress(null);
  if (ended === null) {
    output.say(text.interrupted);
    return false;
  }
  output.line({ repository: repositoryId, ...ended });
  if (ended.failure !== null) output.say(`${repositoryId}: ${ended.failure.message}`);
  else output.say(text.synced(repositoryId, ended.readCount, ended.changedCount));
  return ended.failure === null;
}
