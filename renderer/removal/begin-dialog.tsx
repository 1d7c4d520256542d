import { useState } from 'react';

import type { CaseDetail } from '#shared/contract/removal-shapes.ts';
import { removalScreens as text } from '#shared/text/removal-screens.en.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useTypedConfirmation } from '../components/typed-confirmation.tsx';
import { useCommand } from '../store/use-command.ts';

interface Props {
  readonly detail: CaseDetail;
  readonly repository: ChosenRepository;
  readonly direction: 'begin' | 'restore';
  readonly count: number;
  readonly onClose: () => void;
  readonly onBegun: () => void;
}

/** The last look before anything changes at DataCite, or goes back. */
export function BeginDialog({ detail, repository, direction, count, onClose, onBegun }: Props) {
  const [reason, setReason] = useState('');
  const begin = useCommand('removal.begin');
  const restore = useCommand('removal.restore');
  const isBack = direction === 'restore';
  const isPending = begin.pending || restore.pending;
  const { isConfirmed, confirmation, field } = useTypedConfirmation(detail.confirmation);
  const isReady = isConfirmed && (!isBack || reason.trim() !== '');
  const handleBegin = async (): Promise<void> => {
    const order = { id: detail.id, dois: null, confirmation };
    const done = isBack ? await restore.run({ ...order, reason }) : await begin.run(order);
    if (done.ok) onBegun();
  };
  const error = begin.error ?? restore.error;
  return (
    <Dialog
      title={isBack ? text.restoreTitle : text.beginTitle}
      isOpen
      onClose={onClose}
      isDismissable={!isPending}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {text.cancel}
          </Button>
          <Button
            sendsTo={repository.environment}
            isDisabled={!isReady}
            isPending={isPending}
            onPress={() => void handleBegin()}
          >
            {isBack ? text.restore(count) : text.begin(count, repository.name)}
          </Button>
        </>
      }
    >
      <p>{isBack ? text.restoreBody : text.beginBody(detail.place)}</p>
      {isBack && <TextField label={text.why} value={reason} onChange={setReason} />}
      {field}
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
