import { useState } from 'react';

import type { ReviewDetail, Twin } from '#shared/contract/review-shapes.ts';
import { reviewScreenText as text, twinReasonText } from '#shared/text/review-screen.en.ts';

import { Button } from '../components/button.tsx';
import { DoiName } from '../components/doi-name.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { StateName } from '../components/state-name.tsx';
import { useQuery } from '../store/use-query.ts';
import { TwinDecision } from './twin-decision.tsx';

/** Records that may be the same item, beside this one, and what somebody decides about each. */
export function Twins({ draft }: { readonly draft: ReviewDetail }) {
  return (
    <section className="section">
      <h3 className="section-title">{text.twins}</h3>
      {draft.twins.length === 0 && <p className="soft">{text.noTwins}</p>}
      <ul className="review-list">
        {draft.twins.map((twin) => (
          <li key={twin.doi} className="twin">
            <TwinFacts twin={twin} draft={draft} />
            <TwinDecision twin={twin} draft={draft} />
          </li>
        ))}
      </ul>
      {draft.policy.usesOnlineSources && <OnlineTwins draft={draft} />}
    </section>
  );
}

/** Says what would be sent before anything is. */
function OnlineTwins({ draft }: { readonly draft: ReviewDetail }) {
  const { doi } = draft;
  const [isAsked, setIsAsked] = useState(false);
  const { data: said } = useQuery('review.onlineQuestions', { doi });
  const { data, error } = useQuery('review.onlineTwins', isAsked ? { doi } : null);
  return (
    <div className="stack-tight">
      {(said?.questions ?? []).map(({ service, words }) => (
        <p key={service} className="small soft">
          {text.wouldAsk(service, words)}
        </p>
      ))}
      {!isAsked && <Button onPress={() => setIsAsked(true)}>{text.askOnline}</Button>}
      {isAsked && data === undefined && error === undefined && <Skeleton lines={2} />}
      {error !== undefined && <ErrorNotice error={error} />}
      {data?.twins.length === 0 && <p className="soft">{text.noTwinsOnline}</p>}
      <ul className="review-list">
        {(data?.twins ?? []).map((twin) => (
          <li key={twin.doi} className="twin">
            <TwinFacts twin={twin} draft={draft} />
            <TwinDecision twin={twin} draft={draft} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function TwinFacts({ twin, draft }: { readonly twin: Twin; readonly draft: ReviewDetail }) {
  const [isAsked, setIsAsked] = useState(false);
  const isHere = twin.title !== null || twin.state !== null;
  return (
    <div className="twin-facts">
      <p className="strong">{twin.title ?? text.notHere}</p>
      <p className="line line-wrap small">
        <DoiName doi={twin.doi} />
        {twin.state !== null && <StateName state={twin.state} />}
        {twin.version !== null && <span>{twin.version}</span>}
        {twin.publicationYear !== null && <span>{twin.publicationYear}</span>}
      </p>
      {twin.creators !== null && <p className="small soft">{twin.creators}</p>}
      {twin.url !== null && <p className="small soft review-break">{twin.url}</p>}
      <p className="small">{twin.reasons.map((reason) => twinReasonText[reason]).join(' · ')}</p>
      {!isHere && !isAsked && (
        <Button kind="link" onPress={() => setIsAsked(true)}>
          {text.lookUp}
        </Button>
      )}
      {isAsked && <Foreign doi={twin.doi} key={draft.doi} />}
    </div>
  );
}

/** Goes to the network, so only when somebody asks. */
function Foreign({ doi }: { readonly doi: string }) {
  const { data, error } = useQuery('review.foreign', { doi });
  if (error !== undefined) return <ErrorNotice error={error} />;
  if (data === undefined) return <Skeleton lines={2} />;
  return (
    <p className="small">
      {data.citation} <span className="soft">({data.agency})</span>
    </p>
  );
}
