import type { SeenPlace } from '#shared/sheets/table-survey.ts';
import { nothingSeen, seeRecord } from '#shared/sheets/table-survey.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { exportedAttributes, exportedRecords, readMarks } from './read-records.ts';
import type { RecordText, TextOrder } from './record-text.ts';
import { recordText } from './record-text.ts';
import type { CellLosses } from './sheet-rows.ts';

/** `survey`: what a piece of records needs columns for; `export`: its text. */
export type ExportTask =
  | { readonly kind: 'survey'; readonly properties: readonly string[] | null }
  | { readonly kind: 'export'; readonly order: TextOrder };

export type ExportAnswer =
  | { readonly kind: 'surveyed'; readonly seen: SeenPlace }
  /** `memory`: the text as UTF-8. */
  | { readonly kind: 'exported'; readonly memory: ArrayBuffer; readonly losses: CellLosses };

/** What the thread beside the core does of an export. */
export function exportingAhead(
  ledger: Ledger,
  task: ExportTask,
): (ids: readonly number[]) => ExportAnswer {
  if (task.kind === 'survey') {
    const survey = surveying(ledger, task.properties);
    return (ids) => {
      const seen = nothingSeen();
      survey(ids, seen);
      return { kind: 'surveyed', seen };
    };
  }
  const write = writing(ledger, recordText(task.order, readMarks(ledger)));
  const encoder = new TextEncoder();
  return (ids) => {
    const losses = { longCellCount: 0 };
    return { kind: 'exported', memory: encoder.encode(write(ids, losses)).buffer, losses };
  };
}

/** Adds what some records need columns for to what was seen. */
export function surveying(
  ledger: Ledger,
  properties: readonly string[] | null,
): (ids: readonly number[], seen: SeenPlace) => void {
  const wanted = properties === null ? null : new Set(properties);
  return (ids, seen) => {
    for (const attributes of exportedAttributes(ledger, ids)) seeRecord(seen, attributes, wanted);
  };
}

/** The text of some records. */
export function writing(
  ledger: Ledger,
  { of }: Pick<RecordText, 'of'>,
): (ids: readonly number[], losses: CellLosses) => string {
  return (ids, losses) =>
    exportedRecords(ledger, ids)
      .map((record) => of(record, losses))
      .join('');
}
