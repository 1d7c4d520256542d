import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { WriteStream } from 'node:fs';

import type { ExportFormat, SheetForm } from '#shared/contract/exports.ts';
import { writeDataciteXml } from '#shared/metadata/xml/write.ts';
import {
  columnName,
  doiColumn,
  markColumn,
  newerColumn,
  placeColumn,
  stateColumn,
} from '#shared/sheets/columns.ts';
import { realmMarks } from '#shared/share/mark-unreal.ts';
import type { Realm } from '#shared/share/mark-unreal.ts';
import type { FilledCell, TablePlan, TableSurvey } from '#shared/sheets/table-plan.ts';
import { surveyTable } from '#shared/sheets/table-plan.ts';
import { shortPlace } from '#shared/text/version-place.en.ts';
import type { Position } from '#shared/versions/position.ts';
import { exportsText as text } from '#shared/text/exports.en.ts';
import type { CoreContext } from '../context.ts';
import { sourceLimits } from '../sheets/limits.ts';
import { csvFilledRow, csvHeader } from '../sheets/write-csv.ts';
import { createXlsxWriter } from '../sheets/write-xlsx.ts';
import type { ExportedRecord } from './read-records.ts';
import { exportedAttributes, exportedRecords } from './read-records.ts';

export interface ExportOrder {
  readonly ids: readonly number[];
  readonly format: ExportFormat;
  readonly form: SheetForm;
  readonly properties: readonly string[] | null;
}

export interface ExportControl {
  /** Told after each record, in units of `workOf`; throws to end the export. */
  readonly onRecord: () => void;
  /** Gives other calls their turn. */
  readonly turn: () => Promise<void>;
}

/** What a file does not hold although a record has it. */
export interface ExportLosses {
  longCellCount: number;
  restCount: number;
  unknownNames: Set<string>;
}

/** How often an export looks at a record: wide sheets need to know all columns before the first row. */
export function passesOf({ format, form }: Pick<ExportOrder, 'format' | 'form'>): number {
  return form === 'wide' && (format === 'csv' || format === 'xlsx') ? 2 : 1;
}

/** Columns of records; the rest of what can be read back is for the DOI, the state and the guard. */
const mostColumns = sourceLimits.columns - 10;
const longColumns = [doiColumn, 'path', 'value'] as const;

/** Writes the records to a new file at `path`, in the order in which they came into the ledger. */
export async function writeExport(
  context: CoreContext,
  order: ExportOrder,
  path: string,
  control: ExportControl,
): Promise<ExportLosses> {
  const losses: ExportLosses = { longCellCount: 0, restCount: 0, unknownNames: new Set() };
  const job: Job = { context, order, control, losses, markOf: marksOf(context) };
  const stream = createWriteStream(path, { flags: 'wx', mode: 0o600, highWaterMark: 1024 * 1024 });
  const closed = finished(stream);
  try {
    if (order.format === 'jsonl') await writeText(job, stream, (record) => jsonLine(job, record));
    else if (order.format === 'xml') await writeXml(job, stream);
    else await writeSheet(job, stream);
    stream.end();
    await closed;
  } catch (cause) {
    stream.destroy();
    await closed.catch(() => undefined);
    throw cause;
  }
  return losses;
}

interface Job {
  readonly context: CoreContext;
  readonly order: ExportOrder;
  readonly control: ExportControl;
  readonly losses: ExportLosses;
  /** '' for records of production. */
  readonly markOf: (record: ExportedRecord) => string;
}

function marksOf({ ledger }: CoreContext): Job['markOf'] {
  const realms = new Map(
    ledger.db
      .all<{ id: string; environment: Realm }>('select id, environment from repository')
      .map(({ id, environment }) => [id, realmMarks[environment]]),
  );
  return ({ repositoryId }) => realms.get(repositoryId) ?? '';
}

function hasUnreal({ context, order }: Job): boolean {
  const found = context.ledger.db.get(
    `select 1 from json_each(?) j join record r on r.id = j.value join repository p on p.id = r.repository_id
     where p.environment in ('practice', 'test') limit 1`,
    JSON.stringify(order.ids),
  );
  return found !== undefined;
}

async function* eachRecord({ context, order, control }: Job): AsyncGenerator<ExportedRecord> {
  for (const records of exportedRecords(context.ledger, order.ids)) {
    for (const record of records) {
      yield record;
      control.onRecord();
    }
    await control.turn();
  }
}

async function surveyRecords({ context, order, control }: Job, survey: TableSurvey): Promise<void> {
  for (const records of exportedAttributes(context.ledger, order.ids)) {
    for (const attributes of records) {
      survey.see(attributes);
      control.onRecord();
    }
    await control.turn();
  }
}

async function put(stream: WriteStream, piece: string): Promise<void> {
  if (!stream.write(piece)) await once(stream, 'drain');
}

async function writeText(
  job: Job,
  stream: WriteStream,
  line: (record: ExportedRecord) => string,
): Promise<void> {
  for await (const record of eachRecord(job)) await put(stream, line(record));
}

