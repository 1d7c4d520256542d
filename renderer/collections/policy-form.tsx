import { useState } from 'react';

import type { CollectionSummary } from '#shared/contract/collections.ts';
import type { FindingsPolicy } from '#shared/contract/policies.ts';
import { equalJson } from '#shared/support/json.ts';
import { policiesText as text } from '#shared/text/policies.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import type { CodeCount } from './policy-draft.ts';
import { decide } from './policy-draft.ts';
import { PolicyRow } from './policy-row.tsx';

/** As many as are seen at a glance; the rest are rarer. */
const firstCodes = 8;

interface Props {
  readonly collection: CollectionSummary;
  readonly policy: FindingsPolicy;
  readonly codes: readonly CodeCount[];
}

export function PolicyForm({ collection, policy, codes }: Props) {
  const [draft, setDraft] = useState(policy);
  const [reason, setReason] = useState('');
  const [isWhole, setIsWhole] = useState(false);
  const save = useCommand('collections.setPolicy');
  const actions = useActions();
  if (codes.length === 0) return <p>{text.none}</p>;
  const isDecided = ({ code }: CodeCount): boolean =>
    Object.hasOwn(policy.severities, code) || Object.hasOwn(policy.gates, code);
  const shown = isWhole ? codes : codes.filter((each, at) => at < firstCodes || isDecided(each));
  const submit = async (): Promise<void> => {
    const answer = await save.run({
      id: collection.id,
      policy: draft,
      reason: reason.trim() || null,
    });
    if (answer.ok) actions.notify(text.applied);
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <table className="policy">
        <thead>
          <tr>
            <th scope="col">{text.finding}</th>
            <th scope="col" className="policy-count">
              {text.records}
            </th>
            <th scope="col">{text.severity}</th>
            <th scope="col">{text.gate}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((each) => (
            <PolicyRow
              key={each.code}
              {...each}
              policy={draft}
              onDecide={(part, choice) =>
                setDraft(decide(draft, part, { code: each.code, choice }))
              }
            />
          ))}
        </tbody>
      </table>
      {shown.length < codes.length && (
        <div>
          <Button kind="plain" onPress={() => setIsWhole(true)}>
            {text.showAll(codes.length)}
          </Button>
        </div>
      )}
      {!equalJson(draft, policy) && (
        <>
          <TextField
            label={text.reason}
            hint={text.reasonHint}
            value={reason}
            onChange={setReason}
          />
          {save.error !== null && <ErrorNotice error={save.error} />}
          <div>
            <Button type="submit" isPending={save.pending}>
              {text.apply(collection.recordCount)}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}
