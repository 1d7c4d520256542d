import type { AppError } from '#shared/support/app-error.ts';

/** One row of a sheet. `row` counts as a person does: the first row of the sheet is 1. */
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly string[];
  /** What a person should know about single cells: a formula's kept value, a damaged character. */
  readonly warnings: readonly { readonly column: number; readonly message: string }[];
  /** Cells that the program which saved the file keeps as a number or a date, by column; the rest are text. */
  readonly made: ReadonlyMap<number, 'number' | 'date'>;
  /** Set when this row cannot be taken; the rows around it can. */
  readonly failure: AppError | null;
}

/** How far a file was read. */
export interface Meter {
  readBytes: number;
  /** 0: not known. */
  readonly totalBytes: number;
}

/** An opened table, whatever the file was. */
export interface Sheet {
  /** File name without folder. */
  readonly file: string;
  readonly kind: 'csv' | 'xlsx';
  readonly encoding: string | null;
  readonly delimiter: string | null;
  /** All sheets of a workbook; empty for text files. */
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  /** Names of the columns, made unique and never empty. */
  readonly columns: readonly string[];
  /** The same as they are written in the file: not cut, not made unique. */
  readonly headers: readonly string[];
  readonly headerRow: number;
  readonly warnings: readonly string[];
  /** Reads from the start each time; rows that are blank are left out but counted. */
  rows(): AsyncGenerator<SheetRow, void, undefined>;
  /** How much of the file the reading that began last has read, 0 to 1; null: it cannot be told. */
  readShare(): number | null;
}
