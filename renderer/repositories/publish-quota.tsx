import { useState } from 'react';

import { repositoriesText as text } from '#shared/text/repositories.en.ts';
import { reviewScreenText } from '#shared/text/review-screen.en.ts';

import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

/** How many DOIs may become public in an hour, so that a slip is never a catalogue (requirement E31). */
export function PublishQuota({ repositoryId }: { readonly repositoryId: string }) {
  const { data, error } = useQuery('review.quota', { repositoryId });
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section className="section">
      <h3 className="section-title">{text.quota.title}</h3>
      <p className="soft">{text.quota.lead}</p>
      {error !== undefined && <ErrorNotice error={error} />}
      {data !== undefined && (
        <p className="line line-wrap">
          {data.quota === null
            ? text.quota.none
            : reviewScreenText.quota(data.quota.usedCount, data.quota.perHour)}
          <Button onPress={() => setIsOpen(true)}>{text.quota.change}</Button>
        </p>
      )}
      {isOpen && (
        <QuotaDialog
          repositoryId={repositoryId}
          perHour={data?.quota?.perHour ?? null}
          onClose={() => setIsOpen(false)}
        />
      )}
    </section>
  );
}

interface Props {
  readonly repositoryId: string;
  readonly perHour: number | null;
  readonly onClose: () => void;
}

const most = 1_000_000;

function QuotaDialog({ repositoryId, perHour, onClose }: Props) {
  const save = useCommand('review.setQuota');
  const [typed, setTyped] = useState(perHour === null ? '' : String(perHour));
  const [reason, setReason] = useState('');
  const count = typed.trim() === '' ? null : Number(typed);
  const isNumber = count === null || (Number.isInteger(count) && count >= 1 && count <= most);
  const run = async (): Promise<void> => {
    const answer = await save.run({ repositoryId, perHour: count, reason });
    if (answer.ok) onClose();
  };
  return (
    <Dialog
      title={text.quota.title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{reviewScreenText.cancel}</Button>
          <Button
            kind="main"
            isDisabled={!isNumber || reason.trim() === ''}
            isPending={save.pending}
            onPress={() => void run()}
          >
            {text.quota.save}
          </Button>
        </>
      }
    >
      <div className="stack">
        <TextField
          label={text.quota.perHour}
          hint={text.quota.hint}
          error={isNumber ? undefined : text.quota.wrong}
          value={typed}
          onChange={setTyped}
          autoFocus
        />
        <TextField label={reviewScreenText.why} value={reason} onChange={setReason} />
        {save.error !== null && <ErrorNotice error={save.error} />}
      </div>
    </Dialog>
  );
}
