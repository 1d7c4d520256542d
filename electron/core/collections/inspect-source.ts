import type {
  ColumnMapping,
  ReadSettings,
  SourceInspection,
} from '#shared/contract/collections.ts';
import { itemKey } from '#shared/collections/item-key.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { sourceLimits } from '../sheets/limits.ts';
import { locateColumns, sampleSheet } from './read-sheet-items.ts';
import { readSource } from './read-source.ts';
import { findRecipe } from './recipe-table.ts';
import type { SourceFiles } from './source-files.ts';
import { findSourceFiles } from './source-files.ts';
import type { Source } from './sources.ts';

/** Files that are named one by one; of more, people see the number. */
const shownFiles = 100;
/** Tables up to this size are counted, larger ones are not made to wait for. */
const countedBytes = 8 * 1024 * 1024;

type Columns = NonNullable<SourceInspection['columns']>;

/** What a source is and how it would be read, before anything is decided. Reads, never writes. */
export async function inspectSource(
  ledger: Ledger,
  sourceId: string,
  source: Source,
  settings: ReadSettings,
): Promise<SourceInspection> {
  const found = await findSourceFiles(source.paths, settings.format);
  const { files } = found;
  const [first] = files;
  const isOne = files.length === 1 && !found.isFolder;
  const base: SourceInspection = {
    sourceId,
    files: files.slice(0, shownFiles).map(({ name, sizeBytes, format }) => ({
      name: name.slice(-500),
      sizeBytes,
      format,
    })),
    fileCount: files.length,
    format: isOne && first !== undefined ? first.format : 'folder',
    encoding: null,
    delimiter: null,
    sheets: [],
    sheet: null,
    columns: null,
    itemCountEstimate: null,
    recipeId: null,
    warnings: [...found.warnings],
  };
  if (first === undefined) return base;
  const isTable = first.format === 'csv' || first.format === 'xlsx';
  if (!isOne || !isTable) {
    return { ...base, itemCountEstimate: isOne ? await countItems(found, settings) : files.length };
  }
  return { ...base, ...(await inspectTable(ledger, { path: first.path, settings, found, base })) };
}

async function inspectTable(
  ledger: Ledger,
  table: {
    readonly path: string;
    readonly settings: ReadSettings;
    readonly found: SourceFiles;
    readonly base: SourceInspection;
  },
): Promise<Partial<SourceInspection>> {
  const { path, settings, found, base } = table;
  const { sheet, samples, guesses } = await sampleSheet(path, settings);
  const recipe = settings.mapping === null ? findRecipe(ledger, sheet.columns) : null;
  const mapping = settings.mapping ?? recipe?.settings.mapping ?? null;
  const located = mapping === null ? null : locateColumns(mapping, sheet.columns);
  const columns: Columns = sheet.columns.map((name, index) => {
    const told = located?.find((each) => each.index === index);
    const guess = guesses[index];
    const target = located === null ? (guess?.target ?? null) : (told?.target ?? null);
    return {
      name,
      index,
      samples: (samples[index] ?? []).slice(0, 5).map((text) => text.slice(0, 200)),
      target,
      separator: located === null ? (guess?.separator ?? null) : (told?.separator ?? null),
      reason:
        located === null
          ? (guess?.reason ?? null)
          : target === null
            ? null
            : reasonOf(recipe?.name),
    };
  });
  const size = found.files[0]?.sizeBytes ?? 0;
  return {
    encoding: sheet.encoding,
    delimiter: sheet.delimiter,
    sheets: sheet.sheets.slice(0, 200).map((name) => name.slice(0, 500)),
    sheet: sheet.sheet,
    columns: columns.slice(0, sourceLimits.columns),
    itemCountEstimate: size > countedBytes ? null : await countRows(sheet.rows()),
    recipeId: recipe?.id ?? null,
    warnings: [
      ...base.warnings,
      ...sheet.warnings,
      ...missingWarning(mapping, located),
      ...keyWarning(columns),
    ].slice(0, 50),
  };
}

function reasonOf(recipe: string | undefined): string {
  return recipe === undefined ? 'You chose this.' : `The recipe “${recipe}” says so.`;
}

/** Columns of a mapping or recipe that this sheet does not have. */
function missingWarning(
  mapping: readonly ColumnMapping[] | null,
  located: readonly ColumnMapping[] | null,
): string[] {
  const there = new Set(located?.map(({ column }) => column));
  const missing = (mapping ?? []).filter(
    ({ column, target }) => target !== null && !there.has(column),
  );
  if (missing.length === 0) return [];
  const names = missing.map(({ column }) => `“${column}”`).join(', ');
  return [`The mapping names columns that this sheet does not have: ${names.slice(0, 500)}.`];
}

/** Without an identifier of its own an item is known by what may change. */
function keyWarning(columns: Columns): string[] {
  const targets = new Set(columns.map(({ target }) => target));
  if (targets.has('key') || targets.has('doi')) return [];
  const { from } = itemKey(null, {
    ...(targets.has('url') ? { url: 'x' } : {}),
    ...(targets.has('titles[0].title') ? { titles: [{ title: 'x' }] } : {}),
  });
  const by = { url: 'the landing page', title: 'title, first creator and year' }[
    from as 'url' | 'title'
  ];
  return [
    from === 'none'
      ? 'No column is an identifier, DOI, address or title, so rows cannot be told apart.'
      : `No column is an identifier, so items are known again by ${by}. Map one if the sheet will be imported again.`,
  ];
}

async function countRows(rows: AsyncGenerator): Promise<number> {
  let count = 0;
  while ((await rows.next()).done !== true) count += 1;
  return count;
}

async function countItems({ files }: SourceFiles, settings: ReadSettings): Promise<number> {
  return countRows(readSource(files, settings));
}
