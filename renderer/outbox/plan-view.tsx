import type { RegisterPlan } from '#shared/contract/outbox.ts';
import { reviewScreenText } from '#shared/text/review-screen.en.ts';
import { registerText as text } from '#shared/text/register.en.ts';

import { Button } from '../components/button.tsx';
import type { IconName } from '../components/icon.tsx';
import { Icon } from '../components/icon.tsx';
import { Notice } from '../components/notice.tsx';

/** What a registration would do: created, updated, left out and why, and the gates on the way. */
export function PlanView({
  plan,
  onShowInvalid,
}: {
  readonly plan: RegisterPlan;
  readonly onShowInvalid: () => void;
}) {
  const size = plan.createCount + plan.updateCount;
  const lines: readonly (readonly [IconName, string, number, string])[] = [
    ['plus', 'go', plan.createCount, text.create(plan.createCount)],
    ['retry', 'go', plan.updateCount, text.update(plan.updateCount)],
    ['good', 'stay', plan.unchangedCount, text.unchanged(plan.unchangedCount)],
    ['error', 'out', plan.invalidCount, text.invalid(plan.invalidCount)],
    ['eye', 'stay', plan.observeOnlyCount, text.observeOnly(plan.observeOnlyCount)],
  ];
  return (
    <div className="stack">
      <section>
        <h3 className="section-title">{text.willHappen}</h3>
        <ul className="plan">
          {lines
            .filter(([, , count]) => count > 0)
            .map(([icon, kind, , sentence]) => (
              <li key={sentence} className={`plan-line plan-${kind}`}>
                <Icon name={icon} />
                {sentence}
                {kind === 'out' && (
                  <Button kind="link" onPress={onShowInvalid}>
                    {text.showInvalid}
                  </Button>
                )}
              </li>
            ))}
          {size === 0 && <li className="plan-line soft">{text.nothing}</li>}
        </ul>
      </section>
      {plan.gates.length > 0 && (
        <section>
          <h3 className="section-title">{text.gates}</h3>
          {plan.environment === 'practice' && <p className="soft">{text.gatesOnPractice}</p>}
          <ul className="plan">
            {plan.gates.map((gate) => (
              <li key={gate.code} className={`plan-line plan-${gate.gate}`}>
                <Icon name={gate.gate === 'blocks' ? 'error' : 'warning'} />
                <span>{gate.message}</span>
                <span className="push soft small">{text.gateCount(gate.count)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {plan.quota !== null && plan.targetState !== 'draft' && (
        <p className="soft">{reviewScreenText.quota(plan.quota.usedCount, plan.quota.perHour)}</p>
      )}
      {plan.blocked !== null && (
        <Notice kind="error">
          <p>{plan.blocked}</p>
        </Notice>
      )}
      {plan.blocked === null && size > 0 && plan.targetState !== 'draft' && (
        <Notice kind="hint">
          <p className="strong">{reviewScreenText.consequences}</p>
          <ul>
            {reviewScreenText.consequence.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
