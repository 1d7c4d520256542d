import type { Attributes } from '../metadata/attributes.ts';
import type { ObjectShape, Shape, TextShape } from '../metadata/schema/shape.ts';
import { recordShape } from '../metadata/schema/shape.ts';
import { isVocabularyName, nearestTerm, termsOf } from '../metadata/schema/vocabularies.ts';
import { parsePropertyPath } from '../query/property-path.ts';
import type { PathStep } from '../query/property-path.ts';
import type { Result } from '../support/result.ts';
import { err, ok } from '../support/result.ts';
import { isJsonObject } from '../support/json.ts';
import { gridEditText as text } from '../text/grid-edit.en.ts';

/** A single value that a cell of the grid can hold, and where it stands in the metadata. */
export interface EditTarget {
  readonly steps: readonly (PathStep | { readonly main: true })[];
  readonly shape: TextShape;
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
  if (steps === null) return null;
  let shape: Shape | undefined = recordShape;
  for (const step of steps) {
    if ('member' in step)
      shape = shape?.kind === 'object' ? shape.members.get(step.member) : undefined;
    else shape = shape?.kind === 'list' ? shape.of : undefined;
  }
  if (shape?.kind !== 'text' || shape.unaccepted) return null;
  // The list shows the main title, which need not be the first.
  const isTitle = columnId === 'title';
  return {
    steps: isTitle ? steps.map((step) => ('index' in step ? mainStep : step)) : steps,
    shape,
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

/** The metadata with one value set; an empty text takes it away. Never changes what it is given. */
export function withCell(
  attributes: Attributes,
  target: EditTarget,
  typed: string,
): Result<Attributes> {
  const value = readValue(target.shape, typed.trim());
  if (!value.ok) return value;
  const steps = target.steps.map((step) =>
    'main' in step ? { index: mainTitle(attributes.titles) } : step,
  );
  const changed = set(attributes, { steps, at: 0, shape: recordShape }, value.value);
  return ok((changed ?? {}) as Attributes);
}

type Value = string | number | null;

function readValue({ type }: TextShape, typed: string): Result<Value> {
  if (typed === '') return ok(null);
  if (isVocabularyName(type)) {
    const known = termsOf(type).find((term) => term.toLowerCase() === typed.toLowerCase());
    return known === undefined ? err(text.notInList(typed, nearestTerm(type, typed))) : ok(known);
  }
  if (type === 'year') return /^\d{4}$/.test(typed) ? ok(Number(typed)) : err(text.notYear(typed));
  if (type === 'latitude' || type === 'longitude') {
    const limit = type === 'latitude' ? 90 : 180;
    const number = Number(typed);
    return Math.abs(number) <= limit ? ok(number) : err(text.notAngle(typed, limit));
  }
  return ok(typed);
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
