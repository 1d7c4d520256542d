import { removalCliText as text } from '#shared/text/removal-cli.en.ts';
import { followCase } from '../follow-case.ts';
import { withOpenWriting } from '../open-writing.ts';
import type { ExitCode, RunVerb } from '../verb.ts';

export const run: RunVerb = async (call) => {
  const { words, options, output } = call;
  const { client } = await call.openCore();
  const byCase = new Map<number, string[]>();
  for (const doi of words) {
    const { id } = await client.call('removal.lastCase', { doi });
    if (id === null) {
      output.say(text.notRemoved(doi));
      return 1;
    }
    byCase.set(id, [...(byCase.get(id) ?? []), doi]);
  }
  return await withOpenWriting(client, options, async () => {
    let worst: ExitCode = 0;
    for (const [id, dois] of byCase) {
      await client.call('removal.restore', {
        id,
        dois,
        reason: options.required('reason'),
        confirmation: options.text('confirm'),
      });
      const ended = await followCase(call, client, { id, label: text.label.restore });
      if (ended !== 0) worst = ended;
    }
    return worst;
  });
};
