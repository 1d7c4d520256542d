import type { Failure } from '#shared/contract/define.ts';
import type { RowSettings } from '#shared/contract/sheet-updates.ts';
import { AppError } from '#shared/support/app-error.ts';
import { createTurns } from '../collections/turns.ts';
import type { CoreContext } from '../context.ts';
import type { Pausable } from '../support/pausable.ts';
import { createComparison } from './compare-rows.ts';
import type { UpdateRow, UpdateSheet } from './read-sheet-rows.ts';
import { readSheetRows } from './read-sheet-rows.ts';
import type { Line } from './update-table.ts';
import { finishUpdate, writeLines } from './update-table.ts';

export interface CompareControl {
  /** Set from outside: it ends after the rows at hand. */
  ending: 'cancelled' | 'interrupted' | null;
  readonly pausable: Pausable;
  /** How much of the sheet was read, 0 to 1; null: it cannot be told. */
  share: number | null;
}

/** Rows compared between two looks at the clock. */
const chunkSize = 100;
/** Rows written together at most: each writing waits for the disk. Of what was read so far, a tenth. */
const mostPerWrite = 1_000;

/** Reads a sheet to its end and notes what each row would do. Never rejects: its end stands in the ledger. */
export async function compareSheet(
  context: CoreContext,
  updateId: number,
  source: { readonly path: string; readonly settings: RowSettings },
  control: CompareControl,
): Promise<void> {
  try {
    const sheet = await readSheetRows(source.path, source.settings);
    const comparison = createComparison(context, sheet.form);
    const turn = createTurns(context.ports.clock);
    let lines: Line[] = [];
    let rowCount = 0;
    let readCount = 0;
    const write = (): void => {
      context.ledger.transaction(() =>
        writeLines(context.ledger, updateId, lines, comparison.counts()),
      );
      control.share = sheet.sheet.readShare();
      context.emit('sheetUpdates.changed', { updateId });
      lines = [];
      rowCount = 0;
    };
    for await (const rows of inChunks(sheet)) {
      // While it is held, people see how far it is.
      if (control.pausable.isPaused() && rowCount > 0) write();
      await control.pausable.whenRunning();
      if (control.ending !== null) break;
      lines.push(...comparison.compare(rows));
      rowCount += rows.length;
      readCount += rows.length;
      if (rowCount >= Math.min(mostPerWrite, readCount / 10)) write();
      await turn();
    }
    if (rowCount > 0) write();
    finishUpdate(context, updateId, {
      status: control.ending ?? 'ready',
      warnings: sheet.warnings,
    });
  } catch (cause) {
    finishUpdate(context, updateId, {
      status: 'failed',
      failure: failureOf(context, updateId, cause),
    });
  }
}

function failureOf(context: CoreContext, updateId: number, cause: unknown): Failure {
  if (cause instanceof AppError) {
    const { code, message, nextStep } = cause;
    return { code, message, path: null, nextStep: nextStep ?? null };
  }
  const detail = { error: cause instanceof Error ? (cause.stack ?? '') : String(cause) };
  context.ports.log({ level: 'error', message: `Sheet update ${updateId} ended`, detail });
  return { code: 'INTERNAL', message: String(cause), path: null, nextStep: null };
}

async function* inChunks(sheet: UpdateSheet): AsyncGenerator<UpdateRow[]> {
  let chunk: UpdateRow[] = [];
  for await (const row of sheet.rows()) {
    chunk.push(row);
    if (chunk.length < chunkSize) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
