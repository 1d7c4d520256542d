import { useState } from 'react';

import type { HubProfileView } from '#shared/contract/hub-shapes.ts';
import type { AppError } from '#shared/support/app-error.ts';
import { appText } from '#shared/text/app.en.ts';
import { hubScreenText as text } from '#shared/text/hub-screens.en.ts';
import { hubText } from '#shared/text/hub.en.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { Button } from '../components/button.tsx';
import { ChoiceCards } from '../components/choice-cards.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { SelectField } from '../components/select-field.tsx';
import { TextField } from '../components/text-field.tsx';
import { toAppError } from '../store/query-cache.ts';
import { useActions, useSteward } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import type { OfferedFile } from '../transport/host-link.ts';
import { FolderChoice } from './folder-choice.tsx';

const sources = ['list', 'own', 'folder'] as const;
type SourceKind = (typeof sources)[number];

interface Props {
  readonly repository: ChosenRepository;
  readonly onClose: () => void;
}

/** What to bring in, from which hub, and into which collection. */
export function BringInDialog({ repository, onClose }: Props) {
  const { link } = useSteward();
  const actions = useActions();
  const profiles = useQuery('hub.profiles', {}).data?.profiles ?? [];
  const start = useCommand('hub.bringIn');
  const [hub, setHub] = useState<string | null>(null);
  const [kind, setKind] = useState<SourceKind>('list');
  const [names, setNames] = useState('');
  const [itemKind, setItemKind] = useState<'either' | 'dataset' | 'model'>('either');
  const [collection, setCollection] = useState('');
  const [files, setFiles] = useState<readonly OfferedFile[]>([]);
  const [failure, setFailure] = useState<AppError | null>(null);
  const profile = profiles.find(({ id }) => id === hub) ?? usualProfile(profiles, repository);
  const isReady =
    profile !== undefined &&
    (kind === 'list'
      ? names.trim() !== ''
      : kind === 'own'
        ? profile.account !== null
        : files.length > 0);
  const begin = async (): Promise<void> => {
    if (profile === undefined) return;
    setFailure(null);
    try {
      const told = itemKind === 'either' ? null : itemKind;
      const source =
        kind === 'list'
          ? ({ kind, text: names, itemKind: told } as const)
          : kind === 'own'
            ? ({ kind } as const)
            : ({
                kind,
                sourceId: await link.offerFiles(files, () => undefined),
                itemKind: told,
              } as const);
      const collectionName = collection.trim() === '' ? profile.name : collection.trim();
      const answer = await start.run({
        profileId: profile.id,
        source,
        repositoryId: repository.id,
        collectionName,
      });
      if (!answer.ok) return;
      actions.notify(text.started);
      onClose();
    } catch (cause) {
      setFailure(toAppError(cause));
    }
  };
  const shown = failure ?? start.error;
  return (
    <Dialog
      title={text.bringInTitle}
      isOpen
      onClose={onClose}
      width="wide"
      actions={
        <>
          <Button onPress={onClose}>{appText.cancel}</Button>
          <Button
            kind="main"
            isDisabled={!isReady}
            isPending={start.pending}
            onPress={() => void begin()}
          >
            {text.start}
          </Button>
        </>
      }
    >
      <div className="stack">
        <SelectField
          label={text.hub}
          value={profile?.id ?? null}
          onChange={setHub}
          groups={[
            {
              title: '',
              choices: profiles.map(({ id, name, web }) => ({ id, label: name, detail: web })),
            },
          ]}
        />
        <ChoiceCards
          label={text.source}
          value={kind}
          onChange={setKind}
          choices={sources.map((id) => ({ id, ...text.sources[id] }))}
        />
        {kind === 'list' && (
          <label className="field">
            <span className="label">{text.names}</span>
            <textarea
              className="input mono hub-names"
              rows={5}
              spellCheck={false}
              maxLength={2_000_000}
              placeholder={text.namesPlaceholder}
              value={names}
              onChange={(event) => setNames(event.target.value)}
            />
          </label>
        )}
        {kind === 'own' && (
          <p className="soft">
            {profile?.account == null
              ? `${hubText.run.noAccount(profile?.name ?? '')} ${hubText.run.noAccountNext}`
              : [
                  profile.account.user,
                  ...profile.account.organisations.map(({ name }) => name),
                ].join(', ')}
          </p>
        )}
        {kind === 'folder' && <FolderChoice files={files} onChange={setFiles} />}
        <div className="form-grid">
          {kind !== 'own' && (
            <SelectField
              label={text.itemKind}
              value={itemKind}
              onChange={(id) => setItemKind(id === 'dataset' || id === 'model' ? id : 'either')}
              groups={[
                {
                  title: '',
                  choices: [
                    { id: 'either', label: text.eitherKind },
                    { id: 'dataset', label: text.kinds.dataset },
                    { id: 'model', label: text.kinds.model },
                  ],
                },
              ]}
            />
          )}
          <TextField
            label={text.collection}
            value={collection}
            onChange={setCollection}
            placeholder={profile?.name}
            hint={`${text.repository}: ${repository.name}`}
          />
        </div>
        {shown !== null && <ErrorNotice error={shown} />}
      </div>
    </Dialog>
  );
}

/** Beside the practice repository one practises: the practice hub is offered first. */
function usualProfile(
  profiles: readonly HubProfileView[],
  repository: ChosenRepository,
): HubProfileView | undefined {
  const practice = profiles.find(({ kind }) => kind === 'practice');
  return repository.environment === 'practice' && practice !== undefined ? practice : profiles[0];
}
