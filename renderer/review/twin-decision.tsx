import { useState } from 'react';

import type { ReviewDetail, Twin } from '#shared/contract/review-shapes.ts';
import { reviewScreenText as text } from '#shared/text/review-screen.en.ts';
import { twinText } from '#shared/text/twins.en.ts';

import { ErrorNotice } from '../components/error-notice.tsx';
import { RelationPlan } from '../components/relation-plan.tsx';
import { SelectField } from '../components/select-field.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { SideBySide } from './side-by-side.tsx';

const decisions = ['different', 'new-version', 'variant', 'identical', 'cancel'] as const;
type Decision = (typeof decisions)[number];

/** What somebody decides about a possible twin, with its reason, and the links that follow from it. */
export function TwinDecision({
  twin,
  draft,
}: {
  readonly twin: Twin;
  readonly draft: ReviewDetail;
}) {
  const { doi } = draft;
  const decide = useCommand('review.decideTwin');
  const actions = useActions();
  const [chosen, setChosen] = useState<Decision | null>(null);
  const handleRun = async (decision: Decision, reason: string) => {
    const answer = await decide.run({ doi, other: twin.doi, decision, reason });
    if (!answer.ok) return answer;
    const { changeSetId, refused } = answer.value;
    for (const each of refused) actions.notify(twinText.refused(each.doi, each.message));
    if (changeSetId !== null) actions.notify(twinText.linked);
    return answer;
  };
  return (
    <div>
      {twin.decision !== null && (
        <p className="small">
          {text.decisions[twin.decision.decision]}: {twin.decision.reason}
        </p>
      )}
      <SelectField
        label={text.decision}
        isLabelUnseen
        value={twin.decision?.decision ?? null}
        placeholder={text.decide}
        onChange={(id) => setChosen(decisions.find((known) => known === id) ?? null)}
        groups={[
          { title: '', choices: decisions.map((id) => ({ id, label: text.decisions[id] })) },
        ]}
      />
      {chosen !== null && (
        <ReasonDialog
          title={text.decisions[chosen]}
          label={text.why}
          action={text.decide}
          command={decide}
          onRun={(reason) => handleRun(chosen, reason)}
          onDone={() => setChosen(null)}
          onClose={() => setChosen(null)}
        >
          <SideBySide twin={twin} draft={draft} />
          <Links doi={doi} other={twin.doi} decision={chosen} />
        </ReasonDialog>
      )}
    </div>
  );
}

/** What the decision writes into both records, before it is made. */
function Links(asked: {
  readonly doi: string;
  readonly other: string;
  readonly decision: Decision;
}) {
  const { data: plan, error } = useQuery('review.planTwin', asked);
  if (error !== undefined) return <ErrorNotice error={error} />;
  if (plan === undefined) return <Skeleton lines={3} />;
  const isOther = plan.changes.some(({ doi }) => doi !== asked.doi) || plan.wishes.length > 0;
  return (
    <div className="stack-tight">
      <p className="soft">
        {plan.changes.length === 0 && plan.wishes.length === 0
          ? twinText.writesNothing
          : twinText.writes}
      </p>
      <RelationPlan plan={plan} />
      {isOther && <p className="small soft">{twinText.afterwards}</p>}
    </div>
  );
}
