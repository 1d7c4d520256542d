import type { SeenPlace } from '#shared/sheets/table-survey.ts';
import { nothingSeen, seeRecord, wantedOf } from '#shared/sheets/table-survey.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { joinBytes } from '../support/join-bytes.ts';
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

/** Records that are worked on at once: some milliseconds, and what they leave is young garbage. */
const chunkSize = 50;

export function* chunksOf(ids: readonly number[]): Generator<readonly number[]> {
  for (let from = 0; from < ids.length; from += chunkSize) yield ids.slice(from, from + chunkSize);
}

/** What the thread beside the core does of an export. */
export function exportingAhead(
  ledger: Ledger,
  task: ExportTask,
): (ids: readonly number[]) => ExportAnswer {
  if (task.kind === 'survey') {
    const survey = surveying(ledger, task.properties);
    return (ids) => {
      const seen = nothingSeen();
      for (const some of chunksOf(ids)) survey(some, seen);
      return { kind: 'surveyed', seen };
    };
  }
  const write = writing(ledger, recordText(task.order, readMarks(ledger)));
  const encoder = new TextEncoder();
  return (ids) => {
    const losses = { longCellCount: 0 };
    const texts = Array.from(chunksOf(ids), (some) => encoder.encode(write(some, losses)));
    return { kind: 'exported', memory: joinBytes(texts).buffer, losses };
  };
}

/** Adds what some records need columns for to what was seen. */
export function surveying(
  ledger: Ledger,
  properties: readonly string[] | null,
): (ids: readonly number[], seen: SeenPlace) => void {
  const wanted = wantedOf(properties);
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
