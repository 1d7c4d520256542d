import { useState } from 'react';

import type { Output } from '#shared/contract/contract.ts';
import { backupsText } from '#shared/text/backups.en.ts';
import { formatDateTime } from '#shared/text/format.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';

const text = backupsText.second;

/** Where every backup is copied to as well, such as a network share on which no ledger may stand. */
export function SecondFolder({ second }: { readonly second: Output<'backups.list'>['second'] }) {
  const known = second?.folder ?? '';
  const [typed, setTyped] = useState(known);
  const save = useCommand('backups.setSecond');
  const actions = useActions();
  const folder = typed.trim();
  const choose = async (next: string | null): Promise<void> => {
    const answer = await save.run({ folder: next });
    if (answer.ok && answer.value.problem === null) {
      actions.notify(next === null ? text.stopped : text.chosen);
    }
  };
  return (
    <form
      className="stack-tight"
      onSubmit={(event) => {
        event.preventDefault();
        if (folder !== '') void choose(folder);
      }}
    >
      <div className="settings-name">
        <TextField label={text.label} value={typed} onChange={setTyped} />
        <Button
          type="submit"
          isDisabled={folder === '' || (folder === known && second?.problem === null)}
          isPending={save.pending}
        >
          {text.choose}
        </Button>
        {second !== null && (
          <Button kind="plain" isDisabled={save.pending} onPress={() => void choose(null)}>
            {text.stop}
          </Button>
        )}
      </div>
      <p className="small soft">{text.hint}</p>
      {save.error !== null && <ErrorNotice error={save.error} />}
      {second !== null && <Standing second={second} />}
    </form>
  );
}

function Standing({ second }: { readonly second: NonNullable<Output<'backups.list'>['second']> }) {
  const when =
    second.copiedAt === null ? text.waiting : text.copied(formatDateTime(second.copiedAt));
  if (second.problem === null) return <p className="small soft">{when}</p>;
  return (
    <Notice kind="warning">
      <p>{second.problem}</p>
      <p>
        {when} {text.nextStep}
      </p>
    </Notice>
  );
}
