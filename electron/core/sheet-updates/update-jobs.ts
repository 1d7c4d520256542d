import { basename } from 'node:path';

import type { Output } from '#shared/contract/contract.ts';
import type { Pace } from '#shared/contract/define.ts';
import type { RowSettings, SheetUpdate } from '#shared/contract/sheet-updates.ts';
import { AppError } from '#shared/support/app-error.ts';
import { sheetText as text } from '#shared/text/sheets.en.ts';
import { applyChangeSet } from '../changes/apply-change-set.ts';
import type { ChangeJobs } from '../changes/change-jobs.ts';
import type { Edit } from '../changes/edit.ts';
import { findRecipe } from '../collections/recipe-table.ts';
import type { Source } from '../collections/sources.ts';
import type { CoreContext } from '../context.ts';
import type { Handlers } from '../router.ts';
import { paceOf } from '../support/pace.ts';
import { createPausable } from '../support/pausable.ts';
import type { CompareControl } from './compare-sheet.ts';
import { compareSheet } from './compare-sheet.ts';
import { readSheetRows } from './read-sheet-rows.ts';
import {
  finishUpdate,
  getUpdate,
  insertUpdate,
  linesToApply,
  noteInterruptedUpdates,
  pageUpdateLines,
} from './update-table.ts';

export interface SheetUpdates {
  readonly handlers: Pick<Handlers, Extract<keyof Handlers, `sheetUpdates.${string}`>>;
  stop(): Promise<void>;
}

const sampleRows = 20;

interface Job extends CompareControl {
  done: Promise<void>;
}

/** Sheets of records that come back; see `shared/sheets` for what their cells mean. */
export function createSheetUpdates(
  context: CoreContext,
  sourceOf: (sourceId: string) => Source,
  changeJobs: ChangeJobs,
): SheetUpdates {
  const { ledger } = context;
  const { clock } = context.ports;
  const jobs = new Map<number, Job>();
  if (context.config.readonly !== true) noteInterruptedUpdates(ledger);
  const told = (updateId: number): void => context.emit('sheetUpdates.changed', { updateId });

  const fileOf = (sourceId: string): string => {
    const [path, ...more] = sourceOf(sourceId).paths;
    if (path !== undefined && more.length === 0) return path;
    throw new AppError('VALIDATION', { message: text.oneFile });
  };

  return {
    handlers: {
      'sheetUpdates.inspect': async ({ sourceId, settings }) =>
        inspect(context, fileOf(sourceId), settings),
      'sheetUpdates.start': ({ sourceId, settings }) => {
        const path = fileOf(sourceId);
        const updateId = insertUpdate(context, basename(path).slice(0, 500));
        const job: Job = {
          pausable: createPausable(clock),
          share: null,
          ending: null,
          done: Promise.resolve(),
        };
        jobs.set(updateId, job);
        job.done = compareSheet(context, updateId, { path, settings }, job).finally(() => {
          jobs.delete(updateId);
          told(updateId);
        });
        return { updateId };
      },
      'sheetUpdates.get': ({ updateId }) => {
        const stored = getUpdate(ledger, updateId);
        const job = jobs.get(updateId);
        return { ...stored, ...progressOf(job, stored.rowCount) } satisfies SheetUpdate;
      },
      'sheetUpdates.lines': (wanted) => pageUpdateLines(ledger, wanted),
      'sheetUpdates.pause': ({ updateId }) => {
        jobs.get(updateId)?.pausable.pause();
        told(updateId);
        return {};
      },
      'sheetUpdates.resume': ({ updateId }) => {
        jobs.get(updateId)?.pausable.resume();
        told(updateId);
        return {};
      },
      'sheetUpdates.cancel': async ({ updateId }) => {
        const job = jobs.get(updateId);
        if (job !== undefined) end(job, 'cancelled');
        await job?.done;
        return {};
      },
      'sheetUpdates.apply': ({ updateId, changeKind, reason }) => {
        const update = getUpdate(ledger, updateId);
        if (update.status !== 'ready') {
          throw new AppError('CONFLICT', { message: text.notReady, nextStep: text.notReadyNext });
        }
        if (update.changedCount === 0) {
          throw new AppError('VALIDATION', { message: text.nothingToApply });
        }
        const id = context.newId();
        finishUpdate(context, updateId, { status: 'applied', changeSetId: id });
        told(updateId);
        changeJobs.start(id, update.changedCount, async (control) =>
          applyChangeSet(
            context,
            {
              id,
              title: text.changeSet(update.sourceName),
              kind: 'sheet',
              changeKind,
              reason,
              edits: editsOf(context, updateId),
            },
            control,
          ),
        );
        return { changeSetId: id };
      },
    },
    async stop() {
      for (const job of jobs.values()) end(job, 'interrupted');
      await Promise.all([...jobs.values()].map(({ done }) => done));
    },
  };
}

/** It may be held: whoever ends it lets it go on. */
function end(job: Job, ending: NonNullable<Job['ending']>): void {
  job.ending ??= ending;
  job.pausable.resume();
}

function progressOf(
  job: Job | undefined,
  rowCount: number,
): Pick<SheetUpdate, 'share' | keyof Pace> {
  if (job === undefined)
    return { perSecond: null, secondsLeft: null, share: null, isPaused: false };
  const { share, pausable } = job;
  return { share, ...paceOf(pausable, { count: rowCount, share }) };
}

/** The rows as edits; a record that is not any more what the row was compared with is left alone. */
function* editsOf({ ledger }: CoreContext, updateId: number): Generator<Edit> {
  for (const { doi, contentHash, attributes } of linesToApply(ledger, updateId)) {
    yield {
      doi,
      change: (record) =>
        record.contentHash === contentHash
          ? { attributes }
          : { refusal: { code: 'changed', message: text.changedSince } },
    };
  }
}

async function inspect(
  { ledger }: CoreContext,
  path: string,
  settings: RowSettings,
): Promise<Output<'sheetUpdates.inspect'>> {
  const { sheet, form, columns, warnings, problem } = await readSheetRows(path, settings);
  const samples = columns.map((): string[] => []);
  let count = 0;
  for await (const { cells } of sheet.rows()) {
    cells.forEach((cell, at) => {
      if (cell.trim() !== '' && (samples[at]?.length ?? 3) < 3)
        samples[at]?.push(cell.slice(0, 200));
    });
    count += 1;
    if (count >= sampleRows) break;
  }
  return {
    form,
    encoding: sheet.encoding,
    delimiter: sheet.delimiter,
    sheets: sheet.sheets.slice(0, 200).map((name) => name.slice(0, 500)),
    sheet: sheet.sheet,
    columns: columns.map((column, at) => ({ ...column, samples: samples[at] ?? [] })),
    recipeId: settings.mapping === null ? (findRecipe(ledger, sheet.columns)?.id ?? null) : null,
    warnings: warnings.slice(0, 50),
    problem: problem === null ? null : `${problem.message} ${problem.nextStep}`,
  };
}
