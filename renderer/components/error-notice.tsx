import type { AppError } from '#shared/support/app-error.ts';
import { appText } from '#shared/text/app.en.ts';
import { errorsText } from '#shared/text/errors.en.ts';

import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { Notice } from './notice.tsx';

/** A failure as people read it: what happened, and what to do. */
export function ErrorNotice({
  error,
  onRetry,
  onClose,
}: {
  readonly error: AppError;
  readonly onRetry?: () => void;
  /** Given where nothing else takes it away. */
  readonly onClose?: () => void;
}) {
  const text = errorsText[error.code];
  return (
    <Notice
      kind="error"
      title={text.title}
      actions={
        onRetry !== undefined ? (
          <Button icon="retry" onPress={onRetry}>
            {appText.tryAgain}
          </Button>
        ) : onClose === undefined ? undefined : (
          <IconButton icon="close" label={appText.close} onPress={onClose} />
        )
      }
    >
      <p>{error.message}</p>
      <p className="soft">{error.nextStep ?? text.nextStep}</p>
    </Notice>
  );
}
