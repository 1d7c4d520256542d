import type { ObjectShape, Shape } from '../metadata/schema/shape.ts';
import { recordShape } from '../metadata/schema/shape.ts';
import type { PathStep } from '../query/property-path.ts';
import { AppError } from '../support/app-error.ts';
import type { Json } from '../support/json.ts';

/** What the schema has at a path; undefined where it knows no such place. A name behind a list is one of its entries'. */
export function shapeAt(steps: readonly PathStep[]): Shape | undefined {
  let shape: Shape | undefined = recordShape;
  for (const step of steps) {
    if ('member' in step) {
      const holder: Shape | undefined = shape?.kind === 'list' ? shape.of : shape;
      shape = holder?.kind === 'object' ? holder.members.get(step.member) : undefined;
    } else if (shape?.kind === 'list') shape = shape.of;
  }
  return shape;
}

/** The shape of what an operation on single values meets: of a list, its entries. */
export function entryShapeAt(steps: readonly PathStep[]): Shape | undefined {
  const shape = shapeAt(steps);
  return shape?.kind === 'list' ? shape.of : shape;
}

/**
 * A value as its place holds it: a year is a number there, a text in a list of groups is the member that names one
 * (`Limnology` among the subjects is `{"subject": "Limnology"}`). Throws `VALIDATION` for a text where only a group
 * can stand.
 */
export function typedValue(value: Json, shape: Shape | undefined): Json {
  if (shape === undefined) return value;
  if (shape.kind === 'list') {
    const entries = Array.isArray(value) ? (value as readonly Json[]) : [value];
    return entries.map((entry) => typedValue(entry, shape.of));
  }
  if (typeof value !== 'string') return value;
  if (shape.kind === 'text') return numberIn(shape.type, value) ?? value;
  const name = namingMember(shape);
  if (name !== undefined) return { [name]: value };
  const members = [...shape.members.keys()];
  throw new AppError('VALIDATION', {
    message: `“${value}” is a text, but here stands a group of ${members.slice(0, 4).join(', ')}.`,
    nextStep: `Write it as JSON, as {"${members[0] ?? ''}": …}.`,
    path: 'value',
  });
}

const asNumbers: ReadonlySet<string> = new Set(['year', 'latitude', 'longitude']);

function numberIn(type: string, text: string): number | null {
  if (!asNumbers.has(type)) return null;
  const isNumber = type === 'year' ? /^\d{4}$/.test(text) : /^-?\d+(?:\.\d+)?$/.test(text);
  return isNumber ? Number(text) : null;
}

/** The member by which people name such a group; undefined where there is none. */
export function namingMember({ text, members }: ObjectShape): string | undefined {
  return text ?? ['name', 'funderName', 'geoLocationPlace'].find((name) => members.has(name));
}
