import { useState } from 'react';

import type { ReadSettings } from '#shared/contract/collections.ts';
import { appText } from '#shared/text/app.en.ts';
import { wizardText as text } from '#shared/text/collections.en.ts';

import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useActions } from '../../store/steward.ts';
import { useCommand } from '../../store/use-command.ts';

interface Props {
  /** How the sheet is read. */
  readonly settings: ReadSettings;
  /** What the name begins as. */
  readonly proposal: string;
}

/** Keeps how this sheet is read, for the next one like it. */
export function SaveRecipe({ settings, proposal }: Props) {
  const save = useCommand('recipes.save');
  const actions = useActions();
  const [name, setName] = useState<string | null>(null);
  const close = (): void => setName(null);

  const handleSave = async (recipeName: string): Promise<void> => {
    const answer = await save.run({ name: recipeName, settings });
    if (!answer.ok) return;
    actions.notify(text.recipeSaved(recipeName));
    close();
  };

  return (
    <>
      <Button icon="save" onPress={() => setName(proposal)}>
        {text.saveRecipe}
      </Button>
      <Dialog
        title={text.saveRecipe}
        isOpen={name !== null}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>{appText.cancel}</Button>
            <Button
              kind="main"
              isDisabled={name === null || name.trim() === ''}
              isPending={save.pending}
              onPress={() => void handleSave((name ?? '').trim())}
            >
              {text.saveRecipe}
            </Button>
          </>
        }
      >
        <p className="soft">{text.recipeHint}</p>
        <TextField label={text.recipeName} value={name ?? ''} onChange={setName} autoFocus />
        {save.error !== null && <ErrorNotice error={save.error} />}
      </Dialog>
    </>
  );
}
