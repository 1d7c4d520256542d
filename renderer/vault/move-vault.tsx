import { useState } from 'react';

import type { VaultState } from '#shared/contract/vault.ts';
import { appText } from '#shared/text/app.en.ts';
import { strengthText, vaultText as text } from '#shared/text/vault.en.ts';

import { Button } from '../components/button.tsx';
import { ChoiceCards } from '../components/choice-cards.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';

interface Props {
  readonly state: VaultState;
  readonly onClose: () => void;
}

/** Moves the passwords to another place, or behind another passphrase. */
export function MoveVault({ state, onClose }: Props) {
  const change = useCommand('vault.change');
  const actions = useActions();
  const [to, setTo] = useState(state.strength);
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const asks = to === 'passphrase';
  const isSame = passphrase === again;
  const isReady = asks ? passphrase !== '' && isSame : to !== state.strength;
  const handleMove = async (): Promise<void> => {
    const answer = await change.run({ to, passphrase: asks ? passphrase : null });
    setPassphrase('');
    setAgain('');
    if (!answer.ok) return;
    const { lost } = answer.value;
    actions.notify(lost.length === 0 ? text.moved : text.lost(lost));
    onClose();
  };
  return (
    <Dialog
      title={text.changeTitle}
      width="wide"
      isOpen
      onClose={onClose}
      isDismissable={!change.pending}
      actions={
        <>
          <Button onPress={onClose}>{appText.cancel}</Button>
          <Button
            kind="main"
            isPending={change.pending}
            isDisabled={!isReady}
            onPress={() => void handleMove()}
          >
            {asks && state.strength === 'passphrase' ? text.changePassphrase : text.changeSave}
          </Button>
        </>
      }
    >
      <div className="stack">
        <ChoiceCards
          label={text.changeTo}
          value={to}
          onChange={setTo}
          choices={state.available.map((id) => ({
            id,
            label: strengthText[id].label,
            detail: strengthText[id].detail,
          }))}
        />
        {asks && (
          <div className="form-grid">
            <TextField
              label={text.newPassphrase}
              hint={text.newPassphraseHint}
              type="password"
              autoComplete="new-password"
              value={passphrase}
              onChange={setPassphrase}
            />
            <TextField
              label={text.repeatPassphrase}
              error={again !== '' && !isSame ? text.notTheSame : undefined}
              type="password"
              autoComplete="new-password"
              value={again}
              onChange={setAgain}
            />
          </div>
        )}
        {change.error !== null && <ErrorNotice error={change.error} />}
      </div>
    </Dialog>
  );
}
