import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { WriteStream } from 'node:fs';

import type { ExportFormat, SheetForm } from '#shared/contract/exports.ts';
import type { Column } from '#shared/sheets/columns.ts';
import { columnName } from '#shared/sheets/columns.ts';
import type { SeenPlace } from '#shared/sheets/table-survey.ts';
import { joinSeen, nothingSeen } from '#shared/sheets/table-survey.ts';
import { exportsText } from '#shared/text/exports.en.ts';
import { startAhead } from '../ahead/many-records.ts';
import type { CoreContext } from '../context.ts';
import { createXlsxWriter } from '../sheets/write-xlsx.ts';
import type { ExportTask } from './ahead-tasks.ts';
import { chunksOf, surveying, writing } from './ahead-tasks.ts';
import { exportedRecords, hasUnreal, readMarks } from './read-records.ts';
import type { TextOrder } from './record-text.ts';
import { recordText } from './record-text.ts';
import type { Sharing } from './share-pieces.ts';
import { sharePieces } from './share-pieces.ts';
import type { SheetOrder } from './sheet-rows.ts';
import { sheetRows } from './sheet-rows.ts';

export interface ExportOrder {
  readonly ids: readonly number[];
  readonly format: ExportFormat;
  readonly form: SheetForm;
  readonly properties: readonly string[] | null;
}

export interface ExportControl {
  /** Told of records that were looked at, in units of `passesOf`; throws to end the export. */
  readonly onRecords: (count: number) => void;
  /** Gives other calls their turn. */
  readonly turn: () => Promise<void>;
}

/** What a file does not hold although a record has it. */
export interface ExportLosses {
  longCellCount: number;
  restCount: number;
  readonly unknownNames: Set<string>;
}

/** How often an export looks at a record: wide sheets need to know all columns before the first row. */
export function passesOf({ format, form }: Pick<ExportOrder, 'format' | 'form'>): number {
  return form === 'wide' && (format === 'csv' || format === 'xlsx') ? 2 : 1;
}

interface Job {
  readonly context: CoreContext;
  readonly ids: readonly number[];
  readonly control: ExportControl;
  readonly losses: ExportLosses;
}

/** Writes the records to a new file at `path`, in the order of their ids as these are given. */
export async function writeExport(
  context: CoreContext,
  { ids, format, form, properties }: ExportOrder,
  path: string,
  control: ExportControl,
): Promise<ExportLosses> {
  const losses: ExportLosses = { longCellCount: 0, restCount: 0, unknownNames: new Set() };
  const job: Job = { context, ids, control, losses };
  const stream = createWriteStream(path, { flags: 'wx', mode: 0o600, highWaterMark: 1024 * 1024 });
  const closed = finished(stream);
  try {
    const isSurveyed = passesOf({ format, form }) > 1;
    const seen = isSurveyed ? await surveyRecords(job, properties) : nothingSeen();
    const order = { form, properties, seen, isMarked: hasUnreal(context.ledger, ids) };
    if (format === 'xlsx') await writeWorkbook(job, order, stream);
    else await writeText(job, { ...order, format }, stream);
    stream.end();
    await closed;
  } catch (cause) {
    stream.destroy();
    await closed.catch(() => undefined);
    throw cause;
  }
  return losses;
}

async function surveyRecords(job: Job, properties: ExportOrder['properties']): Promise<SeenPlace> {
  const survey = surveying(job.context.ledger, properties);
  const seen = nothingSeen();
  await inPieces<SeenPlace>(
    job,
    { kind: 'survey', properties },
    {
      read: (answer) => (answer.kind === 'surveyed' ? answer.seen : null),
      async here(ids) {
        const own = nothingSeen();
        for await (const some of inChunks(job, ids)) survey(some, own);
        return own;
      },
      // In the order of the records: so are the columns of what the schema does not order.
      use: (piece) => joinSeen(seen, piece),
    },
  );
  return seen;
}

async function writeText(job: Job, order: TextOrder, stream: WriteStream): Promise<void> {
  const { context, losses } = job;
  const text = recordText(order, readMarks(context.ledger));
  noteColumns(losses, text.columns);
  const write = writing(context.ledger, text);
  await put(stream, text.head);
  await inPieces<{
    readonly texts: readonly (string | Uint8Array)[];
    readonly longCellCount: number;
  }>(
    job,
    { kind: 'export', order },
    {
      read: (answer) =>
        answer.kind === 'exported'
          ? { ...answer.losses, texts: [new Uint8Array(answer.memory)] }
          : null,
      async here(ids) {
        const own = { longCellCount: 0 };
        const texts: string[] = [];
        for await (const some of inChunks(job, ids)) texts.push(write(some, own));
        return { ...own, texts };
      },
      async use(piece) {
        losses.longCellCount += piece.longCellCount;
        for (const text of piece.texts) await put(stream, text);
      },
    },
  );
  await put(stream, text.end);
}

/** Rows of a workbook are numbered, and most of the work is to pack them, which threads of Node's do. */
async function writeWorkbook(job: Job, order: SheetOrder, stream: WriteStream): Promise<void> {
  const { context, ids, losses } = job;
  const rows = sheetRows(order, readMarks(context.ledger));
  noteColumns(losses, rows.columns);
  const writer = await createXlsxWriter(stream, exportsText.sheetName, rows.names);
  for await (const some of inChunks(job, ids)) {
    for (const record of exportedRecords(context.ledger, some)) {
      for (const row of rows.of(record, losses)) await writer.write(row);
    }
  }
  await writer.end();
}

/** Shares work on all records with a second thread, and uses what each piece came to in the order of the records. */
async function inPieces<T>(
  { context, ids, control }: Job,
  task: ExportTask,
  {
    use,
    ...work
  }: Pick<Sharing<T>, 'read' | 'here'> & { readonly use: (result: T) => Promise<void> | void },
): Promise<void> {
  const thread = startAhead(context, task, ids.length);
  try {
    for await (const { result, isOwn, ids: some } of sharePieces(ids, { ...work, thread })) {
      await use(result);
      // What the core did itself, it counted as it went.
      if (!isOwn) control.onRecords(some.length);
      await control.turn();
    }
  } finally {
    await thread?.close();
  }
}

/** So many at a time, with turns for others. */
async function* inChunks(
  { control }: Job,
  ids: readonly number[],
): AsyncGenerator<readonly number[]> {
  for (const some of chunksOf(ids)) {
    yield some;
    control.onRecords(some.length);
    await control.turn();
  }
}

function noteColumns(losses: ExportLosses, columns: readonly Column[]): void {
  for (const column of columns) {
    if (column.kind === 'rest') losses.restCount += 1;
    const name = columnName(column);
    if (name.startsWith('#')) losses.unknownNames.add(String(column.segments[0]));
  }
}

async function put(stream: WriteStream, piece: string | Uint8Array): Promise<void> {
  if (!stream.write(piece)) await once(stream, 'drain');
}
