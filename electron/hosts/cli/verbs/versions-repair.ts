import type { Client } from '#shared/contract/client.ts';
import { changeLine, versionsCliText as text } from '#shared/text/versions-cli.en.ts';
import { defectText } from '#shared/text/version-defects.en.ts';
import { chainFilterOf, eachChain } from '../chains.ts';
import type { ExitCode, RunVerb, VerbCall } from '../verb.ts';
import { WrongUse } from '../verb.ts';

/** Chains that one change set takes; the contract's limit. */
const mostAtOnce = 1000;

export const run: RunVerb = async (call) => {
  const { options } = call;
  if (options.has('preview') === options.has('apply')) throw new WrongUse(text.previewOrApply);
  const { client } = await call.openCore();
  const dois = await chosenChains(call, client);
  if (dois.length === 0) {
    call.output.say(text.nothingToDo);
    return 0;
  }
  return options.has('preview') ? preview(call, client, dois) : apply(call, client, dois);
};

async function chosenChains(call: VerbCall, client: Client): Promise<string[]> {
  if (call.words.length > 0) return [...call.words];
  const dois: string[] = [];
  const filter = { ...chainFilterOf(call), show: 'defects' } as const;
  for await (const { doi } of eachChain(call, client, filter)) dois.push(doi);
  return dois;
}

async function preview(
  { output, signal }: VerbCall,
  client: Client,
  dois: readonly string[],
): Promise<ExitCode> {
  let [records, left, wishes] = [0, 0, 0];
  for (const doi of dois) {
    if (signal.aborted) return 1;
    const plan = await client.call('versions.planRepair', { doi, choices: {} });
    output.line({ chain: doi, ...plan });
    records += plan.changes.length;
    left += plan.left.length;
    wishes += plan.wishes.length;
    for (const record of plan.changes) {
      for (const change of record.changes)
        output.print(text.change(record.doi, changeLine(change)));
    }
    for (const defect of plan.left) output.say(defectText[defect.code].sentence(defect));
    for (const wish of plan.wishes) output.say(`${text.letterTo(wish.doi)}\n${wish.letter}`);
  }
  output.say(text.planned(records, left, wishes));
  return 0;
}

async function apply(
  { output, options, signal }: VerbCall,
  client: Client,
  dois: readonly string[],
): Promise<ExitCode> {
  let isWhole = true;
  for (let from = 0; from < dois.length && !signal.aborted; from += mostAtOnce) {
    const outcome = await client.call('versions.repair', {
      dois: dois.slice(from, from + mostAtOnce),
      choices: {},
      reason: options.text('reason'),
    });
    output.line(outcome);
    for (const { doi, message } of outcome.refused) output.say(text.change(doi, message));
    const { changeSetId, changedCount, leftCount } = outcome;
    output.print(
      changeSetId === null
        ? text.nothingChanged
        : text.repaired(changedCount, leftCount, changeSetId),
    );
    isWhole &&= outcome.refused.length === 0 && leftCount === 0;
  }
  return isWhole && !signal.aborted ? 0 : 1;
}
