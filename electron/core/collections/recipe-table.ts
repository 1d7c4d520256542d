import type { Output } from '#shared/contract/contract.ts';
import type { ReadSettings } from '#shared/contract/collections.ts';
import { AppError } from '#shared/support/app-error.ts';
import { canonicalJson } from '#shared/support/json.ts';
import type { CoreContext } from '../context.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** How a kind of sheet is read, kept under a name: the mapping and what else was chosen. */
export interface Recipe {
  readonly id: number;
  readonly name: string;
  readonly settings: ReadSettings;
}

interface Row {
  readonly id: number;
  readonly name: string;
  readonly settings: string;
  readonly created_at: string;
}

function toRecipe(row: Row): Recipe {
  return { id: row.id, name: row.name, settings: JSON.parse(row.settings) as ReadSettings };
}

/** Column names joined by U+001F, which no sheet holds: sheets that look the same have the same. */
function fingerprintOf(columns: readonly string[]): string {
  return columns.map((column) => column.trim().toLowerCase()).join('\u001f');
}

/** The newest recipe for a sheet with these columns. */
export function findRecipe(ledger: Ledger, columns: readonly string[]): Recipe | null {
  const row = ledger.db.get<Row>(
    'select * from recipe where column_fingerprint = ? order by id desc limit 1',
    fingerprintOf(columns),
  );
  return row === undefined ? null : toRecipe(row);
}

export function getRecipe(ledger: Ledger, id: number): Recipe {
  const row = ledger.db.get<Row>('select * from recipe where id = ?', id);
  if (row === undefined) throw new AppError('NOT_FOUND', { message: `There is no recipe ${id}.` });
  return toRecipe(row);
}

export function listRecipes(ledger: Ledger): Output<'recipes.list'> {
  const rows = ledger.db.all<Row>('select * from recipe order by name collate nocase limit 500');
  return {
    recipes: rows.map((row) => ({
      id: row.id,
      name: row.name,
      columnCount: toRecipe(row).settings.mapping?.length ?? 0,
      createdAt: row.created_at,
    })),
  };
}

/** Saves under a name; a recipe of that name is replaced. */
export function saveRecipe(context: CoreContext, name: string, settings: ReadSettings): number {
  const columns = [...(settings.mapping ?? [])].sort((one, other) => one.index - other.index);
  const row = context.ledger.db.get<{ id: number }>(
    `insert into recipe (name, column_fingerprint, settings, created_at) values (?, ?, ?, ?)
     on conflict (name) do update set column_fingerprint = excluded.column_fingerprint,
       settings = excluded.settings
     returning id`,
    name,
    fingerprintOf(columns.map(({ column }) => column)),
    canonicalJson(settings),
    context.timestamp(),
  );
  return row?.id ?? 0;
}

export function removeRecipe(ledger: Ledger, id: number): void {
  ledger.db.run('delete from recipe where id = ?', id);
}
