import { writeFile } from 'node:fs/promises';

import { removalCliText as text } from '#shared/text/removal-cli.en.ts';
import { fromWhereThePersonStands } from '../../where.ts';
import type { RunVerb } from '../verb.ts';

export const run: RunVerb = async ({ words, options, output, openCore }) => {
  const folder = fromWhereThePersonStands(words[0] ?? '.');
  const { client } = await openCore();
  const built = await client.call('removal.buildPages', {
    folder,
    landing: options.has('landing'),
  });
  output.line(built);
  const addresses = options.text('addresses');
  if (addresses !== null && built.addresses !== '') {
    await writeFile(fromWhereThePersonStands(addresses), built.addresses);
    output.print(text.wroteAddresses(addresses));
  }
  output.print(text.wrote(built.pageCount, built.folder));
  return 0;
};
