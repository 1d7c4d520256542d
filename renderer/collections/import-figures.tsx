import type { ImportRun } from '#shared/contract/collections.ts';
import { importText, lineStatusText } from '#shared/text/collections.en.ts';
import { formatCount } from '#shared/text/format.ts';

/** What became of the items, in figures. */
export function ImportFigures({ run }: { readonly run: ImportRun }) {
  const figures = [
    [lineStatusText.new, run.newCount],
    [lineStatusText.changed, run.changedCount],
    [lineStatusText.unchanged, run.unchangedCount],
    [lineStatusText['observe-only'], run.observeOnlyCount],
    [lineStatusText.failed, run.failedCount],
    [importText.validFigure, run.validCount],
  ] as const;
  return (
    <dl className="figures">
      {figures.map(([name, count]) => (
        <div key={name} className={count === 0 ? 'figure is-none' : 'figure'}>
          <dt className="small soft">{name}</dt>
          <dd>{formatCount(count)}</dd>
        </div>
      ))}
    </dl>
  );
}
