import type { RefObject } from 'react';

import type { ReviewDetail } from '#shared/contract/review-shapes.ts';
import { reviewScreenText as text } from '#shared/text/review-screen.en.ts';

import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { SelectField } from '../components/select-field.tsx';
import { TimeAgo } from '../components/time-ago.tsx';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import { Checklist } from './checklist.tsx';
import { Comments } from './comments.tsx';
import { LandingPage } from './landing-page.tsx';
import { Twins } from './twins.tsx';

interface Props {
  readonly draft: ReviewDetail;
  readonly commentField: RefObject<HTMLTextAreaElement | null>;
}

/** What is asked of the draft and what was said about it. */
export function DraftAside({ draft, commentField }: Props) {
  const { authors, proof } = draft;
  return (
    <aside className="draft-aside" aria-label={text.checklist}>
      {proof !== null && <Proof draft={draft} proof={proof} />}
      <Checklist draft={draft} />
      <LandingPage draft={draft} />
      <Twins draft={draft} />
      <section className="section">
        <h3 className="section-title">{text.approvals}</h3>
        <Reviewer draft={draft} />
        {authors.length > 0 && <p className="soft small">{text.authors(authors)}</p>}
        {draft.approvals.length === 0 && <p className="soft">{text.noApprovals}</p>}
        <ul className="review-list">
          {draft.approvals.map((approval) => (
            <li key={`${approval.fingerprint} ${approval.approvedAt}`} className="review-item">
              <Icon name={!approval.isGenuine ? 'error' : approval.isCurrent ? 'good' : 'clock'} />
              <div>
                <p>
                  {approval.steward} <TimeAgo at={approval.approvedAt} />
                  {!approval.isCurrent && <span className="soft"> ({text.stale})</span>}
                </p>
                <p className="small soft mono">{approval.fingerprint}</p>
                {!approval.isGenuine && <p className="small">{text.forged}</p>}
              </div>
            </li>
          ))}
        </ul>
      </section>
      <Comments draft={draft} commentField={commentField} />
    </aside>
  );
}

/** Who looks at it; anybody may all the same. */
function Reviewer({ draft }: { readonly draft: ReviewDetail }) {
  const { data } = useQuery('stewards.list', {});
  const assign = useCommand('review.assign');
  const people = data?.stewards ?? [];
  if (people.length === 0) return null;
  return (
    <SelectField
      label={text.columns.assignee}
      value={draft.assignee?.id ?? 'nobody'}
      onChange={(id) =>
        void assign.run({ dois: [draft.doi], stewardId: id === 'nobody' ? null : id })
      }
      groups={[
        {
          title: '',
          choices: [
            { id: 'nobody', label: text.nobody },
            ...people.map(({ id, name }) => ({ id, label: name })),
          ],
        },
      ]}
    />
  );
}

function Proof({
  draft,
  proof,
}: {
  readonly draft: ReviewDetail;
  readonly proof: NonNullable<ReviewDetail['proof']>;
}) {
  const again = useCommand('review.verifyAgain');
  return (
    <section className="section">
      <h3 className="section-title">
        {text.proof} <span className="soft">{text.proofs[proof.verdict]}</span>
      </h3>
      <ul className="review-list">
        {proof.checks.map(({ check, outcome, detail }) => (
          <li key={check} className="review-item">
            <Icon name={outcome === 'good' ? 'good' : outcome === 'bad' ? 'error' : 'clock'} />
            <div>
              <p>{text.checks[check]}</p>
              <p className="small soft review-break">{detail}</p>
            </div>
          </li>
        ))}
      </ul>
      {proof.verdict !== 'verified' && (
        <Button isPending={again.pending} onPress={() => void again.run({ doi: draft.doi })}>
          {text.checkAgain}
        </Button>
      )}
    </section>
  );
}
