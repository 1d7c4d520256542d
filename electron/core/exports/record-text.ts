import type { ExportFormat } from '#shared/contract/exports.ts';
import { writeDataciteXml } from '#shared/metadata/xml/write.ts';
import type { Column } from '#shared/sheets/columns.ts';
import { exportsText as text } from '#shared/text/exports.en.ts';
import { csvFilledRow, csvHeader } from '../sheets/write-csv.ts';
import type { ExportedRecord, MarkOf } from './read-records.ts';
import type { CellLosses, SheetOrder } from './sheet-rows.ts';
import { placeCells, sheetRows } from './sheet-rows.ts';

/** Formats that are texts; a workbook is packed. */
export type TextFormat = Exclude<ExportFormat, 'xlsx'>;

/** What a file of text depends on apart from its records; plain data, because it crosses to a thread. */
export interface TextOrder extends SheetOrder {
  readonly format: TextFormat;
}

/** How a file of text is made, piece by piece. */
export interface RecordText {
  readonly head: string;
  readonly end: string;
  /** Of the values of records, in a wide sheet. */
  readonly columns: readonly Column[];
  of(record: ExportedRecord, losses: CellLosses): string;
}

export function recordText(order: TextOrder, markOf: MarkOf): RecordText {
  switch (order.format) {
    case 'csv':
      return csvText(order, markOf);
    case 'jsonl':
      return { head: '', end: '', columns: [], of: (record) => jsonLine(record, markOf) };
    case 'xml':
      return {
        head: '<?xml version="1.0" encoding="UTF-8"?>\n<resources>\n',
        end: '</resources>\n',
        columns: [],
        of: (record) => resource(record, markOf),
      };
  }
}

function csvText(order: SheetOrder, markOf: MarkOf): RecordText {
  const rows = sheetRows(order, markOf);
  const width = rows.names.length;
  return {
    head: csvHeader(rows.names),
    end: '',
    columns: rows.columns,
    of(record, losses) {
      let lines = '';
      for (const row of rows.of(record, losses)) lines += csvFilledRow(row, width);
      return lines;
    },
  };
}

/** As `data` of the REST API, which the import reads again. */
function jsonLine(record: ExportedRecord, markOf: MarkOf): string {
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

function resource(record: ExportedRecord, markOf: MarkOf): string {
  const { attributes, doi, place } = record;
  const xml = writeDataciteXml(attributes, doi).replace(/^\s*<\?xml[^>]*\?>\s*/, '');
  const mark = markOf(record);
  const notes = [mark === '' ? '' : text.mark(mark), placeCells(place).join(' ').trim()];
  const comments = notes.filter((note) => note !== '').map(xmlComment);
  return `${comments.join('')}${xml.trimEnd()}\n`;
}

/** DOIs may hold two hyphens, which would end the comment. */
function xmlComment(note: string): string {
  return `<!-- ${note.replaceAll('--', '-\u200b-')} -->\n`;
}
