import type { ParsedInput } from '#shared/contract/contract.ts';
import { gridRowLimit } from '#shared/contract/grid.ts';
import { doiKey } from '#shared/doi/doi.ts';
import type { EditTarget } from '#shared/grid/edit-cell.ts';
import { editTarget, readCell, withCell } from '#shared/grid/edit-cell.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { AppError } from '#shared/support/app-error.ts';
import { gridEditText as text } from '#shared/text/grid-edit.en.ts';
import { applyChangeSet } from '../changes/apply-change-set.ts';
import type { CoreContext } from '../context.ts';
import { getRecord } from '../records/find-records.ts';
import { recordViews } from '../records/record-views.ts';
import type { Handlers } from '../router.ts';
import { readBadges } from './row-badges.ts';

type EditInput = ParsedInput<'grid.edit'>;

/** Edits of cells, also of more rows than a page holds, and the signs of rows. */
export function createGridHandlers(
  context: CoreContext,
): Pick<Handlers, Extract<keyof Handlers, `grid.${string}`>> {
  return {
    'grid.badges': ({ dois }) => ({ badges: readBadges(context.ledger, dois) }),
    'grid.edit': async (input) => {
      const targets = input.columns.map(targetOf);
      const seen = input.seen.map(doiKey);
      const isAllSeen = seen.length === input.rows.count;
      const dois = isAllSeen ? seen : await doisOf(context, input.rows);
      if (seen.some((doi, index) => doi !== dois[index])) {
        throw new AppError('CONFLICT', { message: text.rowsMoved, nextStep: text.rowsMovedNext });
      }
      // All or none: a paste of which half was refused would leave a person to find out which.
      refuseWrongValues(context, input, { targets, dois });
      const { columns, values, changeKind, reason } = input;
      const rowOf = new Map(dois.map((doi, index) => [doi, values[index % values.length] ?? []]));
      return applyChangeSet(context, {
        title: text.title(columns.map(nameOf).join(', '), dois.length),
        ...{ kind: 'edit', changeKind, reason },
        edits: dois.map((doi) => ({
          doi,
          change: ({ attributes }) => ({
            attributes: edited(attributes, targets, rowOf.get(doi) ?? []),
          }),
        })),
      });
    },
  };
}

function targetOf(column: string): EditTarget {
  const target = editTarget(column);
  if (target !== null) return target;
  throw new AppError('VALIDATION', {
    message: text.notEditable(nameOf(column)),
    nextStep: text.nothingChanged,
    path: column,
  });
}

function nameOf(column: string): string {
  return column.replace('property:', '');
}

async function doisOf(context: CoreContext, rows: EditInput['rows']): Promise<string[]> {
  const views = recordViews(context.ledger);
  const order = { sort: rows.sort, descending: rows.descending };
  await views.prepare(rows.filter, order);
  const ids = views.idsOf(rows.filter, order).subarray(rows.first, rows.first + rows.count);
  if (rows.count > gridRowLimit) {
    throw new AppError('VALIDATION', {
      message: text.tooMany(rows.count, gridRowLimit),
      nextStep: text.tooManyNext,
    });
  }
  return context.ledger.db
    .all<{ doi: string }>(
      `select doi from json_each(?) join record on record.id = json_each.value order by json_each.key`,
      JSON.stringify([...ids]),
    )
    .map(({ doi }) => doi);
}

function refuseWrongValues(
  { ledger }: CoreContext,
  { columns, values, rows }: EditInput,
  { targets, dois }: { readonly targets: readonly EditTarget[]; readonly dois: readonly string[] },
): void {
  const wrong: string[] = [];
  dois.forEach((doi, index) => {
    const cells = values[index % values.length] ?? [];
    targets.forEach((target, place) => {
      const typed = cells[place] ?? null;
      const cell = typed === null ? null : readCell(target, typed);
      // A cell keeps what it holds already, also where that is wrong.
      if (typed === null || cell === null || cell.ok) return;
      if (holds(getRecord(ledger, doi), { target, typed })) return;
      wrong.push(text.wrongCell(rows.first + index + 1, nameOf(columns[place] ?? ''), cell.error));
    });
  });
  const [first] = wrong;
  if (first === undefined) return;
  throw new AppError('VALIDATION', {
    message: text.wrongCells(wrong.length, first),
    nextStep: text.nothingChanged,
  });
}

function holds(
  record: { readonly attributes: Attributes } | null,
  { target, typed }: { readonly target: EditTarget; readonly typed: string },
): boolean {
  return record !== null && withCell(record.attributes, target, typed).ok;
}

function edited(
  attributes: Attributes,
  targets: readonly EditTarget[],
  cells: readonly (string | null)[],
): Attributes {
  return targets.reduce((metadata, target, place) => {
    const typed = cells[place] ?? null;
    if (typed === null) return metadata;
    const changed = withCell(metadata, target, typed);
    return changed.ok ? changed.value : metadata;
  }, attributes);
}
