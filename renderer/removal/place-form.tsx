import type { PagePlace } from '#shared/contract/removal-shapes.ts';
import { removalScreens as text } from '#shared/text/removal-screens.en.ts';

import { SelectField } from '../components/select-field.tsx';
import { TextField } from '../components/text-field.tsx';

interface Props {
  readonly value: PagePlace | null;
  readonly onChange: (value: PagePlace | null) => void;
  readonly password: string;
  readonly onPassword: (password: string) => void;
}

/** Where pages of real repositories go. */
export function PlaceForm({ value, onChange, password, onPassword }: Props) {
  const baseUrl = value?.baseUrl ?? '';
  const choose = (id: string): void => {
    if (id === 'folder') onChange({ kind: 'folder', folder: '', baseUrl });
    else if (id === 'by-hand') onChange({ kind: 'by-hand', baseUrl });
    else if (id === 'webdav') onChange({ kind: 'webdav', uploadUrl: '', username: '', baseUrl });
    else onChange(null);
  };
  return (
    <>
      <SelectField
        label={text.place}
        value={value?.kind ?? 'none'}
        onChange={choose}
        hint={text.placeHint}
        groups={[
          {
            title: '',
            choices: (['none', 'folder', 'by-hand', 'webdav'] as const).map((id) => ({
              id,
              label: text.places[id],
            })),
          },
        ]}
      />
      {value?.kind === 'folder' && (
        <TextField
          label={text.folder}
          value={value.folder}
          onChange={(folder) => onChange({ ...value, folder })}
          isMono
        />
      )}
      {value?.kind === 'webdav' && (
        <>
          <TextField
            label={text.uploadUrl}
            value={value.uploadUrl}
            onChange={(uploadUrl) => onChange({ ...value, uploadUrl })}
            isMono
          />
          <div className="case-fields">
            <TextField
              label={text.username}
              value={value.username}
              onChange={(username) => onChange({ ...value, username })}
              autoComplete="off"
            />
            <TextField
              label={text.password}
              value={password}
              onChange={onPassword}
              type="password"
              autoComplete="off"
            />
          </div>
        </>
      )}
      {value !== null && (
        <TextField
          label={text.baseUrl}
          value={value.baseUrl}
          onChange={(next) => onChange({ ...value, baseUrl: next })}
          isMono
        />
      )}
    </>
  );
}
