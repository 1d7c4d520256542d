import type { ByteText } from './byte-text.ts';
import { decodeBytes, encodeBytes } from './byte-text.ts';

/** A member of an object as it stands in canonical JSON. */
export interface TextMember {
  readonly name: string;
  /** Where its value begins and ends in the text. */
  readonly start: number;
  readonly end: number;
}

/**
 * An object's canonical JSON (RFC 8785), of which single members are read and replaced without reading the rest:
 * for records of which thousands change in one place. What is no canonical object is not taken.
 */
export interface JsonText {
  readonly text: ByteText;
  /** In the order of their names. */
  readonly members: readonly TextMember[];
}

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const comma = 0x2c;
const colon = 0x3a;

/** The members of an object in canonical JSON; null where the text is anything else. */
export function readMembers(text: ByteText): JsonText | null {
  const members: TextMember[] = [];
  if (text === '{}') return { text, members };
  if (text.charCodeAt(0) !== openBrace) return null;
  let at = 1;
  let last = '';
  for (;;) {
    if (text.charCodeAt(at) !== quote) return null;
    const nameEnd = endOfString(text, at);
    const name = text.slice(at + 1, nameEnd - 1);
    // A name with an escape or an accent is none of ours, and one out of order was not written by us.
    if (!plainName.test(name) || (members.length > 0 && name <= last)) return null;
    if (text.charCodeAt(nameEnd) !== colon) return null;
    const start = nameEnd + 1;
    const end = endOfValue(text, start);
    if (end <= start) return null;
    members.push({ name, start, end });
    last = name;
    const next = text.charCodeAt(end);
    if (next === closeBrace) return end + 1 === text.length ? { text, members } : null;
    if (next !== comma) return null;
    at = end + 1;
  }
}

const plainName = /^[ !#-[\]-~]*$/;

/** Behind the quote that closes the string that begins at `at`; beyond the text where there is none. */
function endOfString(text: string, at: number): number {
  let end = text.indexOf('"', at + 1);
  while (end >= 0) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === backslash) slashes += 1;
    if (slashes % 2 === 0) return end + 1;
    end = text.indexOf('"', end + 1);
  }
  return text.length + 1;
}

/** Behind the value that begins at `at`. */
function endOfValue(text: string, at: number): number {
  let depth = 0;
  let place = at;
  while (place < text.length) {
    const code = text.charCodeAt(place);
    if (code === quote) {
      place = endOfString(text, place);
      if (depth === 0) return place;
      continue;
    }
    if (code === openBrace || code === openBracket) depth += 1;
    else if (code === closeBrace || code === closeBracket) {
      if (depth === 0) return place;
      depth -= 1;
      if (depth === 0) return place + 1;
    } else if (code === comma && depth === 0) return place;
    place += 1;
  }
  return place;
}

/** The value of a member as text; undefined where there is none. */
export function memberText({ text, members }: JsonText, name: string): string | undefined {
  const member = members.find((each) => each.name === name);
  return member === undefined ? undefined : decodeBytes(text.slice(member.start, member.end));
}

/** The members of these names, read: nothing else of the text is. */
export function readSome(json: JsonText, names: ReadonlySet<string>): Record<string, unknown> {
  const some: Record<string, unknown> = {};
  for (const { name, start, end } of json.members) {
    if (names.has(name)) some[name] = JSON.parse(decodeBytes(json.text.slice(start, end)));
  }
  return some;
}

/** The text with some members replaced, added or (undefined) taken away; their values are canonical JSON. */
export function withMembers(
  { text, members }: JsonText,
  values: ReadonlyMap<string, string | undefined>,
): ByteText {
  const fresh = new Map(
    Array.from(values, ([name, value]) => [
      name,
      value === undefined ? undefined : encodeBytes(value),
    ]),
  );
  const added = [...fresh].filter(([name]) => !members.some((member) => member.name === name));
  const kept = members.map(
    ({ name, start, end }) =>
      [name, fresh.has(name) ? fresh.get(name) : text.slice(start, end)] as const,
  );
  const all = added.length === 0 ? kept : [...kept, ...added].sort(byName);
  let written = '';
  for (const [name, value] of all) {
    if (value === undefined) continue;
    written += `${written === '' ? '' : ','}${encodeBytes(JSON.stringify(name))}:${value}`;
  }
  return `{${written}}` as ByteText;
}

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : 1;
