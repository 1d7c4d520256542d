import { useState } from 'react';

import type { WireRequest } from '#shared/contract/removal-shapes.ts';
import { removalScreens as text } from '#shared/text/removal-screens.en.ts';
import { removalText } from '#shared/text/removal.en.ts';

import { Button } from '../components/button.tsx';
import { ChoiceCards } from '../components/choice-cards.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useActions, useSteward } from '../store/steward.ts';
import { toAppError } from '../store/query-cache.ts';
import { useCommand } from '../store/use-command.ts';
import type { AppError } from '#shared/support/app-error.ts';
import { emptyRequest, RequestForm } from './request-form.tsx';

type By = 'form' | 'email' | 'csv';

interface Props {
  /** What is known of the request already. */
  readonly given?: WireRequest;
  readonly onClose: () => void;
  readonly onOpened: (ids: readonly number[]) => void;
}

/** A request by form, out of a pasted e-mail, or many out of CSV: read first, looked over, then opened. */
export function NewRequestDialog({ given = emptyRequest, onClose, onOpened }: Props) {
  const { client } = useSteward();
  const actions = useActions();
  const [by, setBy] = useState<By>('form');
  const [request, setRequest] = useState<WireRequest>(given);
  const [doiText, setDoiText] = useState(given.dois.join('\n'));
  const [pasted, setPasted] = useState('');
  const [read, setRead] = useState<readonly WireRequest[]>([]);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [failure, setFailure] = useState<AppError | null>(null);
  const open = useCommand('removal.open');
  const dois = doiText.split(/[\s,;]+/).filter((one) => one !== '');
  const requests = by === 'csv' ? read : dois.length === 0 ? [] : [{ ...request, dois }];

  const handleRead = async (): Promise<void> => {
    setFailure(null);
    try {
      const answer = await client.call('removal.readRequests', {
        kind: by === 'csv' ? 'csv' : 'email',
        text: pasted,
      });
      setProblems(answer.problems.map(({ row, message }) => text.row(row, message)));
      setRead(answer.requests);
      const [first] = answer.requests;
      if (by === 'email' && first !== undefined) {
        setRequest(first);
        setDoiText(first.dois.join('\n'));
      }
    } catch (cause) {
      setFailure(toAppError(cause));
    }
  };
  const handleOpen = async (): Promise<void> => {
    const done = await open.run({ requests: requests.map((one) => ({ ...one })) });
    if (!done.ok) return;
    actions.notify(text.opened(done.value.ids.length));
    onOpened(done.value.ids);
  };
  return (
    <Dialog
      title={text.newTitle}
      isOpen
      onClose={onClose}
      width="wide"
      isDismissable={!open.pending}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button
            kind="main"
            isDisabled={requests.length === 0}
            isPending={open.pending}
            onPress={() => void handleOpen()}
          >
            {text.openCases(Math.max(1, requests.length))}
          </Button>
        </>
      }
    >
      <ChoiceCards
        label={text.origin}
        value={by}
        onChange={setBy}
        choices={(['form', 'email', 'csv'] as const).map((id) => ({
          id,
          label: text.by[id],
          detail: '',
        }))}
      />
      {by !== 'form' && (
        <>
          <TextField
            label={by === 'csv' ? text.csvText : text.emailText}
            value={pasted}
            onChange={setPasted}
            rows={6}
            isMono={by === 'csv'}
          />
          <div className="line">
            <Button isDisabled={pasted.trim() === ''} onPress={() => void handleRead()}>
              {text.read}
            </Button>
            {read.length > 0 && <span role="status">{text.readCount(read.length)}</span>}
          </div>
        </>
      )}
      {problems.length > 0 && (
        <Notice kind="warning">
          <ul className="problem-list">
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Notice>
      )}
      {by === 'csv' ? (
        <ul className="problem-list">
          {read.slice(0, 20).map((one) => (
            <li key={one.dois.join(' ')}>
              {removalText.kind[one.kind]}: <span className="mono">{one.dois.join(', ')}</span>
            </li>
          ))}
        </ul>
      ) : (
        (by === 'form' || read.length > 0) && (
          <RequestForm
            value={request}
            onChange={setRequest}
            doiText={doiText}
            onDoiText={setDoiText}
          />
        )
      )}
      {failure !== null && <ErrorNotice error={failure} />}
      {open.error !== null && <ErrorNotice error={open.error} />}
    </Dialog>
  );
}
