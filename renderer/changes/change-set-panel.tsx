import { useState } from 'react';

import type { ChangeSetSummary } from '#shared/contract/changes.ts';
import { batchText as text } from '#shared/text/batch.en.ts';
import { changesText } from '#shared/text/changes.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { Pager, pageSize } from '../components/pager.tsx';
import { ProgressLine } from '../components/progress-line.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import { AttributeChanges } from './attribute-changes.tsx';
import { RecordLine } from './record-line.tsx';
import { SendDialog } from './send-dialog.tsx';
import { UndoDialog } from './undo-dialog.tsx';

/** One change set: what it did, how far it is, its records before and after, and its undo. */
export function ChangeSetPanel({
  id,
  onClose,
}: {
  readonly id: string;
  readonly onClose: () => void;
}) {
  const { data, error } = useQuery('changes.get', { id }, { keepPrevious: true });
  return (
    <aside className="panel" aria-labelledby="change-set-title">
      <header className="panel-head">
        <div className="panel-title">
          <h2 id="change-set-title" className="title">
            {data?.title ?? text.screenTitle}
          </h2>
        </div>
        <IconButton icon="close" label={text.close} onPress={onClose} />
      </header>
      <div className="panel-body stack">
        {error !== undefined && <ErrorNotice error={error} />}
        {data === undefined && error === undefined && <Skeleton lines={6} />}
        {data !== undefined && <Details set={data} />}
      </div>
    </aside>
  );
}

function Details({ set }: { readonly set: ChangeSetSummary }) {
  const [open, setOpen] = useState<'undo' | 'send' | null>(null);
  const isStanding = set.status !== 'applying' && set.undoneBy === null && set.changedCount > 0;
  return (
    <>
      <p>
        {changesText.changeKind[set.changeKind]}. {text.did(set)} {text.stateSentence(set)}
      </p>
      {set.reason !== null && <p className="soft">{set.reason}</p>}
      {set.progress !== null && <Running set={set} progress={set.progress} />}
      {set.sending.total > 0 && <p className="small">{text.sending(set.sending)}</p>}
      {isStanding && (
        <p className="line">
          <Button icon="undo" onPress={() => setOpen('undo')}>
            {set.kind === 'undo' ? text.redo(set.changedCount) : text.undo(set.changedCount)}
          </Button>
          <Button icon="outbox" onPress={() => setOpen('send')}>
            {text.send}
          </Button>
        </p>
      )}
      <Records id={set.id} />
      {set.refusedCount > 0 && <Refused id={set.id} count={set.refusedCount} />}
      {open === 'undo' && <UndoDialog set={set} onClose={() => setOpen(null)} />}
      {open === 'send' && <SendDialog set={set} onClose={() => setOpen(null)} />}
    </>
  );
}

interface RunningProps {
  readonly set: ChangeSetSummary;
  readonly progress: NonNullable<ChangeSetSummary['progress']>;
}

function Running({ set, progress }: RunningProps) {
  const pause = useCommand(progress.isPaused ? 'changes.resume' : 'changes.pause');
  const cancel = useCommand('changes.cancel');
  return (
    <div className="stack">
      <ProgressLine
        label={set.title}
        total={progress.total}
        parts={[{ kind: 'done', count: progress.handledCount }]}
      />
      <p className="small soft">{text.progress(progress)}</p>
      <p className="line">
        <Button
          icon={progress.isPaused ? 'play' : 'pause'}
          onPress={() => void pause.run({ id: set.id })}
        >
          {progress.isPaused ? text.resume : text.pause}
        </Button>
        <Button onPress={() => void cancel.run({ id: set.id })}>{text.stopHere}</Button>
      </p>
    </div>
  );
}

function Records({ id }: { readonly id: string }) {
  const [offset, setOffset] = useState(0);
  const { data, error } = useQuery(
    'changes.records',
    { id, offset, limit: pageSize },
    { keepPrevious: true },
  );
  if (error !== undefined) return <ErrorNotice error={error} />;
  if (data === undefined) return <Skeleton lines={4} />;
  return (
    <>
      <ol className="plain-list batch-records" aria-label={text.records}>
        {data.records.map((record) => (
          <li key={record.doi}>
            <RecordLine doi={record.doi} title={record.title} />
            <AttributeChanges changes={record.changes} />
          </li>
        ))}
      </ol>
      <Pager offset={offset} total={data.total} onMove={setOffset} />
    </>
  );
}

function Refused({ id, count }: { readonly id: string; readonly count: number }) {
  const [offset, setOffset] = useState(0);
  const { data, error } = useQuery(
    'changes.refused',
    { id, offset, limit: pageSize },
    { keepPrevious: true },
  );
  return (
    <section className="stack" aria-label={text.refused(count)}>
      <h3>{text.refused(count)}</h3>
      {error !== undefined && <ErrorNotice error={error} />}
      <ul className="plain-list small">
        {data?.refused.map(({ doi, message }, index) => (
          <li key={index}>
            <span className="mono">{doi}</span> {message}
          </li>
        ))}
      </ul>
      <Pager offset={offset} total={data?.total ?? 0} onMove={setOffset} />
    </section>
  );
}
