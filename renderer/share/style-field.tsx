import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';

import { shareText as text } from '#shared/text/share.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { SelectField } from '../components/select-field.tsx';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

/** DataCite's own form, which is no CSL style. */
export const recommended = 'how-to-cite';

const bundled = Object.entries(text.styles).map(([id, label]) => ({ id, label }));
const mostBytes = 1_000_000;

interface Props {
  readonly style: string;
  readonly onChange: (style: string) => void;
}

/** Any citation style: those of the app, and CSL files that somebody adds. */
export function StyleField({ style, onChange }: Props) {
  const own = useQuery('share.styles', {}).data?.styles ?? [];
  const add = useCommand('share.addStyle');
  const remove = useCommand('share.removeStyle');
  const [isTooLarge, setTooLarge] = useState(false);
  const error = add.error ?? remove.error;
  const isOwn = own.some(({ name }) => name === style);
  const handleFiles = async (files: FileList | null): Promise<void> => {
    const file = files?.[0];
    if (file === undefined) return;
    setTooLarge(file.size > mostBytes);
    if (file.size > mostBytes) return;
    const answer = await add.run({ csl: await file.text() });
    if (answer.ok) onChange(answer.value.name);
  };
  const handleRemove = async (): Promise<void> => {
    onChange(recommended);
    await remove.run({ name: style });
  };
  return (
    <>
      <SelectField
        label={text.style}
        value={style}
        onChange={onChange}
        groups={[
          { title: '', choices: bundled },
          ...(own.length === 0
            ? []
            : [
                {
                  title: text.ownStyles,
                  choices: own.map(({ name, title }) => ({ id: name, label: title })),
                },
              ]),
        ]}
      />
      <FileTrigger acceptedFileTypes={['.csl']} onSelect={(files) => void handleFiles(files)}>
        <Button icon="file" isPending={add.pending}>
          {text.addStyle}
        </Button>
      </FileTrigger>
      {isOwn && (
        <Button kind="plain" onPress={() => void handleRemove()}>
          {text.removeStyle}
        </Button>
      )}
      {isTooLarge && <p role="alert">{text.tooLargeStyle}</p>}
      {error !== null && <ErrorNotice error={error} />}
    </>
  );
}
