import { settingsText as text } from '#shared/text/settings.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

/** The recipes for reading sheets, so that one can be given up. */
export function KeptRecipes() {
  const { data, error } = useQuery('recipes.list', {});
  const remove = useCommand('recipes.remove');
  const actions = useActions();
  if (error !== undefined) return <ErrorNotice error={error} />;
  if (data === undefined) return null;
  if (data.recipes.length === 0) return <p className="soft">{text.noRecipes}</p>;
  const handleRemove = async (id: number, name: string): Promise<void> => {
    const answer = await remove.run({ id });
    if (answer.ok) actions.notify(text.recipeRemoved(name));
  };
  return (
    <>
      <p className="small soft">{text.recipesHint}</p>
      <ul className="kept-recipes">
        {data.recipes.map(({ id, name, columnCount }) => (
          <li key={id} className="kept-recipe">
            <span className="cut">{name}</span>
            <span className="soft">{text.columns(columnCount)}</span>
            <Button
              kind="plain"
              aria-label={text.removeRecipe(name)}
              isPending={remove.pending}
              onPress={() => void handleRemove(id, name)}
            >
              {text.remove}
            </Button>
          </li>
        ))}
      </ul>
      {remove.error !== null && <ErrorNotice error={remove.error} />}
    </>
  );
}
