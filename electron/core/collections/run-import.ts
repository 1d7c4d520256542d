import type { ImportLine, ReadSettings } from '#shared/contract/collections.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { CoreContext } from '../context.ts';
import { saveRecords } from '../records/save-records.ts';
import { addLines, finishRun, getRun, setRunTotal } from './import-tables.ts';
import type { RunStatus } from './import-tables.ts';
import type { ImportTarget } from './plan-items.ts';
import { planItems } from './plan-items.ts';
import { readSource } from './read-source.ts';
import type { SourceFile } from './source-files.ts';
import type { SourceItem } from './source-item.ts';
import { toFailure } from './source-item.ts';
import { stageFiles } from './stage-files.ts';
import { createTurns } from './turns.ts';

/** Items that are decided and saved together: one turn of the event loop, about 80 ms (measured 2026-11). */
const batchSize = 200;

export interface ImportJob {
  readonly importId: number;
  readonly files: readonly SourceFile[];
  readonly settings: ReadSettings;
  readonly target: ImportTarget;
}

/** How a run is steered from outside: waits while it is paused, true when it shall end. */
export interface ImportControl {
  /** Resolves at once while the run may go on. */
  whenRunning(): Promise<void>;
  /** Set when the run shall end after the batch at hand: a person's wish, or the core stops. */
  readonly ending: 'cancelled' | 'interrupted' | null;
}

export const unsteered: ImportControl = {
  whenRunning: () => Promise.resolve(),
  ending: null,
};

/**
 * Runs an import and yields the lines of each batch once it is saved. The source is read twice: first
 * to count it and to find what makes it unreadable, when nothing has been written yet, then to bring it in.
 * Each batch is one transaction of records, history, lines and counts, so a kill at any moment leaves whole
 * batches, and importing again goes on from there. Never throws for what is wrong with a source: the run says it.
 */
export async function* runImport(
  context: CoreContext,
  job: ImportJob,
  control: ImportControl = unsteered,
): AsyncGenerator<readonly ImportLine[], void, undefined> {
  const { ledger, ports } = context;
  const end = (status: RunStatus, cause: unknown = null): void => {
    const failure = cause === null ? null : toFailure(cause);
    finishRun(ledger, job.importId, { status, failure, at: context.timestamp() });
    context.emit('imports.changed', { importId: job.importId });
    context.emit('collections.changed', { collectionId: job.target.collectionId });
  };
  let isEnded = false;
  try {
    const staged = await stageFiles(context.config, job.importId, job.files);
    try {
      const source = { ...job, files: staged.files };
      const total = await countItems(context, source, control);
      setRunTotal(ledger, job.importId, total);
      yield* saveBatches(context, source, control);
      end(control.ending ?? 'done');
      isEnded = true;
    } finally {
      await staged.dispose();
    }
  } catch (cause) {
    isEnded = true;
    if (cause instanceof AppError) {
      end('failed', cause);
      return;
    }
    end('failed', defect);
    ports.log({
      level: 'error',
      message: `Import ${job.importId} failed`,
      detail: { error: stackOf(cause) },
    });
    throw cause;
  } finally {
    // The reader of the lines went away before the end: what was saved stays.
    if (!isEnded) end('cancelled');
  }
}

const defect = new AppError('INTERNAL', {
  message:
    'Something in the app went wrong while the source was read. What was brought in is whole.',
  nextStep: 'Import again: what is here already is not brought in twice.',
});

function stackOf(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}

async function countItems(
  context: CoreContext,
  job: ImportJob,
  control: ImportControl,
): Promise<number> {
  const turn = createTurns(context.ports.clock);
  let count = 0;
  const items = readSource(job.files, job.settings);
  while (control.ending === null && (await items.next()).done !== true) {
    count += 1;
    await turn();
  }
  await items.return();
  if (count === 0 && control.ending === null) {
    throw new AppError('SOURCE_UNREADABLE', {
      message: `${getRun(context.ledger, job.importId).sourceName}: there are no items in it, only a header.`,
      nextStep: 'Choose another file or sheet.',
    });
  }
  return count;
}

async function* saveBatches(
  context: CoreContext,
  job: ImportJob,
  control: ImportControl,
): AsyncGenerator<readonly ImportLine[], void, undefined> {
  const turn = createTurns(context.ports.clock);
  let batch: SourceItem[] = [];
  let line = 1;
  const save = (): readonly ImportLine[] => {
    const lines = saveBatch(context, job, { items: batch, line });
    line += lines.length;
    batch = [];
    return lines;
  };
  for await (const item of readSource(job.files, job.settings)) {
    await control.whenRunning();
    if (control.ending !== null) return;
    batch.push(item);
    if (batch.length >= batchSize) yield save();
    await turn();
  }
  if (batch.length > 0) yield save();
}

function saveBatch(
  context: CoreContext,
  { importId, target }: ImportJob,
  batch: { readonly items: readonly SourceItem[]; readonly line: number },
): readonly ImportLine[] {
  const { ledger, ports } = context;
  const planned = planItems(context, target, batch.items);
  const inputs = planned.flatMap(({ input }) => input ?? []);
  ports.crashPoint('import.before-batch');
  const lines = ledger.transaction(() => {
    const { sourceName } = getRun(ledger, importId);
    const reason = `Import ${importId} of ${sourceName}`;
    if (inputs.length > 0) saveRecords(context, inputs, { kind: 'import', reason });
    ports.crashPoint('import.inside-batch');
    return addLines(ledger, importId, batch.line, planned);
  });
  ports.crashPoint('import.after-batch');
  context.emit('imports.changed', { importId });
  return lines;
}
