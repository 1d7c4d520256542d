import { useState } from 'react';

import type { Steward } from '#shared/contract/review-shapes.ts';
import { reviewScreenText as text } from '#shared/text/review-screen.en.ts';

import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Icon } from '../components/icon.tsx';
import { TextField } from '../components/text-field.tsx';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

/** Who is at work, and whether her key is open. */
export function StewardMenu() {
  const { data } = useQuery('stewards.list', {});
  const [isOpen, setIsOpen] = useState(false);
  const current = data?.stewards.find(({ id }) => id === data.currentId) ?? null;
  return (
    <>
      <Button
        icon={current?.isUnlocked === true ? 'check' : 'lock'}
        onPress={() => setIsOpen(true)}
      >
        {text.me}: {current?.name ?? text.nobody}
      </Button>
      {isOpen && (
        <People
          stewards={data?.stewards ?? []}
          current={current}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}

interface PeopleProps {
  readonly stewards: readonly Steward[];
  readonly current: Steward | null;
  readonly onClose: () => void;
}

function People({ stewards, current, onClose }: PeopleProps) {
  const [mode, setMode] = useState<Steward | 'new' | null>(stewards.length === 0 ? 'new' : null);
  const lock = useCommand('stewards.lock');
  const choose = useCommand('stewards.choose');
  const choosePerson = async (id: string | null): Promise<void> => {
    const answer = await choose.run({ id });
    if (answer.ok) onClose();
  };
  return (
    <Dialog
      title={text.chooseMe}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          {current !== null && (
            <Button kind="plain" onPress={() => void choosePerson(null)}>
              {text.nobodyHere}
            </Button>
          )}
          {mode !== 'new' && <Button onPress={() => setMode('new')}>{text.newPerson}</Button>}
        </>
      }
    >
      <p className="soft">{text.whyMe}</p>
      <ul className="review-list">
        {stewards.map((steward) => (
          <li key={steward.id} className="review-item">
            <Icon name={steward.isUnlocked ? 'check' : 'lock'} />
            <div className="review-item-text">
              <p className="strong">{steward.name}</p>
              <p className="small soft mono">{steward.fingerprint}</p>
              <p className="small soft">
                {!steward.canSign
                  ? text.elsewhere
                  : steward.isUnlocked
                    ? text.unlocked
                    : text.locked}
              </p>
            </div>
            {steward.id !== current?.id && (
              <Button
                kind="plain"
                aria-label={`${text.iAm}: ${steward.name}`}
                onPress={() => void choosePerson(steward.id)}
              >
                {text.iAm}
              </Button>
            )}
            {steward.canSign && !steward.isUnlocked && (
              <Button onPress={() => setMode(steward)}>{text.unlock}</Button>
            )}
            {steward.isUnlocked && steward.id === current?.id && (
              <Button onPress={() => void lock.run({})}>{text.lockKey}</Button>
            )}
          </li>
        ))}
      </ul>
      {choose.error !== null && <ErrorNotice error={choose.error} />}
      {mode === 'new' && <NewPerson onDone={onClose} />}
      {mode !== null && mode !== 'new' && <Unlock steward={mode} onDone={onClose} />}
    </Dialog>
  );
}

function Unlock({ steward, onDone }: { readonly steward: Steward; readonly onDone: () => void }) {
  const [typed, setTyped] = useState('');
  const unlock = useCommand('stewards.unlock');
  const run = async (): Promise<void> => {
    const answer = await unlock.run({ id: steward.id, passphrase: typed });
    setTyped('');
    if (answer.ok) onDone();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <TextField
        label={text.unlockTitle(steward.name)}
        type="password"
        autoComplete="off"
        value={typed}
        onChange={setTyped}
        autoFocus
      />
      {unlock.error !== null && <ErrorNotice error={unlock.error} />}
      <p>
        <Button type="submit" kind="main" isPending={unlock.pending} isDisabled={typed === ''}>
          {text.unlock}
        </Button>
      </p>
    </form>
  );
}

function NewPerson({ onDone }: { readonly onDone: () => void }) {
  const [name, setName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [publicKey, setPublicKey] = useState('');
  const create = useCommand('stewards.create');
  const add = useCommand('stewards.add');
  const isElsewhere = publicKey.trim() !== '';
  const error = create.error ?? add.error;
  const run = async (): Promise<void> => {
    const answer = isElsewhere
      ? await add.run({ name, publicKey: publicKey.trim() })
      : await create.run({ name, passphrase });
    setPassphrase('');
    if (answer.ok) onDone();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <TextField label={text.name} value={name} onChange={setName} autoFocus />
      {!isElsewhere && (
        <TextField
          label={text.passphrase}
          hint={text.passphraseHint}
          type="password"
          autoComplete="new-password"
          value={passphrase}
          onChange={setPassphrase}
        />
      )}
      <TextField
        label={text.otherKey}
        hint={text.otherKeyHint}
        value={publicKey}
        onChange={setPublicKey}
        isMono
        autoComplete="off"
      />
      {error !== null && <ErrorNotice error={error} />}
      <p>
        <Button
          type="submit"
          kind="main"
          isPending={create.pending || add.pending}
          isDisabled={name.trim() === '' || (!isElsewhere && passphrase.length < 8)}
        >
          {isElsewhere ? text.newPerson : text.create}
        </Button>
      </p>
    </form>
  );
}
