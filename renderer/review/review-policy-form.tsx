import { useState } from 'react';

import type { Output } from '#shared/contract/contract.ts';
import { reviewScreenText as text } from '#shared/text/review-screen.en.ts';

import { Button } from '../components/button.tsx';
import { ChoiceCards } from '../components/choice-cards.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { TextField } from '../components/text-field.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import { ConsentTerms } from './consent-terms.tsx';
import { ReviewCheck } from './review-check.tsx';
import './review.css';

type Policy = Output<'review.policy'>['policy'];

const approvals = ['none', 'one', 'two-persons'] as const;
const asks = [
  'asksResponsibility',
  'asksLicence',
  'asksCard',
  'asksRights',
  'asksManuscript',
  'asksConsent',
  'asksDuplicates',
  'usesOnlineSources',
] as const;

/** What drafts of a collection go through before they become public. */
export function ReviewPolicySection({ collectionId }: { readonly collectionId: number }) {
  const { data, error } = useQuery('review.policy', { collectionId });
  if (error !== undefined) return <ErrorNotice error={error} />;
  if (data === undefined) return <Skeleton lines={4} />;
  // What was saved elsewhere takes the place of what stands here.
  const key = JSON.stringify([collectionId, data]);
  return <ReviewPolicyForm key={key} collectionId={collectionId} saved={data} />;
}

interface Props {
  readonly collectionId: number;
  readonly saved: Output<'review.policy'>;
}

function ReviewPolicyForm({ collectionId, saved }: Props) {
  const actions = useActions();
  const save = useCommand('review.setPolicy');
  const [policy, setPolicy] = useState<Policy>(saved.policy);
  const change = (part: Partial<Policy>): void => setPolicy({ ...policy, ...part });
  const run = async (next: Policy | null): Promise<void> => {
    const answer = await save.run({ collectionId, policy: next, reason: null });
    if (answer.ok) actions.notify(text.saved);
  };
  const isSame = JSON.stringify(policy) === JSON.stringify(saved.policy);
  return (
    <div className="stack">
      <p className="soft">
        {text.policyHint} {!saved.isOwn && text.policyStandard}
      </p>
      <ChoiceCards
        label={text.approval}
        value={policy.approval}
        onChange={(approval) => change({ approval })}
        choices={approvals.map((id) => ({ id, ...text.approvals3[id] }))}
      />
      <div className="stack-tight">
        {asks.map((name) => (
          <ReviewCheck
            key={name}
            label={text.asks[name]}
            isOn={policy[name]}
            onChange={(isOn) => change({ [name]: isOn })}
          />
        ))}
      </div>
      {policy.asksConsent && (
        <ConsentTerms collectionId={collectionId} policy={policy} onChange={change} />
      )}
      <TextField
        label={text.abstractLength}
        value={String(policy.abstractLength)}
        onChange={(typed) =>
          change({ abstractLength: Math.min(5000, Number(typed.replace(/\D/g, '')) || 0) })
        }
      />
      <TextField
        label={text.responsibility}
        hint={text.responsibilityHint}
        value={policy.responsibility}
        onChange={(responsibility) => change({ responsibility })}
      />
      <TextField
        label={text.contact}
        hint={
          saved.contactConfirmedAt === null
            ? text.contactHint
            : text.contactConfirmed(saved.contactConfirmedAt)
        }
        value={policy.contact}
        onChange={(contact) => change({ contact })}
      />
      {save.error !== null && <ErrorNotice error={save.error} />}
      <p className="line">
        <Button
          kind="main"
          isDisabled={isSame}
          isPending={save.pending}
          onPress={() => void run(policy)}
        >
          {text.save}
        </Button>
        {isSame && policy.contact.trim() !== '' && (
          <Button isPending={save.pending} onPress={() => void run(policy)}>
            {text.confirmContact}
          </Button>
        )}
        {saved.isOwn && (
          <Button kind="plain" onPress={() => void run(null)}>
            {text.toStandard}
          </Button>
        )}
      </p>
    </div>
  );
}
