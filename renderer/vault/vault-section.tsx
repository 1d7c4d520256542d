import { useState } from 'react';

import { strengthText, vaultText as text } from '#shared/text/vault.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { FactList } from '../components/fact-list.tsx';
import { Notice } from '../components/notice.tsx';
import { SelectField } from '../components/select-field.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import { MoveVault } from './move-vault.tsx';

const never = 'never';
const lockTimes = [never, '5', '15', '60'] as const;

/** Where passwords are kept, in the settings: what it protects from, moving them, locking. */
export function VaultSection() {
  const vault = useQuery('vault.state', {});
  const setting = useQuery('settings.get', { key: 'vault.lockAfterMinutes' }).data?.value ?? null;
  const save = useCommand('settings.set');
  const lock = useCommand('vault.lock');
  const [isMoving, setIsMoving] = useState(false);
  const state = vault.data;
  const lockTime = lockTimes.find((known) => known === setting) ?? never;
  return (
    <section className="section stack">
      <h2 className="section-title">{text.title}</h2>
      <p className="soft">{text.hint}</p>
      {vault.error !== undefined && <ErrorNotice error={vault.error} />}
      {state === undefined && vault.error === undefined && <Skeleton lines={3} />}
      {state !== undefined && (
        <>
          {state.trouble !== null && <Notice kind="warning">{state.trouble}</Notice>}
          <FactList
            facts={[
              {
                name: text.place,
                value: (
                  <>
                    {strengthText[state.strength].label}
                    <br />
                    <span className="small soft">{strengthText[state.strength].detail}</span>
                  </>
                ),
              },
            ]}
          />
          <div className="settings-name">
            <SelectField
              label={text.lockAfter}
              hint={text.lockAfterHint}
              value={lockTime}
              groups={[
                {
                  title: '',
                  choices: lockTimes.map((id) => ({ id, label: text.lockAfterNames[id] })),
                },
              ]}
              onChange={(id) =>
                void save.run({ key: 'vault.lockAfterMinutes', value: id === never ? null : id })
              }
            />
          </div>
          <div className="line">
            <Button onPress={() => setIsMoving(true)}>
              {state.strength === 'passphrase' ? text.changeOrPassphrase : text.change}
            </Button>
            <Button isPending={lock.pending} onPress={() => void lock.run({})}>
              {text.lock}
            </Button>
          </div>
          {lock.error !== null && <ErrorNotice error={lock.error} />}
          {isMoving && <MoveVault state={state} onClose={() => setIsMoving(false)} />}
        </>
      )}
    </section>
  );
}
