import { useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';

import type { ChangeKind } from '#shared/contract/changes.ts';
import type { SheetUpdate, UpdateLine } from '#shared/contract/sheet-updates.ts';
import { batchText } from '#shared/text/batch.en.ts';
import { formatCount } from '#shared/text/format.ts';
import { sheetUpdatesText as text } from '#shared/text/sheet-updates.en.ts';

import { goTo } from '../app/use-route.ts';
import { AttributeChanges } from '../changes/attribute-changes.tsx';
import { FindingBalance } from '../changes/preview-view.tsx';
import { useUndo } from '../changes/use-undo.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { Pager, pageSize } from '../components/pager.tsx';
import { ProgressLine } from '../components/progress-line.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { SaveDialog } from '../edits/save-dialog.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

const filters = ['all', 'changed', 'refused', 'observe-only'] as const;

/** What the sheet would change, record by record, before anything is changed. */
export function UpdatePreview({ updateId }: { readonly updateId: number }) {
  const actions = useActions();
  const undo = useUndo();
  const update = useQuery('sheetUpdates.get', { updateId }, { keepPrevious: true });
  const hold = useCommand(
    update.data?.isPaused === true ? 'sheetUpdates.resume' : 'sheetUpdates.pause',
  );
  const cancel = useCommand('sheetUpdates.cancel');
  const apply = useCommand('sheetUpdates.apply');
  const [isAsking, setIsAsking] = useState(false);
  const { data } = update;
  if (update.error !== undefined) return <ErrorNotice error={update.error} />;
  if (data === undefined) return <Skeleton lines={8} />;

  const handleApply = async (changeKind: ChangeKind, reason: string | null): Promise<void> => {
    const answer = await apply.run({ updateId, changeKind, reason });
    if (!answer.ok) return;
    actions.notify(text.applied(data.changedCount), undo(answer.value.changeSetId));
    goTo({ screen: 'changes', changeSetId: answer.value.changeSetId });
  };
  return (
    <div className="stack">
      <Figures update={data} />
      <Effects update={data} />
      {data.failure !== null && (
        <Notice kind="error" title={data.failure.message}>
          {data.failure.nextStep !== null && <p>{data.failure.nextStep}</p>}
        </Notice>
      )}
      {(data.status === 'cancelled' || data.status === 'interrupted') && (
        <Notice kind="warning" title={text.notFinished} />
      )}
      {data.warnings.map((warning) => (
        <Notice key={warning} kind="warning">
          <p>{warning}</p>
        </Notice>
      ))}
      {data.status === 'reading' && (
        <div className="line">
          <Button
            icon={data.isPaused ? 'play' : 'pause'}
            onPress={() => void hold.run({ updateId })}
          >
            {data.isPaused ? batchText.resume : batchText.pause}
          </Button>
          <Button isPending={cancel.pending} onPress={() => void cancel.run({ updateId })}>
            {text.stop}
          </Button>
        </div>
      )}
      {data.status === 'ready' && data.changedCount === 0 && (
        <Notice
          kind={data.refusedCount > 0 ? 'warning' : 'good'}
          title={data.refusedCount > 0 ? text.allRefused(data.refusedCount) : text.nothing}
        />
      )}
      {data.status === 'ready' && data.changedCount > 0 && (
        <div className="line">
          <Button kind="main" onPress={() => setIsAsking(true)}>
            {text.apply(data.changedCount)}
          </Button>
          <p className="soft small">{text.applyHint}</p>
        </div>
      )}
      {data.status !== 'reading' && <Lines updateId={updateId} />}
      <SaveDialog
        isOpen={isAsking}
        changeCount={data.changedCount}
        isPending={apply.pending}
        error={apply.error}
        onSave={(kind, reason) => void handleApply(kind, reason)}
        onClose={() => {
          apply.clear();
          setIsAsking(false);
        }}
      />
    </div>
  );
}

function Figures({ update }: { readonly update: SheetUpdate }) {
  const { figures } = text;
  const shown = [
    [figures.changed, update.changedCount],
    [figures.unchanged, update.unchangedCount],
    [figures.refused, update.refusedCount],
    [figures.observeOnly, update.observeOnlyCount],
  ] as const;
  return (
    <div className="stack" role="status">
      {update.status === 'reading' && (
        <ProgressLine
          label={text.comparing(update.rowCount)}
          total={update.share === null ? null : 1}
          parts={[{ kind: 'done', count: update.share ?? 0 }]}
        />
      )}
      {update.status === 'reading' && <p className="soft small">{text.progress(update)}</p>}
      <dl className="update-figures">
        {shown.map(([name, count]) => (
          <div key={name}>
            <dt className="soft small">{name}</dt>
            <dd className="title">{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
      {update.errorFixedCount + update.errorCausedCount > 0 && (
        <p className="soft">{text.fixes(update.errorFixedCount, update.errorCausedCount)}</p>
      )}
      {update.atDataciteCount > 0 && <p>{text.toSend(update.atDataciteCount)}</p>}
    </div>
  );
}

/** Why rows are left out, and what becomes of findings: too much to be read out while it is counted. */
function Effects({ update }: { readonly update: SheetUpdate }) {
  return (
    <>
      {update.leftOut.length > 0 && (
        <ul className="plain-list small" aria-label={text.leftOut}>
          {update.leftOut.map(({ code, message, count }) => (
            <li key={code}>{text.leftOutFor(count, message)}</li>
          ))}
        </ul>
      )}
      {update.findings.length > 0 && <FindingBalance findings={update.findings} />}
    </>
  );
}

function Lines({ updateId }: { readonly updateId: number }) {
  const [only, setOnly] = useState<(typeof filters)[number]>('all');
  const [offset, setOffset] = useState(0);
  const page = useQuery(
    'sheetUpdates.lines',
    { updateId, only, offset, limit: pageSize },
    { keepPrevious: true },
  );
  if (page.error !== undefined) return <ErrorNotice error={page.error} />;
  return (
    <>
      <h2 className="unseen">{text.lines}</h2>
      <ToggleButtonGroup
        aria-label={text.onlyWhich}
        className="segments update-filter"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[only]}
        onSelectionChange={(keys) => {
          setOnly(filters.find((known) => keys.has(known)) ?? 'all');
          setOffset(0);
        }}
      >
        {filters.map((known) => (
          <ToggleButton key={known} id={known} className="segment">
            {text.filters[known]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {page.data === undefined && <Skeleton lines={6} />}
      {page.data?.lines.length === 0 && <p className="soft">{text.noLines}</p>}
      <ol className="update-lines">
        {page.data?.lines.map((line) => (
          <LineView key={line.row} line={line} />
        ))}
      </ol>
      {page.data !== undefined && (
        <Pager offset={offset} total={page.data.total} onMove={setOffset} />
      )}
    </>
  );
}

function LineView({ line }: { readonly line: UpdateLine }) {
  return (
    <li className="update-line stack">
      <h3 className="line update-line-head">
        <span className="soft small update-row">{text.row(line.row)}</span>
        <span className="mono">{line.doi}</span>
        <span className="cut soft">{line.title}</span>
      </h3>
      {line.problems.map((problem, at) => (
        <Notice key={at} kind={line.status === 'refused' ? 'error' : 'hint'} isListed>
          <p>
            {problem.path !== '' && <span className="mono">{problem.path}: </span>}
            {problem.message}
          </p>
        </Notice>
      ))}
      <AttributeChanges changes={line.changes} />
    </li>
  );
}
