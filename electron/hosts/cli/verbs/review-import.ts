import { readFile } from 'node:fs/promises';

import { reviewCliText as text } from '#shared/text/review-cli.en.ts';
import { fromWhereThePersonStands } from '../../where.ts';
import type { RunVerb } from '../verb.ts';

export const run: RunVerb = async ({ words, options, output, openCore }) => {
  const bundle = await readFile(fromWhereThePersonStands(words[0] ?? ''), 'utf8');
  const { client } = await openCore();
  const repositoryId = options.text('repository');
  const taken = await client.call('review.import', { text: bundle, repositoryId });
  const { refusals, ...told } = taken;
  output.line({ ...told, refusedCount: refusals.length });
  for (const refusal of refusals) output.line(refusal);
  const { signedBy, addedCount: added, approvalCount: approvals } = told;
  const { commentCount: comments, answerCount: answers } = told;
  output.say(text.taken(signedBy, { added, approvals, comments, answers }));
  for (const { doi, message } of refusals) output.say(`${doi}: ${message}`);
  return refusals.length === 0 ? 0 : 1;
};
