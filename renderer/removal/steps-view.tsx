import { useState } from 'react';

import type { CaseDetail, CaseItem, WireStep } from '#shared/contract/removal-shapes.ts';
import type { StepName } from '#shared/removal/steps.ts';
import { removalScreens as text } from '#shared/text/removal-screens.en.ts';
import { removalText } from '#shared/text/removal.en.ts';

import { DoiName } from '../components/doi-name.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import type { IconName } from '../components/icon.tsx';
import { Icon } from '../components/icon.tsx';
import { Notice } from '../components/notice.tsx';
import { SelectField } from '../components/select-field.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { TimeAgo } from '../components/time-ago.tsx';
import { useQuery } from '../store/use-query.ts';

/** Every step of a DOI, with what proved it; where it stopped is said in words. */
export function StepsView({ detail }: { readonly detail: CaseDetail }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const { data, error } = useQuery(
    'removal.items',
    { id: detail.id, offset: 0, limit: 200 },
    { keepPrevious: true },
  );
  const items = data?.items ?? [];
  const doi = chosen ?? troubled(items)?.doi ?? items[0]?.doi ?? null;
  return (
    <div className="stack">
      {error !== undefined && <ErrorNotice error={error} />}
      {items.length > 1 && (
        <SelectField
          label={text.items}
          value={doi}
          onChange={setChosen}
          groups={[
            {
              title: '',
              choices: items.map((item) => ({
                id: item.doi,
                label: item.doi,
                detail: removalText.itemStatus[item.status],
              })),
            },
          ]}
        />
      )}
      {doi !== null && <ItemSteps key={doi} id={detail.id} doi={doi} />}
    </div>
  );
}

/** What needs a person comes first. */
function troubled(items: readonly CaseItem[]): CaseItem | undefined {
  return items.find(({ status }) => status === 'half-done' || status === 'half-restored');
}

function ItemSteps({ id, doi }: { readonly id: number; readonly doi: string }) {
  const { data, error } = useQuery('removal.steps', { id, doi }, { keepPrevious: true });
  if (error !== undefined) return <ErrorNotice error={error} />;
  if (data === undefined) return <Skeleton lines={8} />;
  const { item } = data;
  const isBack = data.restore.some(({ status }) => status !== 'open');
  return (
    <>
      <p className="line line-wrap">
        <DoiName doi={doi} />
        <span className="soft">{removalText.itemStatus[item.status]}</span>
      </p>
      {item.failure !== null && (
        <Notice
          kind="error"
          title={text.halfDoneAt(removalText.step[(item.step ?? 'before-image') as StepName])}
        >
          <p>{item.failure.message}</p>
          {item.failure.nextStep !== null && <p className="soft">{item.failure.nextStep}</p>}
        </Notice>
      )}
      <StepList steps={data.remove} label={text.stepsOf(doi)} first={0} />
      {isBack && (
        <>
          <h3>{text.restoreSteps}</h3>
          <StepList steps={data.restore} label={text.restoreSteps} first={1} />
        </>
      )}
    </>
  );
}

const signs: Readonly<Record<Exclude<WireStep['status'], 'open'>, IconName>> = {
  done: 'good',
  skipped: 'minus',
  waiting: 'clock',
  failed: 'error',
};

function StepList({
  steps,
  label,
  first,
}: {
  readonly steps: readonly WireStep[];
  readonly label: string;
  readonly first: number;
}) {
  return (
    <ol className="step-timeline" aria-label={label} start={first}>
      {steps.map((step, at) => (
        <li key={step.step} className={`step-line step-${step.status}`}>
          {step.status === 'open' ? (
            <span className="step-ring" aria-hidden="true" />
          ) : (
            <Icon name={signs[step.status]} />
          )}
          <span className="step-number small soft">{at + first}</span>
          <span className="step-words">
            <span className="strong">{removalText.step[step.step as StepName]}</span>
            {step.message !== null && <span className="soft step-message">{step.message}</span>}
            {step.status !== 'open' && step.evidence !== '{}' && (
              <span className="small soft mono step-evidence">{evidenceText(step.evidence)}</span>
            )}
          </span>
          <span className="push" />
          <span className="small soft step-when">
            {text.stepWords[step.status]}
            {step.tries > 1 && `, ${text.tries(step.tries)}`}
            {step.at !== null && (
              <>
                {', '}
                <TimeAgo at={step.at} />
              </>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** `state registered, url https://…` */
function evidenceText(json: string): string {
  const told = JSON.parse(json) as Readonly<Record<string, unknown>>;
  return Object.entries(told)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}
