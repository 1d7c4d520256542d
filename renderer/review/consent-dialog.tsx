import { useState } from 'react';

import type { ReviewDetail } from '#shared/contract/review-shapes.ts';
import { consentOf } from '#shared/review/consent.ts';
import { consentText as text } from '#shared/text/consent.en.ts';
import { reviewScreenText } from '#shared/text/review-screen.en.ts';

import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useCommand } from '../store/use-command.ts';
import { ReviewCheck } from './review-check.tsx';

interface Props {
  readonly draft: ReviewDetail;
  readonly onClose: () => void;
}

/** What is agreed to, word for word, each part with a tick of its own (requirements D7 to D9). */
export function ConsentDialog({ draft, onClose }: Props) {
  const answer = useCommand('review.answer');
  const { people, text: statement, terms, termsUrl } = consentOf(draft.attributes, draft.policy);
  const [isPublic, setPublic] = useState(false);
  const [isAll, setAll] = useState(false);
  const [isTerms, setTerms] = useState(false);
  const hasTerms = terms !== '';
  const keep = async (): Promise<void> => {
    const given = { question: 'consent', answer: 'yes', note: null } as const;
    const done = await answer.run({ dois: [draft.doi], ...given });
    if (done.ok) onClose();
  };
  return (
    <Dialog
      title={text.title}
      width="wide"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{reviewScreenText.cancel}</Button>
          <Button
            kind="main"
            isDisabled={!isPublic || !isAll || (hasTerms && !isTerms)}
            isPending={answer.pending}
            onPress={() => void keep()}
          >
            {text.keep}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="soft">{text.people(people.length)}</p>
        <p>{statement}</p>
        <div className="stack-tight">
          <ReviewCheck label={text.public} isOn={isPublic} onChange={setPublic} />
          <ReviewCheck label={text.all} isOn={isAll} onChange={setAll} />
          {hasTerms && <ReviewCheck label={text.terms} isOn={isTerms} onChange={setTerms} />}
        </div>
        {hasTerms && <p className="review-terms">{terms}</p>}
        {termsUrl !== '' && (
          <p className="small soft review-break">
            {text.termsAt}: {termsUrl}
          </p>
        )}
        <p className="small soft">{text.kept}</p>
        {answer.error !== null && <ErrorNotice error={answer.error} />}
      </div>
    </Dialog>
  );
}
