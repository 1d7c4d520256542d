import { versionsCliText as text } from '#shared/text/versions-cli.en.ts';
import type { RunVerb } from '../verb.ts';
import { sayErrors } from './versions-new.ts';

export const run: RunVerb = async ({ options, output, words, openCore }) => {
  const doi = words[0] ?? '';
  const answers = {
    title: options.required('title'),
    selection: options.required('part'),
    url: options.required('url'),
    publicationYear: String(options.integer('year', 1000, 9999) ?? new Date().getFullYear()),
    isChanged: options.has('worked-on'),
  };
  const { client } = await openCore();
  const reason = options.text('reason');
  const made = await client.call('versions.createPart', { doi, answers, reason });
  output.line(made);
  output.print(text.madePart(made.doi, doi));
  await sayErrors(client, output, made.doi);
  return 0;
};
