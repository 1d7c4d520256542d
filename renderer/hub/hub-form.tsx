import { useState } from 'react';

import type { HubProfileView } from '#shared/contract/hub-shapes.ts';
import { appText } from '#shared/text/app.en.ts';
import { hubText } from '#shared/text/hub.en.ts';

import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useCommand } from '../store/use-command.ts';

const text = hubText.profiles;

interface Props {
  /** Null: a new one. */
  readonly profile: HubProfileView | null;
  readonly onClose: () => void;
}

/** Addresses of a hub, the prefix of its DOIs and its support. */
export function HubForm({ profile, onClose }: Props) {
  const add = useCommand('hub.addProfile');
  const change = useCommand('hub.setProfile');
  const [draft, setDraft] = useState({
    name: profile?.name ?? '',
    endpoint: profile?.endpoint ?? '',
    web: profile?.web ?? '',
    registry: profile?.registry ?? 'https://api.datacite.org',
    doiPrefix: profile?.doiPrefix ?? '',
    supportAddress: profile?.supportAddress ?? '',
  });
  const field = (name: keyof typeof draft, label: string, hint?: string) => (
    <TextField
      label={label}
      value={draft[name]}
      onChange={(value) => setDraft({ ...draft, [name]: value })}
      isMono={name !== 'name'}
      {...(hint === undefined ? {} : { hint })}
    />
  );
  const save = async (): Promise<void> => {
    const web = draft.web.trim() === '' ? draft.endpoint : draft.web;
    const given = {
      ...draft,
      web,
      doiPrefix: draft.doiPrefix.trim() === '' ? null : draft.doiPrefix.trim(),
    };
    const answer =
      profile === null ? await add.run(given) : await change.run({ ...given, id: profile.id });
    if (answer.ok) onClose();
  };
  const failure = add.error ?? change.error;
  return (
    <Dialog
      title={profile === null ? text.addTitle : text.editTitle(profile.name)}
      isOpen
      onClose={onClose}
      width="wide"
      actions={
        <>
          <Button onPress={onClose}>{appText.cancel}</Button>
          <Button
            kind="main"
            isDisabled={draft.name.trim() === '' || draft.endpoint.trim() === ''}
            isPending={add.pending || change.pending}
            onPress={() => void save()}
          >
            {text.save}
          </Button>
        </>
      }
    >
      <div className="form-grid">
        {field('name', text.name)}
        {field('endpoint', text.endpoint)}
        {field('web', text.web)}
        {field('registry', text.registry)}
        {field('doiPrefix', text.prefix, text.prefixHint)}
        {field('supportAddress', text.support, text.supportHint)}
      </div>
      {failure !== null && <ErrorNotice error={failure} />}
    </Dialog>
  );
}
