import type { SyntheticEvent } from 'react';
import { useState } from 'react';

import type { AppState } from '#shared/contract/app.ts';
import { appText } from '#shared/text/app.en.ts';
import { formatCounted } from '#shared/text/format.ts';
import { vaultText as text } from '#shared/text/vault.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useCommand } from '../store/use-command.ts';
import { StartAnew } from './start-anew.tsx';

/** All that is seen while the app is locked. */
export function LockScreen({ state }: { readonly state: AppState }) {
  const unlock = useCommand('vault.unlock');
  const [typed, setTyped] = useState('');
  const { asksPassphrase } = state.vault;
  const { waitingCount } = state.sync;
  const handleUnlock = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    await unlock.run({ passphrase: asksPassphrase ? typed : null });
    setTyped('');
  };
  return (
    <main className="lock" aria-labelledby="lock-title">
      <form className="lock-card stack" onSubmit={(event) => void handleUnlock(event)}>
        <p className="line soft">
          <img src="./icon.svg" alt="" width="24" height="24" />
          {appText.name}
        </p>
        <h1 className="title" id="lock-title">
          {text.lockedTitle}
        </h1>
        <p>{text.lockedBody}</p>
        {waitingCount > 0 && (
          <p className="soft">
            {text.lockedWaiting(formatCounted(waitingCount, 'change', 'changes'))}
          </p>
        )}
        {asksPassphrase ? (
          <TextField
            label={text.passphrase}
            type="password"
            autoComplete="current-password"
            value={typed}
            onChange={setTyped}
            autoFocus
          />
        ) : (
          <p className="small soft">{text.lockedWithout}</p>
        )}
        {unlock.error !== null && <ErrorNotice error={unlock.error} />}
        <div className="line">
          <Button
            type="submit"
            kind="main"
            isPending={unlock.pending}
            isDisabled={asksPassphrase && typed === ''}
            autoFocus={!asksPassphrase}
          >
            {text.unlock}
          </Button>
          {asksPassphrase && <StartAnew />}
        </div>
      </form>
    </main>
  );
}
