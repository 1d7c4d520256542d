import { findRepository } from '../find.ts';
import type { RunVerb } from '../verb.ts';

export const run: RunVerb = async ({ openCore, options, output }) => {
  const count = options.integer('count', 1, 10_000) ?? 1;
  const { client } = await openCore();
  const wanted = options.text('repository') ?? 'practice';
  const { id: repositoryId } = await findRepository(client, wanted);
  const { dois, batchId } = await client.call('reservations.create', {
    repositoryId,
    count,
    purpose: options.required('purpose'),
    owner: options.required('owner'),
    expiresOn: options.day('expires'),
  });
  for (const doi of dois) output.line({ doi });
  // The sheet can be sent to a file as it stands: `steward reserve ... > names.csv`.
  if (!output.json) {
    output.print((await client.call('reservations.csvText', { batchId })).text.trimEnd());
  }
  return 0;
};
