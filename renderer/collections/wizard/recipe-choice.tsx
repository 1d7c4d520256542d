import { useState } from 'react';

import { wizardText as text } from '#shared/text/collections.en.ts';

import { SelectField } from '../../components/select-field.tsx';
import { useActions, useSteward } from '../../store/steward.ts';
import { toAppError } from '../../store/query-cache.ts';
import { useQuery } from '../../store/use-query.ts';
import type { WizardModel } from './use-wizard.ts';

/** Reads the source as it was read before; absent while no recipe is kept. */
export function RecipeChoice({ wizard }: { readonly wizard: WizardModel }) {
  const { client } = useSteward();
  const actions = useActions();
  const recipes = useQuery('recipes.list', {}).data?.recipes ?? [];
  const [chosen, setChosen] = useState('none');
  if (recipes.length === 0) return null;

  const apply = async (id: string): Promise<void> => {
    setChosen(id);
    if (id === 'none') {
      wizard.changeSettings({ mapping: null });
      return;
    }
    try {
      const recipe = await client.call('recipes.get', { id: Number(id) });
      wizard.change({ settings: recipe.settings });
    } catch (cause) {
      actions.notify(toAppError(cause).message);
    }
  };

  return (
    <SelectField
      label={text.recipe}
      hint={text.recipeHint}
      value={chosen}
      groups={[
        {
          title: '',
          choices: [
            { id: 'none', label: text.noRecipe },
            ...recipes.map((recipe) => ({ id: String(recipe.id), label: recipe.name })),
          ],
        },
      ]}
      onChange={(id) => void apply(id)}
    />
  );
}
