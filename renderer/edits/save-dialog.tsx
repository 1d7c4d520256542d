import { useState } from 'react';

import type { ChangeKind } from '#shared/contract/changes.ts';
import { changeKind } from '#shared/contract/changes.ts';
import { editFormText as text } from '#shared/text/edit-form.en.ts';
import type { AppError } from '#shared/support/app-error.ts';

import { Button } from '../components/button.tsx';
import { ChoiceCards } from '../components/choice-cards.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextField } from '../components/text-field.tsx';

interface Props {
  readonly isOpen: boolean;
  readonly changeCount: number;
  readonly isPending: boolean;
  readonly error: AppError | null;
  readonly onSave: (kind: ChangeKind, reason: string | null) => void;
  readonly onClose: () => void;
}

/** Why the record changes although its DOI stays: kept for ever in its history. */
export function SaveDialog({ isOpen, changeCount, isPending, error, onSave, onClose }: Props) {
  const [kind, setKind] = useState<ChangeKind>('correction');
  const [reason, setReason] = useState('');
  return (
    <Dialog
      title={text.saveTitle}
      isOpen={isOpen}
      onClose={onClose}
      isDismissable={!isPending}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button
            kind="main"
            isPending={isPending}
            onPress={() => onSave(kind, reason.trim() === '' ? null : reason.trim())}
          >
            {text.saveButton(changeCount)}
          </Button>
        </>
      }
    >
      <p className="soft">{text.saveHint}</p>
      <ChoiceCards
        label={text.changeKind}
        value={kind}
        onChange={setKind}
        choices={changeKind.options.map((id) => ({ id, ...text.changeKinds[id] }))}
      />
      <TextField label={text.reason} value={reason} onChange={setReason} />
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
