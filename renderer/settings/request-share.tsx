import { useState } from 'react';

import { settingsText as text } from '#shared/text/settings.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';

const key = 'network.requestShare';
const usual = '50';

/** How much of what DataCite permits this machine's address the app may use, in per cent. */
export function RequestShare({ value }: { readonly value: string | null }) {
  const [typed, setTyped] = useState(value ?? usual);
  const save = useCommand('settings.set');
  const actions = useActions();
  const share = typed.trim();
  const isRight = /^\d{1,3}$/.test(share) && Number(share) >= 1 && Number(share) <= 100;
  const handleSave = async (): Promise<void> => {
    const answer = await save.run({ key, value: share === usual ? null : String(Number(share)) });
    if (answer.ok) actions.notify(text.saved);
  };
  return (
    <form
      className="stack-tight"
      onSubmit={(event) => {
        event.preventDefault();
        if (isRight) void handleSave();
      }}
    >
      <div className="settings-name">
        <TextField
          label={text.requestShare}
          value={typed}
          onChange={setTyped}
          error={isRight ? undefined : text.requestShareWrong}
        />
        <Button
          type="submit"
          isDisabled={!isRight || share === (value ?? usual)}
          isPending={save.pending}
        >
          {text.save}
        </Button>
      </div>
      <p className="small soft">{text.requestShareHint}</p>
      {save.error !== null && <ErrorNotice error={save.error} />}
    </form>
  );
}
