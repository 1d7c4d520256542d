import type { ReactNode } from 'react';

import type { AppError } from '#shared/support/app-error.ts';
import { appText as text } from '#shared/text/app.en.ts';

import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ErrorNotice } from './error-notice.tsx';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly width?: 'narrow' | 'wide' | 'broad';
  /** The command that the button runs: while it is under way nothing closes the dialog. */
  readonly command: { readonly pending: boolean; readonly error: AppError | null };
  readonly button: string;
  readonly kind?: 'main' | 'danger';
  readonly isReady: boolean;
  readonly onRun: () => Promise<void>;
  readonly children: ReactNode;
}

/** A dialog around one command. The focus starts on Cancel: Enter alone never does anything. */
export function CommandDialog(props: Props) {
  const { title, onClose, width = 'narrow', command } = props;
  return (
    <Dialog
      title={title}
      width={width}
      isOpen
      onClose={onClose}
      isDismissable={!command.pending}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {text.cancel}
          </Button>
          <Button
            kind={props.kind ?? 'main'}
            isDisabled={!props.isReady}
            isPending={command.pending}
            onPress={() => void props.onRun()}
          >
            {props.button}
          </Button>
        </>
      }
    >
      {props.children}
      {command.error !== null && <ErrorNotice error={command.error} />}
    </Dialog>
  );
}
