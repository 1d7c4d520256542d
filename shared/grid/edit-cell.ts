import type { Attributes } from '../metadata/attributes.ts';
import type { ObjectShape, Shape, TextShape } from '../metadata/schema/shape.ts';
import { recordShape, shapeAt } from '../metadata/schema/shape.ts';
import { isVocabularyName, termsOf } from '../metadata/schema/vocabularies.ts';
import { readTyped } from '../metadata/validate/typed-text.ts';
import { membersOf, parsePropertyPath, valuesAt } from '../query/property-path.ts';
import type { PathStep } from '../query/property-path.ts';
import type { Result } from '../support/result.ts';
import { ok } from '../support/result.ts';
import { isJsonObject } from '../support/json.ts';

/** A single value that a cell of the grid can hold, and where it stands in the metadata. */
export interface EditTarget {
  readonly steps: readonly (PathStep | { readonly main: true })[];
  readonly shape: TextShape;
  /** The members on the way, `dates.date`. */
  readonly place: string;
}

/** Columns of the list that show one value of the metadata. */
const ownPaths: Readonly<Record<string, string>> = {
  title: 'titles[0].title',
  type: 'types.resourceTypeGeneral',
  year: 'publicationYear',
  publisher: 'publisher.name',
};

/** What an edit of a column's cells would set; null for lists and for what follows from other things. */
export function editTarget(columnId: string): EditTarget | null {
  const path = columnId.startsWith('property:')
    ? columnId.slice('property:'.length)
    : ownPaths[columnId];
  const steps = path === undefined ? null : parsePropertyPath(path);
  // The name of a record is no metadata, and its kernel is a matter of the upgrade.
  if (steps === null || path === 'doi' || path === 'schemaVersion') return null;
  const shape = shapeAt(steps.map((step) => ('member' in step ? step.member : 0)));
  if (shape?.kind !== 'text' || shape.unaccepted) return null;
  // The list shows the main title, which need not be the first.
  const isTitle = columnId === 'title';
  return {
    steps: isTitle ? steps.map((step) => ('index' in step ? mainStep : step)) : steps,
    shape,
    place: membersOf(steps),
  };
}

const mainStep = { main: true } as const;

/** Where the main title stands: the first that is no subtitle, translation or alternative. */
function mainTitle(titles: unknown): number {
  if (!Array.isArray(titles)) return 0;
  const found = titles.findIndex((entry) => isJsonObject(entry) && entry['titleType'] == null);
  return Math.max(0, found);
}

/** The values that a cell of this column may have, where they are a closed list. */
export function choicesOf({ shape }: EditTarget): readonly string[] | null {
  return isVocabularyName(shape.type) ? termsOf(shape.type) : null;
}

/**
 * The metadata with one value set; an empty text takes it away. A cell that is given what it shows already stays as
 * it is, also where that is wrong. Never changes what it is given.
 */
export function withCell(
  attributes: Attributes,
  target: EditTarget,
  typed: string,
): Result<Attributes> {
  const steps = target.steps.map((step) =>
    'main' in step ? { index: mainTitle(attributes.titles) } : step,
  );
  if (typed !== '' && isShown(attributes, steps, typed)) return ok(attributes);
  const value = readCell(target, typed);
  if (!value.ok) return value;
  const changed = set(attributes, { steps, at: 0, shape: recordShape }, value.value);
  return ok((changed ?? {}) as Attributes);
}

type Value = string | number | null;

/** What a cell would hold, or why it cannot. */
export function readCell({ place, shape }: EditTarget, typed: string): Result<Value> {
  const trimmed = typed.trim();
  return trimmed === '' ? ok(null) : readTyped(place, shape.type, trimmed);
}

/** Why a text cannot stand in a cell; null: it can. */
export function problemIn(target: EditTarget, typed: string): string | null {
  const read = readCell(target, typed);
  return read.ok ? null : read.error;
}

/** True for the text of the cell itself. */
function isShown(attributes: Attributes, steps: readonly PathStep[], typed: string): boolean {
  const [first, ...others] = valuesAt(withPublisher(attributes), steps);
  return first !== undefined && (`${first}` === typed || [first, ...others].join('; ') === typed);
}

/** A publisher that is a bare text is read by its name. */
function withPublisher(attributes: Attributes): unknown {
  const { publisher } = attributes as { readonly publisher?: unknown };
  return typeof publisher === 'string'
    ? { ...attributes, publisher: { name: publisher } }
    : attributes;
}

interface Place {
  readonly steps: readonly PathStep[];
  readonly at: number;
  readonly shape: Shape | undefined;
}

/** A copy of the value with the rest of the path set in it; undefined when nothing is left of it. */
function set(value: unknown, { steps, at, shape }: Place, wanted: Value): unknown {
  const step = steps[at];
  if (step === undefined) return wanted ?? undefined;
  if ('member' in step) {
    const next = shape?.kind === 'object' ? shape.members.get(step.member) : undefined;
    const object = asObject(value, shape);
    const inner = set(object[step.member], { steps, at: at + 1, shape: next }, wanted);
    const rest = Object.fromEntries(
      Object.entries(object).filter(([name]) => name !== step.member),
    );
    if (inner !== undefined) return { ...object, [step.member]: inner };
    return at > 0 && Object.keys(rest).length === 0 ? undefined : rest;
  }
  const list: readonly unknown[] = Array.isArray(value) ? value : value == null ? [] : [value];
  const entryShape = shape?.kind === 'list' ? shape.of : undefined;
  const found =
    'index' in step ? step.index : list.findIndex((entry) => isOfType(entry, step.type));
  const place = found < 0 ? list.length : Math.min(found, list.length);
  const before = list[place] ?? ('type' in step ? newEntry(entryShape, step.type) : undefined);
  const inner = set(before, { steps, at: at + 1, shape: entryShape }, wanted);
  const isEmpty = inner === undefined || ('type' in step && isOnlyType(inner));
  return isEmpty
    ? list.filter((_, index) => index !== place)
    : [...list.slice(0, place), inner, ...list.slice(place + 1)];
}

/** An object; a bare text in its place becomes its naming member, as the service reads it. */
function asObject(value: unknown, shape: Shape | undefined): Readonly<Record<string, unknown>> {
  if (isJsonObject(value)) return value;
  const named = shape?.kind === 'object' ? shape.text : undefined;
  return typeof value === 'string' && value !== '' && named !== undefined ? { [named]: value } : {};
}

function newEntry(shape: Shape | undefined, type: string): Readonly<Record<string, unknown>> {
  const member = shape?.kind === 'object' ? typeMember(shape, type) : undefined;
  return member === undefined ? {} : { [member]: type };
}

/** The member that says what an entry is: the one whose list of values has this one. */
function typeMember({ members }: ObjectShape, type: string): string | undefined {
  for (const [name, shape] of members) {
    if (shape.kind !== 'text' || !name.endsWith('Type') || !isVocabularyName(shape.type)) continue;
    if (termsOf(shape.type).includes(type)) return name;
  }
  return undefined;
}

function isOfType(entry: unknown, type: string): boolean {
  if (!isJsonObject(entry)) return false;
  return Object.entries(entry).some(([name, value]) => name.endsWith('Type') && value === type);
}

function isOnlyType(entry: unknown): boolean {
  if (!isJsonObject(entry)) return false;
  return Object.entries(entry).every(([name, value]) => name.endsWith('Type') || value == null);
}
