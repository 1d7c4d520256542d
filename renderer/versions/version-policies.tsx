import { useState } from 'react';

import { formatCounted, formatDate } from '#shared/text/format.ts';
import { policiesText as text } from '#shared/text/version-policies.en.ts';
import type { VersionPolicy } from '#shared/versions/version-policy.ts';
import { policyOn } from '#shared/versions/version-policy.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useQuery } from '../store/use-query.ts';
import './policies.css';
import { PolicyDialog } from './policy-dialog.tsx';

/** When a change asks for a new DOI: the policy that holds, those before it, and the way to the next. */
export function VersionPolicies() {
  const { data, error } = useQuery('versions.policies', {});
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  const [edited, setEdited] = useState<VersionPolicy | null>(null);
  if (error !== undefined) return <ErrorNotice error={error} />;
  if (data === undefined) return <Skeleton lines={3} />;
  const { policies } = data;
  const holds = policyOn(policies, today);
  const others = policies.filter((policy) => policy !== holds);
  return (
    <section className="section stack" aria-labelledby="version-policies">
      <h2 className="section-title" id="version-policies">
        {text.title}
      </h2>
      <p className="soft">{text.lead}</p>
      <PolicyCard policy={holds} standing={text.holds(formatDate(holds.validFrom))} />
      {others.map((policy) => (
        <PolicyCard
          key={`${policy.validFrom} ${policy.name}`}
          policy={policy}
          standing={
            policy.validFrom > today
              ? text.begins(formatDate(policy.validFrom))
              : text.held(formatDate(policy.validFrom))
          }
        />
      ))}
      <p>
        <Button icon="plus" onPress={() => setEdited(policies.at(-1) ?? holds)}>
          {text.write}
        </Button>
      </p>
      {edited !== null && (
        <PolicyDialog
          base={edited}
          policies={policies}
          today={today}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}

function PolicyCard({
  policy,
  standing,
}: {
  readonly policy: VersionPolicy;
  readonly standing: string;
}) {
  return (
    <details className="version-policy">
      <summary>
        <span className="strong">{policy.name}</span>{' '}
        <span className="soft">
          {standing}, {formatCounted(policy.rules.length, 'rule', 'rules')}
        </span>
      </summary>
      <p>{policy.text}</p>
      <table className="policy-table">
        <thead>
          <tr>
            {text.columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {policy.rules.map(({ change, label, proposal, why }) => (
            <tr key={change}>
              <td>{label}</td>
              <td>{text.proposal[proposal]}</td>
              <td className="soft">{why}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
