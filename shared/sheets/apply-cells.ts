import type { Attributes } from '../metadata/attributes.ts';
import type { Segment } from '../metadata/path.ts';
import { pathText } from '../metadata/path.ts';
import { shapeAt } from '../metadata/schema/shape.ts';
import { isTaken, readGiven } from '../metadata/validate/typed-text.ts';
import type { Json } from '../support/json.ts';
import { equalJson, isJsonObject } from '../support/json.ts';
import type { Result } from '../support/result.ts';
import { err, ok } from '../support/result.ts';
import { sheetText as text } from '../text/sheets.en.ts';
import { decodeCell, encodeCell, encodeJson } from './cell-text.ts';
import type { CellWish } from './cell-text.ts';
import type { Column } from './columns.ts';
import { columnPath } from './columns.ts';
import { findDamage, isNumberShortened } from './damage.ts';
import { isFilledObject } from './table-plan.ts';

/** A cell of a row. `made`: what a spreadsheet program keeps it as, where it is no text. */
export interface Cell {
  readonly column: Column;
  readonly text: string;
  readonly made?: 'number' | 'date' | undefined;
}

export interface CellProblem {
  /** `damaged`: a spreadsheet program changed the value; `row` and `doi` are about the row as a whole. */
  readonly code: 'row' | 'doi' | 'damaged' | 'cell';
  /** Path in the metadata, as the column names it. */
  readonly path: string;
  readonly message: string;
}

export interface AppliedRow {
  /** The record as the row wants it; the very object that was given when nothing changes. */
  readonly attributes: Attributes;
  /** Why cells cannot be taken. With any of them the row is not to be applied. */
  readonly problems: readonly CellProblem[];
}

/**
 * A record with the cells of one row in it. A cell that says what the record says, or nothing, changes nothing.
 * Entries beyond the end of a list are added in order; an entry whose last value is deleted goes.
 */
export function applyCells(attributes: Attributes, cells: readonly Cell[]): AppliedRow {
  const problems: CellProblem[] = [];
  const wishes: (CellWish & { readonly column: Column })[] = [];
  for (const cell of cells) {
    const { column } = cell;
    if (cell.text.trim() === '' || saysTheSame(attributes, cell)) continue;
    const damage = findDamage(cell) ?? findShortened(attributes, cell);
    if (damage !== null) {
      problems.push({ code: 'damaged', path: columnPath(column), message: damage });
      continue;
    }
    const wish = decodeCell(cell.text, column.type);
    if (!wish.ok) {
      problems.push({ code: 'cell', path: columnPath(column), message: wish.error });
    } else if (!changesNothing(attributes, column, wish.value)) {
      const right = readWish(attributes, column, wish.value);
      if (right.ok) wishes.push({ ...right.value, column });
      else problems.push({ code: 'cell', path: columnPath(column), message: right.error });
    }
  }
  if (wishes.length === 0 || problems.length > 0) return { attributes, problems };
  let record = attributes as Json;
  for (const wish of wishes) {
    const changed = change(record, wish);
    if (changed.ok) record = changed.value;
    else problems.push({ code: 'cell', path: columnPath(wish.column), message: changed.error });
  }
  if (problems.length > 0) return { attributes, problems };
  const touched = new Set(wishes.map(({ column }) => String(column.segments[0])));
  const tidy = Object.entries(record as Readonly<Record<string, Json>>).flatMap(
    ([name, value]): [string, Json][] => {
      if (!touched.has(name)) return [[name, value]];
      const kept = withoutHoles(value);
      return kept === undefined ? [] : [[name, kept]];
    },
  );
  return { attributes: Object.fromEntries(tidy), problems };
}

/**
 * A wish for what DataCite takes there. No more is asked: an export brings back what the record had, also where it
 * could be said better; the findings tell. What the record holds in the same property it may hold.
 */
function readWish(attributes: Attributes, { segments }: Column, wish: CellWish): Result<CellWish> {
  if (wish.kind === 'delete') return ok(wish);
  const place = segments.filter((segment) => typeof segment === 'string').join('.');
  const whole = (attributes as Readonly<Record<string, unknown>>)[String(segments[0])];
  const read = readGiven(wish.value, {
    ...{ place, shape: shapeAt(segments) },
    isBorne: (held, at) => isTaken(held, at) || holdsText(whole, held),
  });
  return read.ok ? ok({ kind: 'set', value: read.value }) : read;
}

function holdsText(value: unknown, text: string): boolean {
  if (typeof value !== 'object' || value === null) return String(value) === text;
  return Object.values(value).some((each) => holdsText(each, text));
}

function findShortened(attributes: Attributes, { column, text: said }: Cell): string | null {
  if (column.type === 'number') return null;
  const before = valueAt(attributes, column);
  if (typeof before !== 'string' || !isNumberShortened(before, said)) return null;
  return text.shortened(before, said.trim());
}

