import { shareForms } from '#shared/share/share-record.ts';
import { shareText } from '#shared/text/share.en.ts';
import { readStyleFile } from '../style-file.ts';
import type { RunVerb } from '../verb.ts';
import { WrongUse } from '../verb.ts';

const { cli: text } = shareText;

/** A citation or a file for each record, to standard output. */
export const run: RunVerb = async ({ words, options, output, openCore }) => {
  const to = options.text('to') ?? 'how-to-cite';
  const form = shareForms.find((known) => known === to);
  if (form === undefined) throw new WrongUse(text.forms(shareForms.join(', ')));
  const part = options.text('part');
  if (part !== null && form !== 'how-to-cite') throw new WrongUse(shareText.partOfCitation);
  const named = options.text('style');
  const csl = named === null ? null : await readStyleFile(named);
  const style = csl === null ? named : null;
  const which = options.has('latest') ? 'latest' : 'this';
  const { client } = await openCore();
  for (const doi of words) {
    const file = await client.call('share.record', {
      ...{ doi, which, form, style },
      ...(csl === null ? {} : { csl }),
      ...(part === null ? {} : { part }),
    });
    if (output.json) {
      output.line({ doi, text: file.text, place: file.place });
      continue;
    }
    await output.raw(file.text.endsWith('\n') ? file.text : `${file.text}\n`);
    // Beside the citation, so that a pipe gets nothing but it.
    if (file.place !== null) output.say(`${doi}: ${file.place}.`);
  }
  return 0;
};
