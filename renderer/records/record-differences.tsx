import type { RecordDetail } from '#shared/contract/records.ts';
import { recordsText as text } from '#shared/text/records.en.ts';

import { ChangeView } from '../components/change-view.tsx';
import { Notice } from '../components/notice.tsx';
import { listDifferences } from './list-differences.ts';

/** What stands here against what the service last confirmed. */
export function RecordDifferences({ record }: { readonly record: RecordDetail }) {
  if (record.remote === null) return <p className="soft">{text.notAtService}</p>;
  const differences = listDifferences(record.attributes, record.remote);
  if (differences.length === 0) return <Notice kind="good" title={text.noDifferences} />;
  return (
    <div className="stack">
      <p className="soft">{text.differenceHint}</p>
      {differences.map((difference) => (
        <ChangeView
          key={difference.path}
          path={difference.path}
          before={difference.there}
          after={difference.here}
          beforeLabel={text.atService}
          afterLabel={text.here}
        />
      ))}
    </div>
  );
}
