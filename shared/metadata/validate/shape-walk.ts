import type { Fix } from '../../findings/finding.ts';
import { isJsonObject } from '../../support/json.ts';
import type { Json } from '../../support/json.ts';
import { scalarText } from '../xml/service-view.ts';
import type { ListShape, ObjectShape, Shape, TextShape } from '../schema/shape.ts';
import type { Context } from './context.ts';
import { report } from './context.ts';
import { pathText } from '../path.ts';
import { mendTo } from './mend.ts';
import { checkText } from './text.ts';

/**
 * What happens to a record before anything looks at its meaning: members that the API does not know
 * go, entries of the wrong kind go, bare values where a list belongs are refused. Holds in every state.
 */
export function walkObject(
  context: Context,
  value: Readonly<Record<string, unknown>>,
  shape: ObjectShape,
): void {
  for (const name of Object.keys(value)) {
    const member = value[name];
    const known = shape.members.get(name);
    if (known === undefined) reportUnknown(context, value, { name, shape });
    else if (member !== null && member !== undefined) {
      context.path.push(name);
      walkMember(context, member, known);
      context.path.pop();
    }
  }
}

/** One member that is neither null nor absent; the path already names it. */
export function walkMember(context: Context, value: unknown, shape: Shape): void {
  if (shape.kind === 'text') walkText(context, value, shape);
  else if (shape.kind === 'list') walkList(context, value, shape);
  else if (isJsonObject(value)) walkObject(context, value, shape);
  else report(context, 'value-dropped', { value, allowed: 'an object' });
}

function walkText(context: Context, value: unknown, shape: TextShape): void {
  if (typeof value === 'string') checkText(context, value);
  else if (typeof value === 'object') report(context, 'value-dropped', { value });
  else if (typeof value === 'boolean' || !isNumeric(shape)) {
    const fix = mendTo('Put it in quotes', pathText(context.path), scalarText(value) ?? null);
    report(context, 'number-becomes-text', { value, fix });
  }
  if (shape.unaccepted) report(context, 'member-dropped');
}

const isNumeric = ({ type, xml }: TextShape): boolean =>
  type === 'year' || type === 'latitude' || type === 'longitude' || xml === 'version';

function walkList(context: Context, value: unknown, { of }: ListShape): void {
  if (Array.isArray(value)) {
    if (of.kind === 'text' && value.some(isNoText)) report(context, 'list-dropped');
    for (let at = 0; at < value.length; at += 1) {
      context.path.push(at);
      walkEntry(context, value[at], of);
      context.path.pop();
    }
  } else if (of.kind === 'text') {
    walkText(context, value, of);
  } else if (isJsonObject(value)) {
    report(context, 'single-object', {
      fix: mendTo('Make it a list of one', pathText(context.path), [value] as Json),
    });
    walkObject(context, value, of);
  } else if (context.path.length === 1) {
    report(context, 'object-expected', { value, fix: listFix(context, value, of) });
  } else {
    report(context, of.text === 'name' ? 'affiliation-text' : 'value-dropped', {
      value,
      allowed: 'a list',
      fix: listFix(context, value, of),
    });
  }
}

/** A bare text where a list of objects belongs: the first member of an entry is what it says. */
function listFix(context: Context, value: unknown, of: ObjectShape): Fix | undefined {
  const member = bareMember(of);
  if (member === undefined || typeof value !== 'string' || value === '') return undefined;
  return mendTo('Write it as a list', pathText(context.path), [{ [member]: value }]);
}

/** Where the text of an entry belongs that came without its object. */
function bareMember({ text, members }: ObjectShape): string | undefined {
  return text ?? (members.has('name') ? 'name' : undefined);
}

/** One entry of another kind, and the service drops the whole list of texts. */
const isNoText = (entry: unknown): boolean => typeof entry === 'object' && entry !== null;

function walkEntry(context: Context, entry: unknown, of: TextShape | ObjectShape): void {
  if (of.kind === 'text') {
    if (entry !== null) walkText(context, entry, of);
  } else if (isJsonObject(entry)) {
    walkObject(context, entry, of);
  } else if (entry !== null) {
    reportDropped(context, entry, of);
  }
}

function reportDropped(context: Context, entry: unknown, of: ObjectShape): void {
  const list = String(context.path.at(-2));
  if (list === 'geoLocationPolygon' && Array.isArray(entry)) {
    report(context, 'polygons-nested');
    return;
  }
  const bare = typeof entry === 'string' || typeof entry === 'number' ? entry : undefined;
  const member = bareMember(of);
  const value = bare !== undefined && member !== undefined ? { [member]: bare } : undefined;
  const fix = value && {
    label: 'Write it as an object',
    changes: [{ path: pathText(context.path), value }],
  };
  report(context, list === 'affiliation' ? 'affiliation-text' : 'item-dropped', {
    name: list,
    value: entry,
    fix,
  });
}

interface Unknown {
  readonly name: string;
  readonly shape: ObjectShape;
}

function reportUnknown(
  context: Context,
  owner: Readonly<Record<string, unknown>>,
  { name, shape }: Unknown,
): void {
  const instead = nearestMember(name, shape);
  const free = instead !== undefined && (owner[instead] === undefined || owner[instead] === null);
  const fix = free
    ? {
        label: `Rename it to ${instead}`,
        changes: [
          { path: pathText([...context.path, name]) },
          { path: pathText([...context.path, instead]), value: owner[name] as Json },
        ],
      }
    : undefined;
  report(context, 'member-unknown', { at: name, name, instead, fix });
}

const fold = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '')
    .replace(/s$/, '');

/** The member that was meant: its XML name, another case, a plural, or two letters off at most. */
function nearestMember(name: string, shape: ObjectShape): string | undefined {
  const wanted = fold(name);
  for (const [member, of] of shape.members) {
    if (fold(member) === wanted || (of.kind === 'text' && fold(of.xml) === wanted)) return member;
  }
  if (wanted.length < 5 || wanted.length > 40) return undefined;
  return [...shape.members.keys()].find((member) => distance(fold(member), wanted) <= 2);
}

/** Edits between two short words (Levenshtein). */
function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return 3;
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
