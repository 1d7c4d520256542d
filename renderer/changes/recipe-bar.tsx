import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';

import { recipeFormat, recipeVersion } from '#shared/changes/recipe.ts';
import type { SavedRecipe } from '#shared/contract/changes.ts';
import type { AppError } from '#shared/support/app-error.ts';
import { batchText as text } from '#shared/text/batch.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { saveText } from '../components/save-text.ts';
import { SelectField } from '../components/select-field.tsx';
import { TextField } from '../components/text-field.tsx';
import { toAppError } from '../store/query-cache.ts';
import { useActions, useSteward } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import type { StepDraft } from './step-draft.ts';
import { fromStep, toStep } from './step-draft.ts';

interface Props {
  readonly drafts: readonly StepDraft[];
  readonly onLoad: (drafts: readonly StepDraft[]) => void;
}

/** Recipes: the steps under a name, to be taken up again, exported and brought in as a file. */
export function RecipeBar({ drafts, onLoad }: Props) {
  const { client } = useSteward();
  const actions = useActions();
  const { data } = useQuery('changes.recipes', {});
  const save = useCommand('changes.saveRecipe');
  const remove = useCommand('changes.removeRecipe');
  const [name, setName] = useState('');
  // What was wrong with a file is told until the steps are changed.
  const [failed, setFailed] = useState<{ error: AppError; drafts: Props['drafts'] } | null>(null);
  const failure = failed?.drafts === drafts ? failed.error : null;
  const steps = drafts.map(toStep).filter((step) => typeof step !== 'string');
  const isWhole = steps.length === drafts.length && name.trim() !== '';
  const saved = data?.recipes ?? [];
  const unreadable = data?.unreadable ?? [];
  const known = saved.find((recipe) => recipe.name === name.trim());
  const handleRemove = async (recipe: SavedRecipe): Promise<void> => {
    const answer = await remove.run({ id: recipe.id });
    if (answer.ok) actions.notify(text.recipeRemoved(recipe.name));
  };
  const handleSave = async (): Promise<void> => {
    const answer = await save.run({ name: name.trim(), steps });
    if (answer.ok) actions.notify(text.recipeSaved(answer.value.name, known !== undefined));
  };
  const handleFile = async (files: FileList | null): Promise<void> => {
    const file = files?.[0];
    if (file === undefined) return;
    try {
      const recipe = await client.call('changes.readRecipe', { json: await file.text() });
      setName(recipe.name);
      onLoad(recipe.steps.map(fromStep));
    } catch (cause) {
      setFailed({ error: toAppError(cause), drafts });
    }
  };
  const handleExport = (): void => {
    const recipe = { format: recipeFormat, version: recipeVersion, name: name.trim(), steps };
    saveText([`${JSON.stringify(recipe, null, 2)}\n`], `${name.trim()}.json`, 'application/json');
  };
  return (
    <details className="batch-recipes">
      <summary>{text.recipes(saved.length + unreadable.length)}</summary>
      <div className="batch-fields">
        {saved.length > 0 && (
          <SelectField
            label={text.recipe}
            // Nothing stays chosen, so that the same one can be taken up again.
            value={null}
            onChange={(id) => {
              const recipe = saved.find((each) => String(each.id) === id);
              if (recipe === undefined) return;
              setName(recipe.name);
              onLoad(recipe.steps.map(fromStep));
            }}
            groups={[
              {
                title: '',
                choices: saved.map((each) => ({ id: String(each.id), label: each.name })),
              },
            ]}
          />
        )}
        <TextField label={text.recipeName} value={name} onChange={setName} />
      </div>
      {unreadable.length > 0 && <p>{text.unreadableRecipes(unreadable)}</p>}
      <p className="line">
        <Button
          icon="save"
          isDisabled={!isWhole}
          isPending={save.pending}
          onPress={() => void handleSave()}
        >
          {known === undefined ? text.saveRecipe : text.replaceRecipe}
        </Button>
        <Button isDisabled={!isWhole} onPress={handleExport}>
          {text.exportRecipe}
        </Button>
        {known !== undefined && (
          <Button isPending={remove.pending} onPress={() => void handleRemove(known)}>
            {text.removeRecipe}
          </Button>
        )}
        <FileTrigger
          acceptedFileTypes={['application/json']}
          onSelect={(files) => void handleFile(files)}
        >
          <Button icon="file">{text.importRecipe}</Button>
        </FileTrigger>
      </p>
      {save.error !== null && <ErrorNotice error={save.error} />}
      {remove.error !== null && <ErrorNotice error={remove.error} />}
      {failure !== null && <ErrorNotice error={failure} />}
    </details>
  );
}
