import type { WireRequest } from '#shared/contract/removal-shapes.ts';
import { caseName } from '#shared/removal/case-number.ts';
import { ownerships, requestKinds } from '#shared/removal/case-table.ts';
import { removalReasons, successorRelations } from '#shared/removal/reasons.ts';
import { removalCliText as text } from '#shared/text/removal-cli.en.ts';
import { oneOf } from '../one-of.ts';
import type { RunVerb } from '../verb.ts';

export const run: RunVerb = async ({ words, options, output, openCore }) => {
  const kind = oneOf('kind', requestKinds, options.text('kind') ?? 'deletion');
  const owner = oneOf('owner', ownerships, options.text('owner') ?? 'own');
  const given = options.text('reason');
  const reason = given === null ? '' : oneOf('reason', removalReasons, given);
  const successorDoi = options.text('successor') ?? '';
  const relation =
    successorDoi === ''
      ? ''
      : oneOf('relation', successorRelations, options.text('relation') ?? 'IsObsoletedBy');
  const { client } = await openCore();
  const request: WireRequest = {
    kind,
    owner,
    dois: [...words],
    requester: options.text('requester') ?? '',
    requesterContact: options.text('contact') ?? '',
    request: options.text('request') ?? '',
    discussionUrl: '',
    dueOn: options.day('due'),
    reason,
    origin: 'form',
  };
  const { ids } = await client.call('removal.open', { requests: [request] });
  const id = ids[0] ?? 0;
  const { tombstone } = await client.call('removal.case', { id });
  await client.call('removal.edit', {
    id,
    tombstone: {
      ...tombstone,
      statement: options.text('statement') ?? '',
      decidedBy: options.text('decided-by') ?? '',
      contact: options.text('public-contact') ?? '',
      authority: options.text('authority') ?? '',
      withdrawnDate: options.day('withdrawn') ?? tombstone.withdrawnDate,
      successorDoi,
      successorRelation: relation,
      visibility: options.has('minimal') ? 'minimal' : 'public',
      isTemporary: options.has('temporary'),
    },
  });
  const detail = await client.call('removal.case', { id });
  output.line(detail);
  output.print(text.opened(caseName(id)));
  for (const { message } of detail.problems) output.say(message);
  return 0;
};
