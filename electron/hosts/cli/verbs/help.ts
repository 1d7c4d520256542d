import { text } from '#shared/text/command-line.en.ts';
import { helpText } from '../help.ts';
import type { RunVerb } from '../verb.ts';
import { WrongUse } from '../verb.ts';

export const run: RunVerb = async ({ words, output, verbs }) => {
  const name = words.join(' ');
  const verb = verbs.find((candidate) => candidate.name === name) ?? null;
  if (name !== '' && verb === null) throw new WrongUse(text.unknownVerb(name, null));
  if (output.json) for (const { name, summary } of verbs) output.line({ verb: name, summary });
  else output.print(helpText(verbs, verb));
  return await Promise.resolve(0);
};
