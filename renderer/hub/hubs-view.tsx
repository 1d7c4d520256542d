import { useState } from 'react';

import type { HubProfileView } from '#shared/contract/hub-shapes.ts';
import { hubScreenText } from '#shared/text/hub-screens.en.ts';
import { hubText } from '#shared/text/hub.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { FactList } from '../components/fact-list.tsx';
import { Notice } from '../components/notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { TextField } from '../components/text-field.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import { HubForm } from './hub-form.tsx';
import { OwnerList } from './owner-list.tsx';

const text = hubText.profiles;

/** The hubs side by side: addresses, prefix, support, and whose token is kept. */
export function HubsView() {
  const { data, error } = useQuery('hub.profiles', {});
  const [open, setOpen] = useState<HubProfileView | 'new' | null>(null);
  return (
    <div className="screen-narrow stack">
      <p className="soft">{text.hint}</p>
      {error !== undefined && <ErrorNotice error={error} />}
      {data === undefined && error === undefined && <Skeleton lines={6} />}
      {data?.profiles.map((profile) => (
        <HubSection key={profile.id} profile={profile} onEdit={() => setOpen(profile)} />
      ))}
      <div>
        <Button icon="plus" onPress={() => setOpen('new')}>
          {text.add}
        </Button>
      </div>
      {open !== null && (
        <HubForm profile={open === 'new' ? null : open} onClose={() => setOpen(null)} />
      )}
    </div>
  );
}

function HubSection({
  profile,
  onEdit,
}: {
  readonly profile: HubProfileView;
  readonly onEdit: () => void;
}) {
  const actions = useActions();
  const remove = useCommand('hub.removeProfile');
  const { account } = profile;
  const isLoose = account !== null && account.tokenRole !== 'read' && account.tokenRole !== '';
  return (
    <section className="hub-profile" aria-label={profile.name}>
      <div className="line">
        <h2 className="title">{profile.name}</h2>
        <span className="soft">{hubScreenText.itemCount(profile.itemCount)}</span>
        <span className="push" />
        {profile.kind === 'added' && (
          <Button
            kind="plain"
            isPending={remove.pending}
            onPress={() => void remove.run({ id: profile.id })}
          >
            {text.remove}
          </Button>
        )}
        <Button icon="edit" onPress={onEdit}>
          {text.change}
        </Button>
      </div>
      {profile.kind === 'practice' && <p className="soft">{text.practiceHint}</p>}
      <FactList
        facts={[
          { name: text.web, value: profile.web },
          { name: text.prefix, value: profile.doiPrefix ?? text.noDois },
          {
            name: text.support,
            value: profile.supportAddress === '' ? '–' : profile.supportAddress,
          },
          ...(account === null
            ? []
            : [
                {
                  name: text.user,
                  value:
                    account.fullName === ''
                      ? account.user
                      : `${account.user} (${account.fullName})`,
                },
                {
                  name: text.organisations,
                  value:
                    account.organisations
                      .map(({ name, role }) => `${name} (${text.role(role)})`)
                      .join(', ') || '–',
                },
                { name: text.scope, value: account.tokenRole === '' ? '–' : account.tokenRole },
              ]),
        ]}
      />
      {isLoose && <Notice kind="warning" title={text.writeScope} />}
      {remove.error !== null && <ErrorNotice error={remove.error} />}
      <OwnerList profileId={profile.id} />
      <TokenForm profile={profile} onDone={(message) => actions.notify(message)} />
    </section>
  );
}

function TokenForm({
  profile,
  onDone,
}: {
  readonly profile: HubProfileView;
  readonly onDone: (message: string) => void;
}) {
  const setToken = useCommand('hub.setToken');
  const [token, setText] = useState('');
  const [refused, setRefused] = useState<string | undefined>(undefined);
  const send = async (value: string | null): Promise<void> => {
    const answer = await setToken.run({ id: profile.id, token: value });
    setText('');
    if (!answer.ok) return;
    setRefused(answer.value.outcome === 'refused' ? answer.value.message : undefined);
    if (answer.value.outcome !== 'refused') onDone(answer.value.message);
  };
  return (
    <form
      className="line line-wrap hub-token"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (token.trim() !== '') void send(token.trim());
      }}
    >
      <TextField
        label={text.token}
        type="password"
        autoComplete="new-password"
        value={token}
        onChange={setText}
        hint={profile.hasToken ? text.tokenHint : `${text.noToken} ${text.tokenHint}`}
        error={refused}
      />
      <Button type="submit" isDisabled={token.trim() === ''} isPending={setToken.pending}>
        {text.saveToken}
      </Button>
      {profile.hasToken && (
        <Button kind="plain" onPress={() => void send(null)}>
          {text.takeToken}
        </Button>
      )}
      {setToken.error !== null && <ErrorNotice error={setToken.error} />}
    </form>
  );
}
