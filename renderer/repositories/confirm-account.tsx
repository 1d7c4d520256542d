import { useState } from 'react';

import { appText } from '#shared/text/app.en.ts';
import { repositoriesText as text } from '#shared/text/repositories.en.ts';
import type { AppError } from '#shared/support/app-error.ts';

import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import type { Environment } from '../components/environment-badge.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextField } from '../components/text-field.tsx';

interface Props {
  readonly title: string;
  readonly body: string;
  /** What must be typed. */
  readonly clientId: string;
  readonly action: string;
  readonly sendsTo?: Environment;
  readonly pending: boolean;
  readonly error: AppError | null;
  readonly onConfirm: (confirm: string) => void;
  readonly onClose: () => void;
}

/** A decision about an account that asks for its id, so that it is never the wrong one by a slip. */
export function ConfirmAccount(props: Props) {
  const { title, body, clientId, action, sendsTo, pending, error, onConfirm, onClose } = props;
  const [typed, setTyped] = useState('');
  const isRight = typed.trim().toUpperCase() === clientId.toUpperCase();
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      isDismissable={!pending}
      actions={
        <>
          <Button onPress={onClose}>{appText.cancel}</Button>
          <Button
            {...(sendsTo === undefined ? { kind: 'danger' } : { sendsTo })}
            isPending={pending}
            isDisabled={!isRight}
            onPress={() => onConfirm(typed)}
          >
            {action}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{body}</p>
        <TextField
          label={text.typeId(clientId)}
          value={typed}
          onChange={setTyped}
          isMono
          autoFocus
          autoComplete="off"
        />
        {error !== null && <ErrorNotice error={error} />}
      </div>
    </Dialog>
  );
}
