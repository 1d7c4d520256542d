import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';

import type { ChangePreview } from '#shared/contract/changes.ts';
import { batchText as text } from '#shared/text/batch.en.ts';
import { nameOfCode } from '#shared/text/policies.en.ts';
import { severityText } from '#shared/text/states.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Icon } from '../components/icon.tsx';
import { Notice } from '../components/notice.tsx';
import { Pager, pageSize } from '../components/pager.tsx';
import { ProgressLine } from '../components/progress-line.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import { AttributeChanges } from './attribute-changes.tsx';
import { RecordLine } from './record-line.tsx';

/** What would happen: figures, findings, and each record before and after, a page at a time. */
export function PreviewView({
  preview,
  children,
}: {
  readonly preview: ChangePreview;
  /** What is asked before it is applied: above the records, which are many. */
  readonly children?: ReactNode;
}) {
  const [which, setWhich] = useState<'changed' | 'refused'>('changed');
  const isRunning = preview.status === 'running';
  const place = useRef<HTMLDivElement>(null);
  // It stands below the steps: it comes into sight when it begins, and as it grows at its end.
  useEffect(() => {
    // Newer browsers give a promise back, which would be taken for a clean-up.
    place.current?.scrollIntoView({ block: 'start' });
  }, [preview.id, isRunning]);
  return (
    <div className="stack batch-preview" ref={place}>
      {isRunning && <Running preview={preview} />}
      {preview.status === 'cancelled' && <Notice kind="warning" title={text.previewStopped} />}
      {preview.status === 'failed' && (
        <Notice kind="error" title={text.previewFailed}>
          <p>{preview.failure ?? text.nothingChanged}</p>
        </Notice>
      )}
      {/* Told when they stand: neither each step on the way, nor the records of every page. */}
      <p className="batch-figures" role="status" aria-busy={isRunning}>
        <strong>{text.wouldChange(preview.changedCount)}</strong>,{' '}
        {text.unchanged(preview.unchangedCount)}, {text.refused(preview.refusedCount)}.{' '}
        {preview.atDataciteCount > 0 && text.toSend(preview.atDataciteCount)}
      </p>
      {preview.refused.length > 0 && (
        <ul className="plain-list small">
          {preview.refused.map(({ code, message, count }) => (
            <li key={code}>{text.refusedFor(count, message)}</li>
          ))}
        </ul>
      )}
      {preview.findings.length > 0 && <FindingBalance findings={preview.findings} />}
      {children}
      {!isRunning && preview.changedCount + preview.refusedCount > 0 && (
        <>
          <div className="line">
            <Button
              kind={which === 'changed' ? 'normal' : 'plain'}
              aria-pressed={which === 'changed'}
              onPress={() => setWhich('changed')}
            >
              {text.showChanged(preview.changedCount)}
            </Button>
            {preview.refusedCount > 0 && (
              <Button
                kind={which === 'refused' ? 'normal' : 'plain'}
                aria-pressed={which === 'refused'}
                onPress={() => setWhich('refused')}
              >
                {text.showRefused(preview.refusedCount)}
              </Button>
            )}
          </div>
          <PreviewRecords key={which} id={preview.id} which={which} />
        </>
      )}
    </div>
  );
}

/** Kinds of findings that are shown before a person asks for the rest. */
const fewFindings = 8;

/** What would become of the findings, the gravest first; an error that comes is never among the hidden ones. */
export function FindingBalance({ findings }: Pick<ChangePreview, 'findings'>) {
  const [isWhole, setIsWhole] = useState(false);
  const errors = findings.filter(({ severity, caused }) => severity === 'error' && caused > 0);
  const few = Math.max(fewFindings, errors.length);
  const shown = isWhole ? findings : findings.slice(0, few);
  return (
    <div>
      <ul className="plain-list small batch-findings" aria-label={text.findings}>
        {shown.map(({ code, severity, fixed, caused }) => (
          <li key={`${severity} ${code}`} className="line">
            <span className={`severity severity-${severity} batch-severity`}>
              <Icon name={severity} size={14} />
              {severityText[severity].label}
            </span>
            <span>
              <span className="strong">{nameOfCode(code)}</span>:{' '}
              {text.findingBalance(fixed, caused)}
            </span>
          </li>
        ))}
      </ul>
      {findings.length > few && (
        <Button kind="link" aria-expanded={isWhole} onPress={() => setIsWhole(!isWhole)}>
          {isWhole ? text.fewerFindings : text.moreFindings(findings.length - few)}
        </Button>
      )}
    </div>
  );
}

/** How far it is, and what can be done about it. */
function Running({ preview }: { readonly preview: ChangePreview }) {
  const { id, isPaused } = preview;
  const pause = useCommand(isPaused ? 'changes.previewResume' : 'changes.previewPause');
  const stop = useCommand('changes.previewCancel');
  const error = stop.error ?? pause.error;
  return (
    <>
      <ProgressLine
        label={text.previewing}
        total={preview.total}
        parts={[{ kind: 'done', count: preview.handledCount }]}
      />
      <p className="line">
        <span className="small soft">{text.progress(preview)}</span>
        <span className="push" />
        <Button icon={isPaused ? 'play' : 'pause'} onPress={() => void pause.run({ id })}>
          {isPaused ? text.resume : text.pause}
        </Button>
        <Button onPress={() => void stop.run({ id })}>{text.stopPreview}</Button>
      </p>
      {error !== null && <ErrorNotice error={error} />}
    </>
  );
}

function PreviewRecords({
  id,
  which,
}: {
  readonly id: string;
  readonly which: 'changed' | 'refused';
}) {
  const [offset, setOffset] = useState(0);
  const { data, error } = useQuery(
    'changes.previewRecords',
    { id, which, offset, limit: pageSize },
    { keepPrevious: true },
  );
  if (error !== undefined) return <ErrorNotice error={error} />;
  if (data === undefined) return <Skeleton lines={4} />;
  return (
    <div className="stack">
      <ol className="plain-list batch-records" aria-label={text.records}>
        {data.records.map((record) => (
          <li key={record.doi}>
            <RecordLine doi={record.doi} title={record.title} />
            {record.refusal !== null && <p className="small">{record.refusal.message}</p>}
            <AttributeChanges changes={record.changes} />
          </li>
        ))}
      </ol>
      <Pager offset={offset} total={data.total} onMove={setOffset} />
    </div>
  );
}
