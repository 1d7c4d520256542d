import { writeFile } from 'node:fs/promises';

import { versionsContract } from '#shared/contract/versions.ts';
import { text as cliText } from '#shared/text/command-line.en.ts';
import { versionsCliText as text } from '#shared/text/versions-cli.en.ts';
import { fromWhereThePersonStands } from '../../where.ts';
import type { RunVerb } from '../verb.ts';
import { WrongUse } from '../verb.ts';

export const run: RunVerb = async ({ words, options, output, openCore }) => {
  const format = versionsContract['versions.export'].input.shape.format.safeParse(
    options.required('to'),
  );
  if (!format.success) throw new WrongUse(text.notAFormat(options.required('to')));
  const { client } = await openCore();
  const file = await client.call('versions.export', { doi: words[0] ?? '', format: format.data });
  const out = options.text('out');
  if (out === null) {
    output.line(file);
    if (!output.json) await output.raw(file.text);
    return 0;
  }
  try {
    await writeFile(fromWhereThePersonStands(out), file.text, { flag: 'wx' });
  } catch (cause) {
    const isThere = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    throw isThere ? new WrongUse(cliText.fileIsThere(out)) : cause;
  }
  output.line({ file: out });
  output.print(out);
  return 0;
};
