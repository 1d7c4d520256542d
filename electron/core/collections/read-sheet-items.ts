import type { ColumnMapping, ReadSettings } from '#shared/contract/collections.ts';
import type { Finding } from '#shared/findings/finding.ts';
import type { ColumnGuess } from '#shared/collections/guess-columns.ts';
import { guessColumns } from '#shared/collections/guess-columns.ts';
import type { CompiledMapping } from '#shared/collections/map-row.ts';
import { compileMapping, mapRow } from '#shared/collections/map-row.ts';
import { openSheet } from '../sheets/open-sheet.ts';
import type { Sheet, SheetRow } from '../sheets/sheet.ts';
import type { SourceItem } from './source-item.ts';
import { failedItem } from './source-item.ts';

/** Rows from which the columns are guessed. */
const sampleRows = 200;
const samplesPerColumn = 50;

export interface SampledSheet {
  readonly sheet: Sheet;
  /** Up to fifty filled cells of each column. */
  readonly samples: readonly (readonly string[])[];
  readonly guesses: readonly ColumnGuess[];
}

/** Opens a table and looks at its first rows. */
export async function sampleSheet(path: string, settings: ReadSettings): Promise<SampledSheet> {
  const sheet = await openSheet(path, settings);
  const samples = sheet.columns.map((): string[] => []);
  let count = 0;
  for await (const { cells } of sheet.rows()) {
    cells.forEach((cell, at) => {
      const column = samples[at];
      const text = cell.trim();
      if (text !== '' && column !== undefined && column.length < samplesPerColumn)
        column.push(text);
    });
    count += 1;
    if (count >= sampleRows) break;
  }
  const guesses = guessColumns(
    sheet.columns.map((name, at) => ({ name, samples: samples[at] ?? [] })),
  );
  return { sheet, samples, guesses };
}

/** Items of a table, row by row. A row that cannot be taken is an item with a failure. */
export async function* readSheetItems(
  path: string,
  name: string,
  settings: ReadSettings,
): AsyncGenerator<SourceItem, void, undefined> {
  const { sheet, guesses } = await sampleSheet(path, settings);
  const mapping =
    settings.mapping === null
      ? sheet.columns.map((column, index) => ({
          column,
          index,
          target: guesses[index]?.target ?? null,
          separator: guesses[index]?.separator ?? null,
        }))
      : locateColumns(settings.mapping, sheet.columns);
  const compiled = compileMapping(mapping);
  for await (const row of sheet.rows()) yield toItem(row, { name, sheet, compiled });
}

/** A mapping holds by name, so that a sheet whose columns moved is still read right; then by place. */
export function locateColumns(
  mapping: readonly ColumnMapping[],
  columns: readonly string[],
): ColumnMapping[] {
  const fold = (text: string): string => text.trim().toLowerCase();
  const places = new Map(columns.map((column, at) => [fold(column), at]));
  return mapping.flatMap((each) => {
    const isThere = fold(columns[each.index] ?? '') === fold(each.column);
    const index = isThere ? each.index : places.get(fold(each.column));
    return index === undefined ? [] : [{ ...each, index }];
  });
}

function toItem(
  row: SheetRow,
  table: { readonly name: string; readonly sheet: Sheet; readonly compiled: CompiledMapping },
): SourceItem {
  const { name, sheet, compiled } = table;
  if (row.failure !== null) return failedItem(name, row.row, row.failure);
  const { key, attributes, problems } = mapRow(row.cells, compiled);
  const warnings = row.warnings.map(({ column, message }): Finding => ({
    code: 'import-cell',
    severity: 'warning',
    gate: 'none',
    path: '',
    message: `Column “${sheet.columns[column] ?? ''}”: ${message}`,
  }));
  const findings = [...warnings, ...problems];
  return { source: name, row: row.row, key, attributes, state: null, findings, failure: null };
}
