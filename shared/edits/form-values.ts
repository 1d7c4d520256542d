import type { Attributes } from '../metadata/attributes.ts';
import type { Segment } from '../metadata/path.ts';
import type { ListShape, ObjectShape, Shape } from '../metadata/schema/shape.ts';
import { recordShape, shapeAt, shapeBelow } from '../metadata/schema/shape.ts';
import { canonicalJson, isJsonObject } from '../support/json.ts';
import type { Json } from '../support/json.ts';
import { formProperties } from './form-layout.ts';

/**
 * A record as a form holds it: the same, but each plain text of a list stands in an object (`{value}`), since
 * forms tell entries apart, and a bare text where an object belongs stands in its main member. Every member that
 * the schema knows is there, empty where the record has none: react-hook-form puts the value that the form began
 * with in the place of one that is missing, so that an author who was moved would get the names of another.
 */
export type FormValues = Record<string, unknown>;

export interface FormRecord {
  readonly values: FormValues;
  /** Properties that the form cannot show: unknown ones, and values that have not the schema's form. */
  readonly kept: readonly string[];
}

export function toFormValues(attributes: Attributes): FormRecord {
  const given = new Map(Object.entries(attributes) as [string, Json][]);
  const values: FormValues = {};
  for (const name of formProperties) {
    const shape = recordShape.members.get(name);
    const value = given.get(name);
    if (shape === undefined || !fits(shape, value)) continue;
    values[name] = intoForm(shape, value);
  }
  const kept = [...given.keys()].filter(
    (name) => name !== 'doi' && given.get(name) != null && !Object.hasOwn(values, name),
  );
  return { values, kept };
}

/** The record that a form says. What nobody touched is what it was, to the byte. */
export function fromFormValues(values: FormValues, original: Attributes): Attributes {
  const before = toFormValues(original).values;
  const result = new Map(Object.entries(original) as [string, Json][]);
  for (const name of formProperties) {
    const shape = recordShape.members.get(name);
    if (shape === undefined || (!Object.hasOwn(before, name) && result.get(name) != null)) continue;
    if (textOf(values[name]) === textOf(before[name])) continue;
    const value = outOfForm(shape, values[name]);
    if (value === undefined) result.delete(name);
    else result.set(name, value);
  }
  return Object.fromEntries(result);
}

const textOf = (value: unknown): string => (value === undefined ? '' : canonicalJson(value));

/** True when the form can show the value without losing anything of it. */
function fits(shape: Shape, value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  switch (shape.kind) {
    case 'text':
      return typeof value === 'string' || typeof value === 'number';
    case 'list':
      return (
        Array.isArray(value) &&
        (value as readonly Json[]).every((entry) => entry !== null && fits(shape.of, entry))
      );
    case 'object':
      if (!isJsonObject(value)) return shape.text !== undefined && typeof value === 'string';
      return [...shape.members].every(([name, member]) => fits(member, value[name]));
  }
}

function intoForm(shape: Shape, value: Json | undefined): unknown {
  if (shape.kind === 'text') return value ?? '';
  if (shape.kind === 'object') return objectIntoForm(shape, value);
  const entries = Array.isArray(value) ? (value as readonly Json[]) : [];
  return entries.map((entry) => entryIntoForm(shape, entry));
}

/** An entry of a list as the form holds it; without a value, a new one. */
export function entryIntoForm({ of }: ListShape, value?: Json): FormValues {
  return of.kind === 'text' ? { value: value ?? '' } : objectIntoForm(of, value);
}

/** What a choice gives to a field of the form, by the field's name. */
export function toFormValue(name: string, value: Json): unknown {
  const shape = shapeAt(name.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part)));
  return shape === undefined ? value : intoForm(shape, value);
}

function objectIntoForm(shape: ObjectShape, value: Json | undefined): FormValues {
  const bare = shape.text === undefined || value == null ? {} : { [shape.text]: value };
  const given: Readonly<Record<string, Json>> = isJsonObject(value) ? value : bare;
  const names = new Set([...Object.keys(given), ...shape.members.keys()]);
  const members = [...names].map((name): [string, unknown] => {
    const of = shape.members.get(name);
    return [name, of === undefined ? given[name] : intoForm(of, given[name])];
  });
  return Object.fromEntries(members);
}

/** What is empty is not there. */
function outOfForm(shape: Shape, value: unknown): Json | undefined {
  if (shape.kind === 'text') return value === '' || value == null ? undefined : (value as Json);
  if (shape.kind === 'object')
    return isJsonObject(value) ? objectOutOfForm(shape, value) : undefined;
  const { of } = shape;
  const entries = (Array.isArray(value) ? value : []).filter(isJsonObject).flatMap((entry) => {
    const out = of.kind === 'text' ? outOfForm(of, entry['value']) : objectOutOfForm(of, entry);
    return out === undefined ? [] : [out];
  });
  return entries.length === 0 ? undefined : entries;
}

function objectOutOfForm(
  shape: ObjectShape,
  value: Readonly<Record<string, unknown>>,
): Json | undefined {
  const members = Object.entries(value).flatMap(([name, member]): [string, Json][] => {
    const of = shape.members.get(name);
    const out = of === undefined ? (member as Json | undefined) : outOfForm(of, member);
    return out === undefined ? [] : [[name, out]];
  });
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

/** Where a path of a record stands in the form: the texts of a list are one step further down. */
export function toFormPath(segments: readonly Segment[]): Segment[] {
  let shape: Shape | undefined = recordShape;
  const path: Segment[] = [];
  for (const segment of segments) {
    path.push(segment);
    const isEntry: boolean = shape?.kind === 'list';
    shape = shapeBelow(shape, segment);
    if (isEntry && shape?.kind === 'text') path.push('value');
  }
  return path;
}
