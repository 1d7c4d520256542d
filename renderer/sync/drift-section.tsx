import type { Output } from '#shared/contract/contract.ts';
import type { DriftLine } from '#shared/contract/drift.ts';
import { driftText as text } from '#shared/text/drift.en.ts';

import { Button } from '../components/button.tsx';
import { DoiName } from '../components/doi-name.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { ProgressLine } from '../components/progress-line.tsx';
import { TimeAgo } from '../components/time-ago.tsx';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

const mostShown = 100;

/** Compares an account with the records here, on demand, and lists every difference. */
export function DriftSection({ repositoryId }: { readonly repositoryId: string }) {
  const report = useQuery('drift.report', { repositoryId, offset: 0, limit: mostShown }).data;
  const compare = useCommand('drift.compare');
  return (
    <section className="section">
      <h3 className="section-title">{text.title}</h3>
      <div className="stack">
        <p className="soft">{text.hint}</p>
        {report !== undefined && <Report report={report} />}
        {compare.error !== null && <ErrorNotice error={compare.error} />}
        <div>
          <Button
            icon="retry"
            isPending={compare.pending || report?.running === true}
            onPress={() => void compare.run({ repositoryId })}
          >
            {text.start}
          </Button>
        </div>
      </div>
    </section>
  );
}

function Report({ report }: { readonly report: Output<'drift.report'> }) {
  if (report.running) {
    const sentence = text.running(report.readCount, report.total);
    return (
      <div className="stack-tight">
        <ProgressLine
          label={sentence}
          total={report.total}
          parts={[{ kind: 'done', count: report.readCount }]}
        />
        <p role="status">{sentence}</p>
      </div>
    );
  }
  if (report.failure !== null) {
    return (
      <Notice kind="error" title={report.failure.message}>
        {report.failure.nextStep !== null && <p className="soft">{report.failure.nextStep}</p>}
      </Notice>
    );
  }
  if (report.comparedAt === null) return <p className="soft">{text.never}</p>;
  if (report.lineCount === 0) return <Notice kind="good" title={text.none} />;
  const byDoi = Map.groupBy(report.lines, ({ doi }) => doi);
  return (
    <>
      <p role="status">
        <TimeAgo at={report.comparedAt} />. {text.found(report.lineCount, report.recordCount)}.
        {report.isCut && ` ${text.cut}`}
      </p>
      {[...byDoi].map(([doi, lines]) => (
        <DriftOfRecord key={doi} doi={doi} lines={lines} />
      ))}
      {report.lineCount > report.lines.length && (
        <p className="small soft">{text.shown(report.lines.length)}</p>
      )}
    </>
  );
}

function DriftOfRecord({
  doi,
  lines,
}: {
  readonly doi: string;
  readonly lines: readonly DriftLine[];
}) {
  const causes = [...new Set(lines.map(({ cause }) => text.cause[cause]))];
  return (
    <div className="stack-tight">
      <p>
        <DoiName doi={doi} />
      </p>
      <p className="small soft">{causes.join('. ')}.</p>
      {lines.map((line) => (
        <DriftOfAttribute key={line.path} line={line} />
      ))}
    </div>
  );
}

/** As a change is shown elsewhere, but no landmark of its own: hundreds stand below each other. */
function DriftOfAttribute({ line }: { readonly line: DriftLine }) {
  return (
    <div className="change">
      <p className="mono change-path">{line.path === '' ? text.wholeRecord : line.path}</p>
      <div className="change-side change-before">
        <span className="small soft">{text.there}</span>
        <pre className="mono">{readable(line.there)}</pre>
      </div>
      <div className="change-side change-after">
        <span className="small soft">{text.here}</span>
        <pre className="mono">{readable(line.here)}</pre>
      </div>
    </div>
  );
}

function readable(value: DriftLine['here']): string {
  if (value === null) return text.notThere;
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