/** What stands at a column of a record; undefined: nothing. */
function valueAt(attributes: Attributes, { kind, segments, from }: Column): Json | undefined {
  let value: Json | undefined = attributes as Json;
  for (const segment of segments) {
    if (Array.isArray(value) && typeof segment === 'number') {
      value = (value as readonly Json[])[segment];
    } else if (
      isJsonObject(value) &&
      typeof segment === 'string' &&
      Object.hasOwn(value, segment)
    ) {
      value = value[segment];
    } else return undefined;
  }
  if (kind === 'value') return value;
  if (!Array.isArray(value)) return undefined;
  const rest = (value as readonly Json[]).slice(from);
  return rest.length === 0 ? undefined : rest;
}

const isFilled = (value: Json | undefined): boolean =>
  isFilledObject(value) || (Array.isArray(value) && value.length > 0);

function saysTheSame(attributes: Attributes, { column, text: said }: Cell): boolean {
  const value = valueAt(attributes, column);
  if (value === undefined) return false;
  const written = isFilled(value) ? encodeJson(value) : String(encodeCell(value, column.type));
  return written === said || written === said.replaceAll('\r\n', '\n');
}

function changesNothing(attributes: Attributes, column: Column, wish: CellWish): boolean {
  const value = valueAt(attributes, column);
  if (wish.kind === 'delete') return value === undefined;
  return value !== undefined && equalJson(value, wish.value);
}

/** `gone`: was taken away; left in its place until all cells are in, so that the numbers of entries hold. */
const gone: unique symbol = Symbol('gone');
type Slot = Json | typeof gone;

function change(record: Json, wish: CellWish & { readonly column: Column }): Result<Json> {
  const { column } = wish;
  const slot: Slot = wish.kind === 'delete' ? gone : wish.value;
  if (column.kind === 'rest') {
    const list = valueAt(record as Attributes, { ...column, kind: 'value' });
    const rest = wish.kind === 'delete' ? [] : wish.value;
    if (!Array.isArray(list) || !Array.isArray(rest)) {
      return err(text.noList(pathText(column.segments)));
    }
    const whole = [
      ...(list as readonly Json[]).slice(0, column.from),
      ...(rest as readonly Json[]),
    ];
    return ok(put(record, column.segments, whole) as Json);
  }
  const before = valueAt(record as Attributes, column);
  const isWhole = wish.kind === 'delete' || typeof wish.value === 'object';
  if (isFilled(before) && !isWhole) return err(text.holdsMore(pathText(column.segments)));
  try {
    return ok(put(record, column.segments, slot) as Json);
  } catch (cause) {
    if (cause instanceof PlainValueThere) return err(text.holdsText(cause.path));
    throw cause;
  }
}

class PlainValueThere extends Error {
  override readonly name = 'PlainValueThere';
  readonly path: string;
  constructor(segments: readonly Segment[]) {
    super('A plain value has no members');
    this.path = pathText(segments);
  }
}

/** A copy with `slot` at the path; lists and objects on the way are made where there is nothing. */
function put(node: Slot | undefined, segments: readonly Segment[], slot: Slot, depth = 0): Slot {
  const segment = segments[depth];
  if (segment === undefined) return slot;
  const isNothing = node === undefined || node === null || node === gone;
  if (typeof segment === 'number') {
    if (!isNothing && !Array.isArray(node)) throw new PlainValueThere(segments.slice(0, depth));
    const list: Slot[] = isNothing ? [] : [...(node as readonly Slot[])];
    while (list.length < segment) list.push(gone);
    list[segment] = put(list[segment], segments, slot, depth + 1);
    return list as Slot;
  }
  if (!isNothing && !isJsonObject(node)) throw new PlainValueThere(segments.slice(0, depth));
  // A map and `fromEntries`: a member may be called `__proto__`.
  const members = new Map(
    Object.entries(isNothing ? {} : (node as Readonly<Record<string, Slot>>)),
  );
  members.set(segment, put(members.get(segment), segments, slot, depth + 1));
  return Object.fromEntries(members) as Slot;
}

/** The value without what was taken away, and without lists and objects that this emptied. */
function withoutHoles(value: Slot): Json | undefined {
  if (value === gone) return undefined;
  if (Array.isArray(value)) {
    const entries = (value as readonly Slot[])
      .map(withoutHoles)
      .filter((entry) => entry !== undefined);
    return entries.length === 0 && value.length > 0 ? undefined : entries;
  }
  if (!isJsonObject(value)) return value;
  const all = Object.entries(value as Readonly<Record<string, Slot>>);
  const members = all.flatMap(([name, member]): [string, Json][] => {
    const kept = withoutHoles(member);
    return kept === undefined ? [] : [[name, kept]];
  });
  return members.length === 0 && all.length > 0 ? undefined : Object.fromEntries(members);
}