/** As `data` of the REST API, which the import reads again. */
function jsonLine({ markOf }: Job, record: ExportedRecord): string {
  const { doi, state, attributes, place } = record;
  const mark = markOf(record);
  const meta = {
    ...(mark === '' ? {} : { mark }),
    ...(place === null ? {} : { versionPlace: place }),
  };
  const data = {
    id: doi,
    type: 'dois',
    attributes: { ...attributes, doi, state },
    ...(Object.keys(meta).length === 0 ? {} : { meta }),
  };
  return `${JSON.stringify(data)}\n`;
}

async function writeXml(job: Job, stream: WriteStream): Promise<void> {
  await put(stream, '<?xml version="1.0" encoding="UTF-8"?>\n<resources>\n');
  await writeText(job, stream, (record) => {
    const { attributes, doi, place } = record;
    const xml = writeDataciteXml(attributes, doi).replace(/^\s*<\?xml[^>]*\?>\s*/, '');
    const mark = job.markOf(record);
    const notes = [mark === '' ? '' : text.mark(mark), placeCells(place).join(' ').trim()];
    const comments = notes.filter((note) => note !== '').map(xmlComment);
    return `${comments.join('')}${xml.trimEnd()}\n`;
  });
  await put(stream, '</resources>\n');
}

async function writeSheet(job: Job, stream: WriteStream): Promise<void> {
  const { order, losses, markOf } = job;
  const survey = surveyTable(order.properties === null ? null : new Set(order.properties));
  const isWide = order.form === 'wide';
  if (isWide) await surveyRecords(job, survey);
  const plan = survey.plan(mostColumns);
  for (const column of plan.columns) {
    if (column.kind === 'rest') losses.restCount += 1;
    const name = columnName(column);
    if (name.startsWith('#')) losses.unknownNames.add(String(column.segments[0]));
  }
  const isMarked = hasUnreal(job);
  const mark = isMarked ? [markColumn] : [];
  const names = isWide
    ? [doiColumn, stateColumn, ...mark, placeColumn, newerColumn, ...plan.columns.map(columnName)]
    : [...longColumns, ...mark];
  const rowsOf = isWide
    ? (record: ExportedRecord) => [
        wideRow(record, isMarked ? [markOf(record)] : [], { plan, losses }),
      ]
    : (record: ExportedRecord) =>
        longRows(record, order.properties, losses).map((cells) =>
          filled(isMarked ? [...cells, markOf(record)] : cells),
        );
  if (order.format === 'xlsx') {
    const writer = await createXlsxWriter(stream, text.sheetName, names);
    for await (const record of eachRecord(job)) {
      for (const row of rowsOf(record)) await writer.write(row);
    }
    await writer.end();
    return;
  }
  await put(stream, csvHeader(names));
  await writeText(job, stream, (record) =>
    rowsOf(record)
      .map((row) => csvFilledRow(row, names.length))
      .join(''),
  );
}

type Cells = readonly (string | number | null)[];

function filled(cells: Cells): FilledCell[] {
  return cells.flatMap((cell, at) => (cell === null || cell === '' ? [] : [{ at, cell }]));
}

/** The two cells of a record's place: in words, and the newer version. */
function placeCells(place: Position | null): readonly [string, string] {
  if (place === null) return ['', ''];
  const newer = place.kind === 'version' ? place.newer : null;
  return [shortPlace(place), newer ?? ''];
}

/** DOIs may hold two hyphens, which would end the comment. */
function xmlComment(note: string): string {
  return `<!-- ${note.replaceAll('--', '-\u200b-')} -->\n`;
}

function wideRow(
  record: ExportedRecord,
  mark: readonly string[],
  { plan, losses }: { readonly plan: TablePlan; readonly losses: ExportLosses },
): FilledCell[] {
  const first = [record.doi, record.state, ...mark, ...placeCells(record.place)];
  const row = filled(first);
  for (const { at, cell } of plan.cellsOf(record.attributes)) {
    const kept = fitting(cell, losses);
    if (kept !== null) row.push({ at: first.length + at, cell: kept });
  }
  return row;
}

function longRows(
  record: ExportedRecord,
  properties: readonly string[] | null,
  losses: ExportLosses,
): Cells[] {
  const survey = surveyTable(properties === null ? null : new Set(properties));
  survey.see(record.attributes);
  const plan = survey.plan(Infinity);
  const values = plan.cellsOf(record.attributes).map(({ at, cell }): Cells => {
    const column = plan.columns[at];
    const path = column === undefined ? '' : columnName(column);
    return [record.doi, path, fitting(cell, losses)];
  });
  const [place, newer] = placeCells(record.place);
  const notes = [
    [record.doi, placeColumn, place],
    [record.doi, newerColumn, newer],
  ].filter(([, , cell]) => cell !== '');
  return [...values, ...notes];
}

/** A cell that no spreadsheet program holds stays empty, which leaves the value alone when it comes back. */
function fitting(cell: string | number, losses: ExportLosses): string | number | null {
  if (typeof cell !== 'string' || cell.length < sourceLimits.cellCharacters) return cell;
  losses.longCellCount += 1;
  return null;
}
