import { useState } from 'react';

import { settingsText as text } from '#shared/text/settings.en.ts';

import { Button } from '../components/button.tsx';
import { TextField } from '../components/text-field.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';

/** Whose work it is; stands in the history. */
export function PersonName({ name }: { readonly name: string }) {
  const [typed, setTyped] = useState(name);
  const save = useCommand('settings.set');
  const actions = useActions();
  const handleSave = async (): Promise<void> => {
    const value = typed.trim();
    const answer = await save.run({ key: 'person.name', value: value === '' ? null : value });
    if (answer.ok) actions.notify(text.saved);
  };
  return (
    <form
      className="stack-tight"
      onSubmit={(event) => {
        event.preventDefault();
        void handleSave();
      }}
    >
      <div className="settings-name">
        <TextField label={text.name} value={typed} onChange={setTyped} autoComplete="name" />
        <Button type="submit" isDisabled={typed.trim() === name} isPending={save.pending}>
          {text.save}
        </Button>
      </div>
      <p className="small soft">{text.nameHint}</p>
    </form>
  );
}
