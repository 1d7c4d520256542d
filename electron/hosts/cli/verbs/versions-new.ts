import { versionsCliText as text } from '#shared/text/versions-cli.en.ts';
import type { RunVerb, VerbCall } from '../verb.ts';

export const run: RunVerb = async (call) => {
  const { options, output, words } = call;
  const doi = words[0] ?? '';
  const changes = (options.text('changed') ?? '').split(',').flatMap((code) => code.trim() || []);
  const answers = answersOf(call);
  const reason = options.text('reason');
  const { client } = await call.openCore();
  const { decision } = await client.call('versions.propose', { changes });
  if (decision !== null) {
    output.say(
      text.proposal(decision.proposal, decision.reasons[0]?.why ?? '', decision.policyName),
    );
    if (decision.proposal === 'update' && !options.has('anyway')) {
      await client.call('versions.decide', { doi, changes, chosen: 'update', reason });
      output.line({ doi: null, decision });
      output.say(text.updateProposed);
      return 1;
    }
  }
  const made = await client.call('versions.create', { doi, answers, changes, reason });
  output.line({ ...made, decision });
  output.print(text.made(made.doi));
  if (made.canonical !== null) output.say(text.madeCanonical(made.canonical));
  return 0;
};

function answersOf({ options }: VerbCall) {
  const today = new Date().toISOString().slice(0, 10);
  const issued = options.text('issued') ?? today;
  const canonical = options.text('canonical');
  return {
    version: options.required('version'),
    url: options.required('url'),
    publicationYear: options.text('year') ?? issued.slice(0, 4),
    issued,
    canonical:
      canonical === null
        ? ({ kind: 'keep' } as const)
        : ({ kind: 'create', url: canonical } as const),
  };
}
