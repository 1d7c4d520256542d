import { useState } from 'react';

import { resendText as text } from '#shared/text/resend.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useCommand } from '../store/use-command.ts';

/** For a DOI that the resolver does not know, or leads elsewhere, though DataCite holds its address. */
export function SendAgain({ doi }: { readonly doi: string }) {
  const resend = useCommand('outbox.resend');
  const [isSent, setIsSent] = useState(false);
  const handlePress = async (): Promise<void> => setIsSent((await resend.run({ doi })).ok);
  return (
    <>
      <div className="line line-wrap">
        <Button isPending={resend.pending} isDisabled={isSent} onPress={() => void handlePress()}>
          {text.action}
        </Button>
        <span className="soft" role="status">
          {isSent ? text.sent : ''}
        </span>
      </div>
      {resend.error !== null && <ErrorNotice error={resend.error} />}
    </>
  );
}
