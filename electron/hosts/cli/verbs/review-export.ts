import { writeFile } from 'node:fs/promises';

import { reviewCliText as text } from '#shared/text/review-cli.en.ts';
import { fromWhereThePersonStands } from '../../where.ts';
import { eachRecord, findCollection, queryOption } from '../find.ts';
import { keyPassphrase } from '../key-passphrase.ts';
import type { RunVerb, VerbCall } from '../verb.ts';
import { WrongUse } from '../verb.ts';

export const run: RunVerb = async (call) => {
  const { options, output } = call;
  const out = options.required('out');
  const { client } = await call.openCore();
  const dois = await draftsOf(call);
  if (dois.length === 0) {
    output.say(text.noDrafts);
    return 1;
  }
  const name = options.required('person');
  const { stewards } = await client.call('stewards.list', {});
  const person = stewards.find((steward) => steward.name === name);
  if (person === undefined) {
    const known = stewards.map((steward) => steward.name);
    throw new WrongUse(text.noPerson(name, known));
  }
  await client.call('stewards.unlock', { id: person.id, passphrase: await keyPassphrase(name) });
  const { text: bundle } = await client.call('review.export', { dois });
  await client.call('stewards.lock', {});
  try {
    await writeFile(fromWhereThePersonStands(out), bundle, { flag: 'wx' });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    throw new WrongUse(text.exists(out));
  }
  output.line({ file: out, draftCount: dois.length });
  output.say(text.written(dois.length, out));
  return 0;
};

async function draftsOf(call: VerbCall): Promise<string[]> {
  const { options } = call;
  const { client } = await call.openCore();
  const [collection, query] = [options.text('collection'), options.text('query')];
  if (collection === null && query === null) throw new WrongUse(text.whichDrafts);
  const filter = {
    ...(collection === null ? {} : { collectionId: (await findCollection(client, collection)).id }),
    ...queryOption(query),
  };
  const dois: string[] = [];
  for await (const { doi, state, sync } of eachRecord(client, filter)) {
    if (sync !== 'observe-only' && (state === 'reserved' || state === 'draft')) dois.push(doi);
  }
  return dois;
}
