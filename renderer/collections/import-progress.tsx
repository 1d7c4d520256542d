import type { ImportRun } from '#shared/contract/collections.ts';
import { importStatusText, importText as text } from '#shared/text/collections.en.ts';

import { ProgressLine } from '../components/progress-line.tsx';

export function ImportProgress({ run }: { readonly run: ImportRun }) {
  return (
    <div className="stack-tight">
      <ProgressLine
        label={text.title(run.sourceName)}
        total={run.itemTotal}
        parts={[
          { kind: 'done', count: run.itemCount - run.failedCount },
          { kind: 'failed', count: run.failedCount },
        ]}
      />
      <p className="line soft">
        <span>{importStatusText[run.status]}</span>
        <span>{text.progress(run.itemCount, run.itemTotal)}</span>
        {run.itemsPerSecond !== null && <span>{text.rate(run.itemsPerSecond)}</span>}
        {run.secondsLeft !== null && <span className="push">{text.left(run.secondsLeft)}</span>}
      </p>
    </div>
  );
}
