import type { Client } from '#shared/contract/client.ts';
import { versionsCliText as text } from '#shared/text/versions-cli.en.ts';
import type { Output } from '../output.ts';
import type { RunVerb, VerbCall } from '../verb.ts';
import { WrongUse } from '../verb.ts';

/** What only a record of its own can have. */
const ofNewDoi = ['url', 'year', 'canonical', 'anyway', 'correction'];

export const run: RunVerb = async (call) => {
  const { options, output, words } = call;
  const doi = words[0] ?? '';
  const changes = (options.text('changed') ?? '').split(',').flatMap((code) => code.trim() || []);
  const isInPlace = options.has('in-place');
  const url = options.text('url');
  if (!isInPlace && url === null) throw new WrongUse(text.urlNeeded);
  const unused = isInPlace ? ofNewDoi.filter((name) => options.has(name)) : [];
  if (unused.length > 0) throw new WrongUse(text.notInPlace(unused));
  const updated = dayOf(call);
  const reason = options.text('reason');
  const { client } = await call.openCore();
  const { decision } = await client.call('versions.propose', { changes });
  if (decision !== null) {
    output.say(
      text.proposal(decision.proposal, decision.reasons[0]?.why ?? '', decision.policyName),
    );
    if (decision.proposal === 'update' && !isInPlace && !options.has('anyway')) {
      await client.call('versions.decide', { doi, changes, chosen: 'update', reason });
      output.line({ doi: null, decision });
      output.say(text.updateProposed);
      return 1;
    }
  }
  if (isInPlace) {
    const update = { version: options.required('version'), updated };
    const what = { doi, changes, chosen: 'update', reason, update } as const;
    const { changeSetId } = await client.call('versions.decide', what);
    output.line({ doi, changeSetId, decision });
    output.print(
      changeSetId === null
        ? text.updatedBefore(doi, update.version)
        : text.updated(doi, update.version),
    );
    return 0;
  }
  const answers = answersOf(call, url ?? '');
  const made = await client.call('versions.create', { doi, answers, changes, reason });
  output.line({ ...made, decision });
  output.print(text.made(made.doi));
  if (made.canonical !== null) output.say(text.madeCanonical(made.canonical));
  await sayErrors(client, output, made.doi);
  return 0;
};

/** What keeps a new draft from being published. */
export async function sayErrors(client: Client, output: Output, doi: string): Promise<void> {
  const { errorCount } = await client.call('records.get', { doi });
  if (errorCount > 0) output.say(text.madeWithErrors(doi, errorCount));
}

function dayOf({ options }: VerbCall): string {
  return options.day('issued') ?? new Date().toISOString().slice(0, 10);
}

function answersOf(call: VerbCall, url: string) {
  const { options } = call;
  const issued = dayOf(call);
  const canonical = options.text('canonical');
  return {
    version: options.required('version'),
    url,
    publicationYear: options.integer('year', 1000, 9999)?.toString() ?? issued.slice(0, 4),
    issued,
    isCorrection: options.has('correction'),
    canonical:
      canonical === null
        ? ({ kind: 'keep' } as const)
        : ({ kind: 'create', url: canonical } as const),
  };
}
