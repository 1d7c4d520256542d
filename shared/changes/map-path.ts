import type { Attributes } from '../metadata/attributes.ts';
import { parsePropertyPath } from '../query/property-path.ts';
import type { PathStep } from '../query/property-path.ts';
import { AppError } from '../support/app-error.ts';
import { isJsonObject } from '../support/json.ts';
import type { Json } from '../support/json.ts';
import { shapeAt } from './typed-value.ts';

/**
 * Reads a property path (query/property-path.ts) that an operation may change. Throws `VALIDATION`: the name of
 * a record is no metadata, and its kernel is a matter of the upgrade.
 */
export function changeablePath(path: string): readonly PathStep[] {
  const steps = parsePropertyPath(path);
  if (steps === null) {
    throw new AppError('VALIDATION', {
      message: `“${path}” is no property path.`,
      nextStep: 'Write it as in creators[*].affiliation[*].name or publisher.name.',
      path,
    });
  }
  const root = rootOf(steps);
  if (root === 'doi' || root === 'schemaVersion') {
    throw new AppError('VALIDATION', {
      message: `${root} cannot be changed by an operation.`,
      nextStep: 'A DOI is never changed; the kernel is changed by the upgrade.',
      path,
    });
  }
  return steps;
}

/** The attribute that a path begins with. */
export function rootOf([first]: readonly PathStep[]): string {
  return first !== undefined && 'member' in first ? first.member : '';
}

/** The new value of a place; undefined takes it away. */
export type Change = (value: Json | undefined) => Json | undefined;

export interface MapOptions {
  /** Makes the objects on the way that are missing, never a list, and calls `change` where there is no value yet. */
  readonly create?: boolean;
  /** Of a list at the end of the path, each entry and not the list itself is changed. */
  readonly each?: boolean;
}

interface Walk extends MapOptions {
  readonly steps: readonly PathStep[];
  readonly change: Change;
}

/**
 * The record with `change` applied at every place that the path names. What is not touched is shared with the
 * record given, and a record in which nothing changes is given back itself. An object or list that lost its
 * last member goes with it: an empty affiliation says nothing.
 */
export function mapPath(
  attributes: Attributes,
  steps: readonly PathStep[],
  change: Change,
  options: MapOptions = {},
): Attributes {
  const mapped = mapValue(attributes as Json, 0, { ...options, steps, change });
  return (mapped ?? {}) as Attributes;
}

function mapValue(value: Json | undefined, at: number, walk: Walk): Json | undefined {
  const step = walk.steps[at];
  if (step === undefined) {
    if (walk.each === true && Array.isArray(value))
      return mapEntries(value, () => true, walk.change);
    return walk.create === true || value !== undefined ? walk.change(value) : undefined;
  }
  if ('member' in step) {
    // A name behind a list stands for that member of every entry.
    return Array.isArray(value)
      ? mapEntries(
          value,
          () => true,
          (entry) => mapValue(entry, at, walk),
        )
      : mapMember(value, step.member, at, walk);
  }
  if (!Array.isArray(value)) return value;
  const isMeant = (entry: Json, index: number): boolean =>
    'index' in step ? index === step.index : isOfType(entry, step.type);
  return mapEntries(value, isMeant, (entry) => mapValue(entry, at + 1, walk));
}

function mapEntries(
  list: readonly Json[],
  isMeant: (entry: Json, index: number) => boolean,
  change: Change,
): readonly Json[] | undefined {
  const entries = list.map((entry, index) => (isMeant(entry, index) ? change(entry) : entry));
  if (entries.every((entry, index) => entry === list[index])) return list;
  const left = entries.filter((entry) => entry !== undefined);
  return left.length === 0 ? undefined : left;
}

function isOfType(entry: Json, type: string): boolean {
  if (!isJsonObject(entry)) return false;
  return Object.entries(entry).some(([name, value]) => name.endsWith('Type') && value === type);
}

/** A list that is missing has no entries that a name behind it could mean. */
function canCreate(at: number, { create, steps }: Walk): boolean {
  return create === true && shapeAt(steps.slice(0, at))?.kind !== 'list';
}

function mapMember(
  value: Json | undefined,
  name: string,
  at: number,
  walk: Walk,
): Json | undefined {
  // The service gives a publisher as a text too, which stands for its name (datacite.md 1.8).
  const holder = typeof value === 'string' && name === 'name' ? { name: value } : value;
  const isAbsent = holder === undefined || holder === null;
  if (!isJsonObject(holder) && !(isAbsent && canCreate(at, walk))) return value;
  const members = (isAbsent ? {} : holder) as Readonly<Record<string, Json>>;
  const before = Object.hasOwn(members, name) ? members[name] : undefined;
  const after = mapValue(before, at + 1, walk);
  if (after === before) return value;
  if (after !== undefined) return { ...members, [name]: after };
  const left = Object.entries(members).filter(([key]) => key !== name);
  return left.length === 0 ? undefined : Object.fromEntries(left);
}
