import { removalCliText as text } from '#shared/text/removal-cli.en.ts';
import { caseIdOf, followCase } from '../follow-case.ts';
import { withOpenWriting } from '../open-writing.ts';
import type { RunVerb } from '../verb.ts';

export const run: RunVerb = async (call) => {
  const { words, options } = call;
  const id = caseIdOf(options.required('case'));
  const { client } = await call.openCore();
  return await withOpenWriting(client, options, async () => {
    await client.call('removal.begin', {
      id,
      dois: words.length === 0 ? null : [...words],
      confirmation: options.text('confirm'),
    });
    return followCase(call, client, { id, label: text.label.remove });
  });
};
