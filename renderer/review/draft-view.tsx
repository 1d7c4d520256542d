import { useEffect, useRef, useState } from 'react';

import { reviewScreenText as text } from '#shared/text/review-screen.en.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { DoiName } from '../components/doi-name.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { RegisterDialog } from '../outbox/register-dialog.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import { DraftActions } from './draft-actions.tsx';
import { DraftAside } from './draft-aside.tsx';
import { DraftTabs } from './draft-tabs.tsx';
import { isBusy } from './is-busy.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { ReviewStatusMark } from './review-status-mark.tsx';

interface Props {
  readonly doi: string;
  readonly repository: ChosenRepository;
  readonly onStep: (by: 1 | -1) => void;
}

/** Everything about one draft that somebody looks at who decides about it, and the decision. */
export function DraftView({ doi, repository, onStep }: Props) {
  const actions = useActions();
  const { data: draft, error } = useQuery('review.get', { doi });
  const approve = useCommand('review.approve');
  const returnIt = useCommand('review.return');
  const takeBack = useCommand('review.takeBack');
  const submit = useCommand('review.submit');
  const [asking, setAsking] = useState<'return' | 'take-back' | 'publish' | null>(null);
  const commentField = useRef<HTMLTextAreaElement>(null);
  const failure = approve.error ?? submit.error;

  const handleApprove = async (): Promise<void> => {
    if (draft === undefined || !draft.steps.includes('approve')) return;
    const { contentHash } = draft;
    const answer = await approve.run({ doi, contentHash, note: null });
    if (!answer.ok) return;
    actions.notify(text.approved);
    onStep(1);
  };

  useEffect(() => {
    const handleKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isBusy(event.target) || draft === undefined) return;
      if (event.key === 'a') void handleApprove();
      else if (event.key === 'r' && draft.steps.includes('return')) setAsking('return');
      else if (event.key === 'c') commentField.current?.focus();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', handleKeyDown);
    return () => window.removeEventListener('keydown', handleKeyDown);
  });

  if (error !== undefined) return <ErrorNotice error={error} />;
  if (draft === undefined) return <Skeleton lines={12} />;
  return (
    <article className="draft" aria-label={draft.title ?? doi}>
      <header className="draft-head">
        <div className="panel-title">
          <h2 className="title">{draft.title ?? doi}</h2>
          <p className="line line-wrap">
            <ReviewStatusMark status={draft.status} isFailed={draft.proof?.verdict === 'failed'} />
            <DoiName doi={doi} />
            <CopyButton text={doi} what="DOI" />
            {draft.collectionName !== null && <span className="soft">{draft.collectionName}</span>}
          </p>
        </div>
        <DraftActions
          draft={draft}
          isApproving={approve.pending}
          onApprove={() => void handleApprove()}
          onReturn={() => setAsking('return')}
          onTakeBack={() => setAsking('take-back')}
          onSubmit={() => void submit.run({ dois: [doi] })}
          onPublish={() => setAsking('publish')}
          onStep={onStep}
        />
      </header>
      {failure !== null && <ErrorNotice error={failure} />}
      {draft.isVoided && (
        <Notice kind="warning">
          <p>{text.voided}</p>
        </Notice>
      )}
      <div className="draft-body">
        <DraftTabs draft={draft} />
        <DraftAside draft={draft} commentField={commentField} />
      </div>
      {asking === 'return' && (
        <ReasonDialog
          title={text.returnTitle}
          hint={text.returnHint}
          label={text.reason}
          action={text.returnIt}
          command={returnIt}
          onRun={(reason) => returnIt.run({ doi, reason })}
          onDone={() => {
            setAsking(null);
            actions.notify(text.returned);
            onStep(1);
          }}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'take-back' && (
        <ReasonDialog
          title={text.takeBackTitle}
          label={text.why}
          action={text.takeBack}
          command={takeBack}
          onRun={(reason) => takeBack.run({ doi, reason })}
          onDone={() => setAsking(null)}
          onClose={() => setAsking(null)}
        />
      )}
      <RegisterDialog
        selection={{ dois: [doi] }}
        repository={repository}
        isOpen={asking === 'publish'}
        onClose={() => setAsking(null)}
        onShowInvalid={() => setAsking(null)}
      />
    </article>
  );
}
