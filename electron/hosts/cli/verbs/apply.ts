import { readFile } from 'node:fs/promises';

import { readRecipe } from '#shared/changes/recipe.ts';
import type { Recipe } from '#shared/changes/recipe.ts';
import type { ChangePreview } from '#shared/contract/changes.ts';
import { changeKind } from '#shared/contract/changes.ts';
import type { Client } from '#shared/contract/client.ts';
import type { Input } from '#shared/contract/contract.ts';
import { AppError } from '#shared/support/app-error.ts';
import { changesText } from '#shared/text/changes.en.ts';
import { sayRefusals, sendOrSay } from '../change-output.ts';
import { findCollection, queryOption } from '../find.ts';
import { fromWhereThePersonStands } from '../../where.ts';
import type { RunVerb, VerbCall } from '../verb.ts';
import { WrongUse } from '../verb.ts';
import { waitFor } from '../wait.ts';

type Selection = Input<'changes.apply'>['selection'];

export const run: RunVerb = async (call) => {
  const { options, output } = call;
  const kind = changeKind.safeParse(options.text('kind') ?? 'correction');
  if (!kind.success) throw new WrongUse(changesText.cli.kindWrong(changeKind.options));
  const { client } = await call.openCore();
  const recipe = await findRecipe(client, call.words[0] ?? '');
  const selection = await readSelection(call, client);
  const state = await preview(call, client, { selection, recipe });
  if (state === null) return 1;
  output.say(changesText.cli.foreseen(state));
  if (options.has('preview')) {
    await printForeseen(call, client, state);
    return 0;
  }
  const { id } = await client.call('changes.apply', {
    selection,
    steps: recipe.steps,
    title: recipe.name,
    kind: 'batch',
    changeKind: kind.data,
    reason: options.text('reason'),
  });
  const done = await client.call('changes.outcome', { id });
  output.line({ changeSet: done.id, ...done });
  output.say(changesText.cli.applied(done.changedCount, done.refusedCount, done.id));
  sayRefusals(output, done.refused);
  if (done.id === null) return done.refusedCount === 0 ? 0 : 1;
  const sent = options.has('send') ? await sendOrSay(call, client, done.id) : 0;
  return sent === 0 && done.refusedCount > 0 ? 1 : sent;
};

/** A file of an exported recipe, or the name of one that is saved in the ledger. */
async function findRecipe(client: Client, word: string): Promise<Recipe> {
  const { recipes } = await client.call('changes.recipes', {});
  const saved = recipes.find(({ name }) => name === word);
  if (saved !== undefined) {
    return { format: 'doi-steward-recipe', version: 1, name: saved.name, steps: saved.steps };
  }
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

async function readSelection(call: VerbCall, client: Client): Promise<Selection> {
  const { options } = call;
  const [collection, query, dois] = ['collection', 'query', 'dois'].map((name) =>
    options.text(name),
  );
  if ([collection, query, dois].filter((given) => given != null).length !== 1) {
    throw new WrongUse(changesText.cli.oneSelection);
  }
  if (collection != null) return { collectionId: (await findCollection(client, collection)).id };
  if (query != null) return { filter: queryOption(query) };
  const text = await readFile(fromWhereThePersonStands(dois ?? ''), 'utf8').catch(() => {
    throw new WrongUse(changesText.cli.noFile(dois ?? ''));
  });
  return { dois: text.split(/\s+/).filter((word) => word !== '') };
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
        call.output.print(
          refusal === null
            ? `${doi}  ${changes.map(({ path }) => path).join(', ')}`
            : `${doi}  ${refusal.message}`,
        );
      }
      offset += page.records.length;
      if (page.records.length === 0 || offset >= page.total) break;
    }
  }
}
