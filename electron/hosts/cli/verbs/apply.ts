import { readFile } from 'node:fs/promises';

import { readRecipe } from '#shared/changes/recipe.ts';
import type { Recipe } from '#shared/changes/recipe.ts';
import type { ChangePreview } from '#shared/contract/changes.ts';
import { changeKind } from '#shared/contract/changes.ts';
import type { Client } from '#shared/contract/client.ts';
import { AppError } from '#shared/support/app-error.ts';
import { batchText } from '#shared/text/batch.en.ts';
import { changesText } from '#shared/text/changes.en.ts';
import { followChangeSet, sayRefusals, sendOrSay } from '../change-output.ts';
import { printChanges, printEffects } from '../preview-output.ts';
import { readSelection, sayUnknown } from '../read-selection.ts';
import type { NamedRecords } from '../read-selection.ts';
import { fromWhereThePersonStands } from '../../where.ts';
import type { RunVerb, VerbCall } from '../verb.ts';
import { WrongUse } from '../verb.ts';
import { waitFor } from '../wait.ts';

type Selection = NamedRecords['selection'];

export const run: RunVerb = async (call) => {
  const { options, output } = call;
  const kind = changeKind.safeParse(options.text('kind') ?? 'correction');
  if (!kind.success) throw new WrongUse(changesText.cli.kindWrong(changeKind.options));
  const { client } = await call.openCore();
  const recipe = await findRecipe(client, call.words[0] ?? '');
  const { selection, unknown } = await readSelection(call, client);
  const state = await preview(call, client, { selection, recipe });
  if (state === null) return 1;
  output.say(changesText.cli.foreseen(state));
  const refusal = { code: 'unknown', message: changesText.refused.unknown };
  for (const doi of unknown) output.line({ doi, outcome: 'refused', changes: [], refusal });
  sayUnknown(output, unknown);
  if (options.has('preview')) {
    await printForeseen(call, client, state);
    printEffects(output, withUnknown(state, unknown.length));
    return state.refusedCount + unknown.length === 0 ? 0 : 1;
  }
  const { id } = await client.call('changes.apply', {
    selection,
    previewId: state.id,
    steps: recipe.steps,
    title: recipe.name,
    kind: 'batch',
    changeKind: kind.data,
    reason: options.text('reason'),
  });
  const label = changesText.cli.changing;
  const { done, isStopped } = await followChangeSet(call, client, { id, label });
  output.line({ changeSet: done.id, ...done });
  output.say(changesText.cli.applied(done.changedCount, done.refusedCount, done.id));
  sayRefusals(output, done.refused);
  const leftOut = done.refusedCount + unknown.length > 0;
  if (isStopped) return 1;
  const sent = options.has('send') && done.id !== null ? await sendOrSay(call, client, done.id) : 0;
  return sent === 0 && leftOut ? 1 : sent;
};

/** A file of an exported recipe, or the name of one that is saved in the ledger. */
async function findRecipe(client: Client, word: string): Promise<Recipe> {
  const { recipes, unreadable } = await client.call('changes.recipes', {});
  const saved = recipes.find(({ name }) => name === word);
  if (saved !== undefined) {
    return { format: 'doi-steward-recipe', version: 1, name: saved.name, steps: saved.steps };
  }
  if (unreadable.includes(word)) throw new WrongUse(batchText.unreadableRecipes([word]));
  let json: string;
  try {
    json = await readFile(fromWhereThePersonStands(word), 'utf8');
  } catch {
    throw new WrongUse(
      changesText.cli.noRecipe(
        word,
        recipes.map(({ name }) => name),
      ),
    );
  }
  try {
    return readRecipe(json);
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    const { code, nextStep = '', message } = cause;
    throw new AppError(code, { message: `${word}: ${message}`, nextStep, cause });
  }
}

async function preview(
  call: VerbCall,
  client: Client,
  { selection, recipe }: { readonly selection: Selection; readonly recipe: Recipe },
): Promise<ChangePreview | null> {
  const { id } = await client.call('changes.preview', { selection, steps: recipe.steps });
  const state = await waitFor(client, ['changes.changed'], call.signal, async () => {
    const known = await client.call('changes.previewState', { id });
    call.output.progress({
      label: changesText.cli.foreseeing,
      done: known.handledCount,
      total: known.total,
      perSecond: known.perSecond,
      secondsLeft: known.secondsLeft,
    });
    return known.status === 'running' ? null : known;
  });
  call.output.progress(null);
  if (state?.status === 'done') return state;
  call.output.say(state?.failure ?? changesText.cli.stopped);
  return null;
}

/** One line per record that would change or is refused. */
async function printForeseen(call: VerbCall, client: Client, { id }: ChangePreview): Promise<void> {
  for (const which of ['changed', 'refused'] as const) {
    for (let offset = 0; ;) {
      const asked = { id, which, offset, limit: 200 };
      const page = await client.call('changes.previewRecords', asked);
      for (const { doi, changes, refusal } of page.records) {
        call.output.line({ doi, outcome: which, changes, refusal });
        if (refusal === null) printChanges(call.output, doi, changes);
        else call.output.print(`${doi}  ${refusal.message}`);
      }
      offset += page.records.length;
      if (page.records.length === 0 || offset >= page.total) break;
    }
  }
}

/** What is foreseen, and DOIs of the list that the ledger does not have: they are left out as well. */
function withUnknown(
  { changedCount, unchangedCount, refusedCount, atDataciteCount, findings, refused }: ChangePreview,
  unknownCount: number,
) {
  const { unknown } = changesText.refused;
  return {
    ...{ changedCount, unchangedCount, refusedCount: refusedCount + unknownCount, atDataciteCount },
    leftOut: [
      ...refused,
      ...(unknownCount === 0 ? [] : [{ code: 'unknown', message: unknown, count: unknownCount }]),
    ],
    findings,
  };
}
