import { useState } from 'react';

import type { Output } from '#shared/contract/contract.ts';
import { checkText, repositoriesText as text } from '#shared/text/repositories.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { useCommand } from '../store/use-command.ts';

/** Asks the service who we are, without side effects. */
export function CheckAccount({ repositoryId }: { readonly repositoryId: string }) {
  const check = useCommand('repositories.check');
  const [found, setFound] = useState<Output<'repositories.check'> | null>(null);
  const handleCheck = async (): Promise<void> => {
    setFound(null);
    const answer = await check.run({ id: repositoryId });
    if (answer.ok) setFound(answer.value);
  };
  return (
    <div className="stack-tight" aria-live="polite">
      <div>
        <Button isPending={check.pending} onPress={() => void handleCheck()}>
          {text.check}
        </Button>
      </div>
      {found !== null && (
        <Notice
          kind={found.outcome === 'works' ? 'good' : 'error'}
          title={checkText[found.outcome]}
        >
          <p>{found.message}</p>
        </Notice>
      )}
      {check.error !== null && <ErrorNotice error={check.error} />}
    </div>
  );
}
