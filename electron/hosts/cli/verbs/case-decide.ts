import { removalCliText as text } from '#shared/text/removal-cli.en.ts';
import { removalText } from '#shared/text/removal.en.ts';
import { caseIdOf } from '../follow-case.ts';
import type { RunVerb } from '../verb.ts';
import { WrongUse } from '../verb.ts';

export const run: RunVerb = async ({ words, options, output, openCore }) => {
  if (options.has('approve') === options.has('decline')) throw new WrongUse(text.approveOrDecline);
  const id = caseIdOf(words[0] ?? '');
  const { client } = await openCore();
  const { decisionHash: hash } = await client.call('removal.case', { id });
  const decided = await client.call('removal.decide', {
    id,
    decision: options.has('approve') ? 'approve' : 'decline',
    person: options.required('person'),
    note: options.text('note') ?? '',
    hash,
  });
  output.line(decided);
  output.print(text.decided(removalText.status[decided.status].toLowerCase(), decided.missing));
  return 0;
};
