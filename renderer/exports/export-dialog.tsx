import { useEffect, useState } from 'react';
import { CheckboxButton, CheckboxField, CheckboxGroup } from 'react-aria-components';

import type { Input } from '#shared/contract/contract.ts';
import type { ExportFormat, ExportRun, SheetForm } from '#shared/contract/exports.ts';
import { exportFormat, sheetForm } from '#shared/contract/exports.ts';
import { formProperties } from '#shared/edits/form-layout.ts';
import { fieldLabel } from '#shared/text/edit-form.en.ts';
import { batchText } from '#shared/text/batch.en.ts';
import { exportsText as text } from '#shared/text/exports.en.ts';
import { formatBytes } from '#shared/text/format.ts';

import { Button } from '../components/button.tsx';
import { ChoiceCards } from '../components/choice-cards.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Icon } from '../components/icon.tsx';
import { Notice } from '../components/notice.tsx';
import { ProgressLine } from '../components/progress-line.tsx';
import { toAppError } from '../store/query-cache.ts';
import { useSteward } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { saveExport } from './save-export.ts';
import type { ExportedList } from './use-exported-list.ts';

/** `list`: what its columns show. */
type PropertyKind = 'all' | 'list' | 'chosen';

interface Props {
  readonly selection: Input<'exports.start'>['selection'];
  readonly count: number;
  readonly list: ExportedList;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** How often the figures of a running export are asked for, in milliseconds. */
const askEveryMs = 400;

/** Which file, how it is laid out, what is in it; then the file is made and handed over. */
export function ExportDialog({ selection, count, list, isOpen, onClose }: Props) {
  const { client } = useSteward();
  const start = useCommand('exports.start');
  const cancel = useCommand('exports.cancel');
  const [format, setFormat] = useState<ExportFormat>('xlsx');
  const [form, setForm] = useState<SheetForm>('wide');
  const [kind, setKind] = useState<PropertyKind>('all');
  const [chosen, setChosen] = useState<readonly string[]>(['titles', 'creators']);
  const [run, setRun] = useState<ExportRun | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const listed = list.properties;
  const properties = { all: null, list: listed, chosen }[kind];
  const runningId = run?.status === 'running' ? run.id : null;

  useEffect(() => {
    if (runningId === null) return undefined;
    const ask = (): void => {
      client.call('exports.get', { exportId: runningId }).then(setRun, setFailure);
    };
    const timer = setInterval(ask, askEveryMs);
    return () => clearInterval(timer);
  }, [client, runningId]);

  const close = (): void => {
    if (runningId !== null) void cancel.run({ exportId: runningId });
    setRun(null);
    setFailure(null);
    start.clear();
    onClose();
  };
  const handleStart = async (): Promise<void> => {
    setFailure(null);
    const answer = await start.run({
      selection,
      format,
      form,
      properties: properties === null || !isSheet(format) ? null : [...properties],
      order: list.order,
    });
    if (!answer.ok) return;
    client.call('exports.get', answer.value).then(setRun, setFailure);
  };
  const handleSave = async (done: ExportRun): Promise<void> => {
    setIsSaving(true);
    try {
      await saveExport(client, done);
      close();
    } catch (cause) {
      setFailure(cause);
    } finally {
      setIsSaving(false);
    }
  };

  return (
    <Dialog
      title={text.title}
      width="wide"
      isOpen={isOpen}
      onClose={close}
      actions={
        <>
          <Button autoFocus onPress={close}>
            {runningId === null ? text.cancel : text.stop}
          </Button>
          {run?.status === 'done' ? (
            <Button
              kind="main"
              icon="save"
              isPending={isSaving}
              onPress={() => void handleSave(run)}
            >
              {text.save}
            </Button>
          ) : (
            <Button
              kind="main"
              isPending={start.pending || runningId !== null}
              isDisabled={count === 0 || properties?.length === 0}
              onPress={() => void handleStart()}
            >
              {text.start(count)}
            </Button>
          )}
        </>
      }
    >
      {run === null ? (
        <>
          <ChoiceCards
            label={text.format}
            value={format}
            onChange={setFormat}
            choices={exportFormat.options.map((id) => ({ id, ...text.formats[id] }))}
          />
          {isSheet(format) && (
            <>
              <ChoiceCards
                label={text.form}
                value={form}
                onChange={setForm}
                choices={sheetForm.options.map((id) => ({ id, ...text.forms[id] }))}
              />
              <ChoiceCards
                label={text.properties}
                value={kind}
                onChange={setKind}
                choices={propertyKinds
                  .filter((id) => id !== 'list' || listed.length > 0)
                  .map((id) => ({ id, ...text.propertyKinds[id] }))}
              />
              {kind === 'chosen' && <ChosenProperties chosen={chosen} onChange={setChosen} />}
              <p className="field-hint">{text.propertiesHint}</p>
              <p className="soft small">{text.whatReturns}</p>
            </>
          )}
        </>
      ) : (
        <RunView run={run} />
      )}
      {start.error !== null && <ErrorNotice error={start.error} />}
      {failure !== null && <ErrorNotice error={toAppError(failure)} />}
    </Dialog>
  );
}

const isSheet = (format: ExportFormat): boolean => format === 'csv' || format === 'xlsx';

const propertyKinds: readonly PropertyKind[] = ['all', 'list', 'chosen'];

function ChosenProperties({
  chosen,
  onChange,
}: {
  readonly chosen: readonly string[];
  readonly onChange: (properties: readonly string[]) => void;
}) {
  return (
    <CheckboxGroup
      className="export-properties"
      aria-label={text.chosenProperties}
      value={[...chosen]}
      onChange={onChange}
    >
      {formProperties.map((property) => (
        <Check key={property} value={property} label={fieldLabel(property)} />
      ))}
    </CheckboxGroup>
  );
}

function Check({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <CheckboxField value={value}>
      <CheckboxButton className="check">
        {({ isSelected }) => (
          <>
            <span className={isSelected ? 'grid-check is-checked' : 'grid-check'}>
              {isSelected && <Icon name="check" size={12} />}
            </span>
            {label}
          </>
        )}
      </CheckboxButton>
    </CheckboxField>
  );
}

function RunView({ run }: { readonly run: ExportRun }) {
  const hold = useCommand(run.isPaused ? 'exports.resume' : 'exports.pause');
  if (run.failure !== null) {
    return (
      <Notice kind="error" title={run.failure.message}>
        {run.failure.nextStep !== null && <p>{run.failure.nextStep}</p>}
      </Notice>
    );
  }
  if (run.status === 'cancelled') return <p>{text.stopped}</p>;
  return (
    <div className="stack" role="status">
      <ProgressLine
        label={text.working(run.doneCount, run.total)}
        total={run.total}
        parts={[{ kind: 'done', count: run.doneCount }]}
      />
      <p className="soft">
        {run.sizeBytes === null
          ? batchText.progress({ ...run, handledCount: run.doneCount })
          : text.done(formatBytes(run.sizeBytes))}
      </p>
      {run.status === 'running' && (
        <p>
          <Button
            icon={run.isPaused ? 'play' : 'pause'}
            onPress={() => void hold.run({ exportId: run.id })}
          >
            {run.isPaused ? batchText.resume : batchText.pause}
          </Button>
        </p>
      )}
      {run.warnings.map((warning) => (
        <Notice key={warning} kind="hint">
          <p>{warning}</p>
        </Notice>
      ))}
    </div>
  );
}
