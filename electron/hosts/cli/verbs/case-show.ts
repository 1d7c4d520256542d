import type { StepName } from '#shared/removal/steps.ts';
import { removalText } from '#shared/text/removal.en.ts';
import { caseIdOf, itemsOfCase } from '../follow-case.ts';
import type { RunVerb } from '../verb.ts';

export const run: RunVerb = async ({ words, output, openCore }) => {
  const id = caseIdOf(words[0] ?? '');
  const { client } = await openCore();
  const detail = await client.call('removal.case', { id });
  const items = await itemsOfCase(client, id);
  output.line({ ...detail, items });
  output.print(`${detail.name}  ${removalText.status[detail.status]}  ${detail.title}`);
  output.print(detail.tombstone.statement);
  for (const { at, person, text } of detail.entries) {
    output.print(`${at}${person === null ? '' : ` ${person}`}: ${text}`);
  }
  output.table(
    ['DOI', 'Status', 'Step', ''],
    items.map(({ doi, status, step, failure }) => [
      doi,
      removalText.itemStatus[status],
      step === null ? '' : removalText.step[step as StepName],
      failure?.message ?? '',
    ]),
  );
  for (const { message } of detail.problems) output.say(message);
  return 0;
};
