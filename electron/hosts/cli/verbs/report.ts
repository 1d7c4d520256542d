import { writeFile } from 'node:fs/promises';

import { text as commandText } from '#shared/text/command-line.en.ts';
import { overviewText } from '#shared/text/overview.en.ts';
import { fromWhereThePersonStands } from '../../where.ts';
import { findCollection, findRepository } from '../find.ts';
import type { RunVerb } from '../verb.ts';
import { WrongUse } from '../verb.ts';

const { cli: text } = overviewText;
const formats = ['html', 'csv', 'json'] as const;

/** A report on one repository, or on all, as a file or to standard output. */
export const run: RunVerb = async ({ options, output, openCore }) => {
  const format = formats.find((known) => known === (options.text('to') ?? 'json'));
  if (format === undefined) throw new WrongUse(text.formats);
  const { client } = await openCore();
  const repository = options.text('repository');
  const repositoryId = repository === null ? null : (await findRepository(client, repository)).id;
  const named = options.text('collection');
  const collectionId = named === null ? null : (await findCollection(client, named)).id;
  const file = await client.call('overview.file', { repositoryId, collectionId, format });
  const out = options.text('out');
  if (out === null) {
    await output.raw(file.text);
    return 0;
  }
  const path = fromWhereThePersonStands(out);
  try {
    await writeFile(path, file.text, { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    const isThere = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    throw isThere ? new WrongUse(commandText.fileIsThere(path)) : cause;
  }
  output.line({ file: out });
  output.say(text.written(out));
  return 0;
};
