import { useState } from 'react';

import type { Output } from '#shared/contract/contract.ts';
import { settingsText as text } from '#shared/text/settings.en.ts';

import { Button } from '../components/button.tsx';
import { ChoiceCards } from '../components/choice-cards.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

/** Whether and where the last XML and JSON of each DOI are kept as files, and how many are. */
export function PreservationCopies() {
  const { data, error } = useQuery('preservation.status', {}, { keepPrevious: true });
  return (
    <section className="section stack">
      <h2 className="section-title">{text.preservation}</h2>
      <p className="small soft">{text.preservationHint}</p>
      {error !== undefined && <ErrorNotice error={error} />}
      {data !== undefined && <Chosen key={data.folder} status={data} />}
    </section>
  );
}

function Chosen({ status }: { readonly status: Output<'preservation.status'> }) {
  const { isOn, folder, keptCount, dueCount, failure } = status;
  const [typed, setTyped] = useState(folder);
  const save = useCommand('preservation.set');
  const actions = useActions();
  const set = async (on: boolean, path: string): Promise<void> => {
    const answer = await save.run({ isOn: on, folder: path.trim() === '' ? null : path.trim() });
    if (answer.ok) actions.notify(text.saved);
  };
  return (
    <>
      <ChoiceCards
        label={text.preservationKeep}
        value={isOn ? 'on' : 'off'}
        onChange={(chosen) => void set(chosen === 'on', folder)}
        choices={(['on', 'off'] as const).map((id) => ({ id, ...text.preservationChoices[id] }))}
      />
      <form
        className="stack-tight"
        onSubmit={(event) => {
          event.preventDefault();
          void set(isOn, typed);
        }}
      >
        <div className="settings-name">
          <TextField label={text.preservationFolder} value={typed} onChange={setTyped} isMono />
          <Button type="submit" isDisabled={typed.trim() === folder} isPending={save.pending}>
            {text.save}
          </Button>
        </div>
        <p className="small soft">{text.preservationFolderHint}</p>
      </form>
      <p role="status">{text.preservationCount(keptCount, dueCount)}</p>
      {failure !== null && (
        <Notice kind="warning" title={text.preservationStopped}>
          <p>{text.preservationStoppedBody(failure)}</p>
        </Notice>
      )}
      {save.error !== null && <ErrorNotice error={save.error} />}
    </>
  );
}
