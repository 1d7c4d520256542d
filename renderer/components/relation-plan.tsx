import type { WireRepairPlan } from '#shared/contract/version-changes.ts';
import { changeLine } from '#shared/text/versions-cli.en.ts';
import { versionsText as text } from '#shared/text/versions.en.ts';

import { CopyButton } from './copy-button.tsx';
import './relation-plan.css';

/** What would be written into the relations of records, and the text for each owner whom we can only ask. */
export function RelationPlan({
  plan,
}: {
  readonly plan: Pick<WireRepairPlan, 'changes' | 'wishes'>;
}) {
  return (
    <>
      {plan.changes.length > 0 && <h3 className="section-title">{text.whatIsWritten}</h3>}
      {plan.changes.map((record) => (
        <section key={record.doi} aria-label={record.doi}>
          <p className="line line-wrap">
            <span className="strong">{record.title}</span>
            <span className="mono small">{record.doi}</span>
          </p>
          <ul className="relation-changes">
            {record.changes.map((change, at) => (
              <li key={at} className={`mono small relation-${change.kind}`}>
                {changeLine(change)}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {plan.wishes.map((wish) => (
        <section key={wish.doi} aria-label={text.letterFor(wish.doi)}>
          <p className="line">
            <span className="strong">{text.letterFor(wish.doi)}</span>
            <CopyButton text={wish.letter} what={text.letter} />
          </p>
          <pre className="letter">{wish.letter}</pre>
        </section>
      ))}
    </>
  );
}
