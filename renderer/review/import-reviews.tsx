import { useRef } from 'react';

import { reviewScreenText as text } from '#shared/text/review-screen.en.ts';

import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';

/** Takes a colleague's signed file; a refused one says why and changes nothing. */
export function ImportReviews({ repositoryId }: { readonly repositoryId: string }) {
  const actions = useActions();
  const take = useCommand('review.import');
  const input = useRef<HTMLInputElement>(null);
  const handleFile = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const answer = await take.run({ text: await file.text(), repositoryId });
    if (!answer.ok) return;
    const { signedBy, refusals, ...counts } = answer.value;
    const refused = refusals.length === 0 ? '' : ` ${text.refused(refusals.length)}`;
    actions.notify(`${text.imported(signedBy, counts)}${refused}`);
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        hidden
        aria-label={text.importBundle}
        onChange={(event) => {
          void handleFile(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Button isPending={take.pending} onPress={() => input.current?.click()}>
        {text.importBundle}
      </Button>
      {take.error !== null && (
        <Dialog
          title={text.importBundle}
          isOpen
          onClose={take.clear}
          actions={<Button onPress={take.clear}>{text.cancel}</Button>}
        >
          <ErrorNotice error={take.error} />
        </Dialog>
      )}
    </>
  );
}
