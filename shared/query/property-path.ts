import { otherMembers, recordShape } from '../metadata/schema/shape.ts';
import { isJsonObject } from '../support/json.ts';

/**
 * A place in a record's metadata, or many: `publisher.name`, `creators[*].affiliation[*].name`,
 * `creators[0].name`, `descriptions[Abstract].description`. A name behind a list stands for that
 * member of every entry, so `creators.affiliation.name` is the same as the second.
 */
export type PathStep =
  | { readonly member: string }
  | { readonly index: number }
  /** Entries whose type is this one: a member whose name ends in `Type`. */
  | { readonly type: string };

const piece =
  /\[(?:(?<every>\*)|(?<index>\d{1,6})|(?<type>[A-Za-z][\w -]*))\]|(?<dot>\.?)(?<member>[A-Za-z_][\w-]*)/gy;
const longestPath = 200;

/** The steps of a path, or null when the text is none. */
export function parsePropertyPath(text: string): readonly PathStep[] | null {
  if (text.length > longestPath) return null;
  const steps: PathStep[] = [];
  let end = 0;
  for (const match of text.matchAll(piece)) {
    const { every, index, type, dot, member } = match.groups ?? {};
    end = match.index + match[0].length;
    if (member !== undefined) {
      if ((dot === '') !== (match.index === 0)) return null;
      steps.push({ member });
    } else if (match.index === 0) return null;
    else if (index !== undefined) steps.push({ index: Number(index) });
    else if (type !== undefined) steps.push({ type });
    else if (every === undefined) return null;
  }
  return end === text.length && steps.length > 0 ? steps : null;
}

/** One spelling for paths that mean the same: `creators[*].name` and `creators.name`. */
export function propertyKey(steps: readonly PathStep[]): string {
  let text = '';
  for (const step of steps) {
    if ('member' in step) text += text === '' ? step.member : `.${step.member}`;
    else text += `[${'index' in step ? step.index : step.type}]`;
  }
  return text;
}

export type PropertyValue = string | number | boolean;

/**
 * The plain values at a path, in the order of the record; what is empty is left out, and an entry with
 * members of its own stands there by its name.
 */
export function valuesAt(metadata: unknown, steps: readonly PathStep[]): PropertyValue[] {
  const found: PropertyValue[] = [];
  collect(metadata, steps, 0, found);
  return found;
}

function collect(
  value: unknown,
  steps: readonly PathStep[],
  at: number,
  found: PropertyValue[],
): void {
  const step = steps[at];
  if (step === undefined) {
    if (Array.isArray(value)) for (const entry of value) collect(entry, steps, at, found);
    else if (isPlain(value) && value !== '') found.push(value);
    else if (isJsonObject(value)) {
      const name = nameOf(value);
      if (name !== null) found.push(name);
    }
  } else if ('member' in step) {
    if (Array.isArray(value)) for (const entry of value) collect(entry, steps, at, found);
    else if (isJsonObject(value) && Object.hasOwn(value, step.member))
      collect(value[step.member], steps, at + 1, found);
  } else if (Array.isArray(value)) {
    if ('index' in step) collect(value[step.index], steps, at + 1, found);
    else
      for (const entry of value) {
        if (isOfType(entry, step.type)) collect(entry, steps, at + 1, found);
      }
  }
}

/** Members by which people name an entry, the first that is there: a creator's name, a date's date. */
const naming = (
  'name title subject description date relatedIdentifier rightsIdentifier rights nameIdentifier ' +
  'identifier alternateIdentifier funderName geoLocationPlace resourceTypeGeneral'
).split(' ');

function nameOf(entry: Readonly<Record<string, unknown>>): PropertyValue | null {
  for (const member of naming) {
    const value = entry[member];
    if (isPlain(value) && value !== '') return value;
  }
  for (const value of Object.values(entry)) if (isPlain(value) && value !== '') return value;
  return null;
}

function isPlain(value: unknown): value is PropertyValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isOfType(entry: unknown, type: string): boolean {
  if (!isJsonObject(entry)) return false;
  return Object.entries(entry).some(([name, value]) => name.endsWith('Type') && value === type);
}

/** The members on the way, `dates.date`: entries by number or by type are places of their list. */
export function membersOf(steps: readonly PathStep[]): string {
  return steps.flatMap((step) => ('member' in step ? step.member : [])).join('.');
}

/** True for a path that begins with a property that the schema or the service knows. */
export function isKnownProperty(steps: readonly PathStep[]): boolean {
  const [first] = steps;
  if (first === undefined || !('member' in first)) return false;
  return recordShape.members.has(first.member) || otherMembers.has(first.member);
}
