import { AppError } from '#shared/support/app-error.ts';

/**
 * What a source may hold. Checked before and while it is read, so that no file can exhaust memory or
 * time. Figures: reliability.md 5.1; 32,767 is the most that a cell of a spreadsheet program holds.
 */
export const sourceLimits = {
  fileBytes: 50 * 1024 * 1024,
  unpackedBytes: 200 * 1024 * 1024,
  /** Unpacked to packed. Sheets of text reach 30; a bomb 1,000. */
  ratio: 100,
  zipEntries: 10_000,
  rows: 100_000,
  /** Levels of JSON and YAML. No record nests deeper than eight; what does would exhaust the stack of everything behind. */
  depth: 64,
  columns: 500,
  cellCharacters: 32_767,
  /** One row of a text file; what goes beyond has an open quotation mark somewhere. */
  rowCharacters: 8 * 1024 * 1024,
} as const;

/** How large a file may be, packed and unpacked, in bytes, and how many rows it may have. */
export type SizeLimits = Readonly<Record<'fileBytes' | 'unpackedBytes' | 'rows', number>>;

/**
 * For sheets that this app wrote and reads back: 100,000 records with all their properties. They are read row by
 * row, so that their size costs time and not memory; ratio, columns and cells stay as they are.
 */
export const ownSheetLimits: SizeLimits = {
  fileBytes: 1024 * 1024 * 1024,
  unpackedBytes: 4 * 1024 * 1024 * 1024,
  /** What a sheet of a workbook holds. */
  rows: 1_048_576,
};

/** Where in a source something stands, as a person counts: the header is row 1. */
export interface Place {
  readonly file: string;
  readonly row?: number;
  readonly column?: string;
}

/** A source, or a part of it, that cannot be read: names file, row and column. */
export function unreadable(
  place: Place,
  problem: string,
  more: { readonly nextStep?: string; readonly cause?: unknown } = {},
): AppError {
  const row = place.row === undefined ? '' : `, row ${place.row}`;
  const column = place.column === undefined ? '' : `, column ${place.column}`;
  return new AppError('SOURCE_UNREADABLE', {
    message: `${place.file}${row}${column}: ${problem}`,
    ...more,
  });
}

/** What the file system says about a file, in words: vanished, locked away, a folder. */
export function fileFailure(file: string, cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const problem =
    {
      ENOENT: 'the file is no longer there.',
      EACCES: 'this program may not read the file.',
      EPERM: 'this program may not read the file.',
      EISDIR: 'this is a folder, not a file.',
      EBUSY: 'another program holds the file open.',
      EMFILE: 'too many files are open at once.',
    }[code] ??
    `the file cannot be read (${cause instanceof Error ? cause.message : String(cause)}).`;
  return unreadable({ file }, problem, {
    cause,
    nextStep: 'Check that the file is where it was and that you may read it, then try again.',
  });
}

/** `A` for 0, `AB` for 27: how spreadsheet programs name columns. */
export function columnLetter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `${columnLetter(Math.floor(index / 26) - 1)}${last}`;
}
