import { useState } from 'react';

import type { ReviewDetail } from '#shared/contract/review-shapes.ts';
import { questionText, reviewScreenText as text } from '#shared/text/review-screen.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Icon } from '../components/icon.tsx';
import { useCommand } from '../store/use-command.ts';
import { ConsentDialog } from './consent-dialog.tsx';
import { ReasonDialog } from './reason-dialog.tsx';

type Item = ReviewDetail['checklist'][number];
type Answer = 'yes' | 'manuscript' | 'published-version';

const icons = { met: 'good', answered: 'check', waived: 'hint', open: 'warning' } as const;

/** What the collection asks, each point with what was found and what can be done about it. */
export function Checklist({ draft }: { readonly draft: ReviewDetail }) {
  const answer = useCommand('review.answer');
  const [waiving, setWaiving] = useState<Item | null>(null);
  const [isConsenting, setConsenting] = useState(false);
  const { doi, checklist } = draft;
  const open = checklist.filter(({ outcome }) => outcome === 'open').length;
  const dois = [doi];
  const say = (item: Item, given: Answer | null): void =>
    void answer.run({ dois, question: item.question, answer: given, note: null });
  return (
    <section className="section">
      <h3 className="section-title">
        {text.checklist} <span className="soft">{text.checklistCount(open)}</span>
      </h3>
      <ul className="review-list">
        {checklist.map((item) => (
          <li key={item.question} className={`review-item review-item-${item.outcome}`}>
            <Icon name={icons[item.outcome]} />
            <div className="review-item-text">
              <p>
                {questionText[item.question].label}{' '}
                <span className="soft small">{text.outcomes[item.outcome]}</span>
              </p>
              {item.outcome === 'open' && (
                <p className="small soft">
                  {item.evidence === 'published-version'
                    ? text.publishedVersionNext
                    : questionText[item.question].asks}
                </p>
              )}
              {(item.outcome === 'waived' || item.outcome === 'answered') &&
                item.evidence !== '' && <p className="small soft">{item.evidence}</p>}
            </div>
            {item.outcome === 'open' && item.canConfirm && item.question === 'manuscript' && (
              <Stages item={item} onSay={(given) => say(item, given)} />
            )}
            {item.outcome === 'open' && item.canConfirm && item.question !== 'manuscript' && (
              <Button
                kind="plain"
                onPress={() =>
                  item.question === 'consent' ? setConsenting(true) : say(item, 'yes')
                }
              >
                {text.confirm}
              </Button>
            )}
            {item.outcome === 'open' && item.canWaive && (
              <Button kind="plain" onPress={() => setWaiving(item)}>
                {text.waive}
              </Button>
            )}
            {(item.outcome === 'waived' || item.outcome === 'answered') && (
              <Button kind="plain" onPress={() => say(item, null)}>
                {text.withdraw}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {answer.error !== null && waiving === null && <ErrorNotice error={answer.error} />}
      {isConsenting && <ConsentDialog draft={draft} onClose={() => setConsenting(false)} />}
      {waiving !== null && (
        <ReasonDialog
          title={text.waiveTitle(questionText[waiving.question].label)}
          label={text.why}
          action={text.waive}
          command={answer}
          onRun={(note) => answer.run({ dois, question: waiving.question, answer: 'waived', note })}
          onDone={() => setWaiving(null)}
          onClose={() => setWaiving(null)}
        />
      )}
    </section>
  );
}

/** An author's manuscript may have a DOI of its own, the final published version has its publisher's (E8). */
function Stages({
  item,
  onSay,
}: {
  readonly item: Item;
  readonly onSay: (answer: Answer | null) => void;
}) {
  const isPublished = item.evidence === 'published-version';
  return (
    <>
      <Button kind="plain" onPress={() => onSay('manuscript')}>
        {text.manuscript}
      </Button>
      <Button kind="plain" onPress={() => onSay(isPublished ? null : 'published-version')}>
        {isPublished ? text.withdraw : text.publishedVersion}
      </Button>
    </>
  );
}
