import { isAt, membersAt } from './member-places.ts';

/** A member of an object as it stands in canonical JSON. */
export interface JsonMember {
  readonly name: string;
  /** Where its value begins and ends in the bytes. */
  readonly start: number;
  readonly end: number;
}

/**
 * An object's canonical JSON (RFC 8785) in UTF-8, of which single members are read and replaced without reading the
 * rest: for records of which thousands change in one place. A long text of which little is looked at stays bytes from
 * the ledger and back to it, because making a text of them and bytes of that costs more than all else. What is no
 * canonical object is not taken.
 */
export interface JsonBytes {
  readonly bytes: Buffer;
  /** In the order of their names. */
  readonly members: readonly JsonMember[];
}

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const comma = 0x2c;
const colon = 0x3a;

/**
 * The members of an object in canonical JSON; null where the bytes are anything else. `places`: where they stand, if
 * that was kept (`placesOf`); else they are looked for, byte by byte.
 */
export function readMembers(bytes: Buffer, places: Uint8Array | null = null): JsonBytes | null {
  const known = places === null ? null : membersAt(bytes, places);
  if (known !== null) return { bytes, members: known };
  const members: JsonMember[] = [];
  if (bytes[0] !== openBrace) return null;
  if (bytes[1] === closeBrace) return bytes.length === 2 ? { bytes, members } : null;
  let at = 1;
  let last = '';
  for (;;) {
    if (bytes[at] !== quote) return null;
    const nameEnd = endOfString(bytes, at);
    const name = nameAt(bytes, at + 1, nameEnd - 1);
    // A name with an escape or an accent is none of ours, and one out of order was not written by us.
    if (name === null || (members.length > 0 && name <= last)) return null;
    if (bytes[nameEnd] !== colon) return null;
    const start = nameEnd + 1;
    const end = endOfValue(bytes, start);
    if (end <= start) return null;
    members.push({ name, start, end });
    last = name;
    const next = bytes[end];
    if (next === closeBrace) return end + 1 === bytes.length ? { bytes, members } : null;
    if (next !== comma) return null;
    at = end + 1;
  }
}

const plainName = /^[ !#-[\]-~]*$/;
/** Names that were read before, by their hash: nearly all records have the same. */
const knownNames = new Map<number, string>();
const mostKnown = 200;

/** The name between these places; null where it is more than plain ASCII. */
function nameAt(bytes: Buffer, start: number, end: number): string | null {
  let hash = 0;
  for (let at = start; at < end; at += 1) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0;
  const known = knownNames.get(hash);
  if (known?.length === end - start && isAt(known, bytes, start)) return known;
  const name = asKey(bytes.toString('latin1', start, end));
  if (!plainName.test(name)) return null;
  if (knownNames.size < mostKnown) knownNames.set(hash, name);
  return name;
}

/** The same name as V8 keeps those of properties: with any other it has to look that up at each access. */
export function asKey(name: string): string {
  return Object.keys({ [name]: true })[0] ?? name;
}

/** Behind the quote that closes the string that begins at `at`; beyond the bytes where there is none. */
function endOfString(bytes: Buffer, at: number): number {
  const { length } = bytes;
  for (let place = at + 1; place < length; place += 1) {
    if (bytes[place] === quote && !isEscaped(bytes, place)) return place + 1;
  }
  return length + 1;
}

/** True behind an odd number of backslashes. */
function isEscaped(bytes: Buffer, place: number): boolean {
  let first = place;
  while (bytes[first - 1] === backslash) first -= 1;
  return (place - first) % 2 === 1;
}

/** Behind the value that begins at `at`. */
function endOfValue(bytes: Buffer, at: number): number {
  const { length } = bytes;
  let depth = 0;
  let place = at;
  while (place < length) {
    const code = bytes[place];
    if (code === quote) {
      place = endOfString(bytes, place);
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
export function memberText({ bytes, members }: JsonBytes, name: string): string | undefined {
  for (const member of members) {
    if (member.name === name) return bytes.toString('utf8', member.start, member.end);
  }
  return undefined;
}

/** The members of these names, read: nothing else of the bytes is. */
export function readSome(
  { bytes, members }: JsonBytes,
  names: ReadonlySet<string>,
): Record<string, unknown> {
  const some: Record<string, unknown> = {};
  for (const { name, start, end } of members) {
    if (names.has(name)) some[name] = JSON.parse(bytes.toString('utf8', start, end));
  }
  return some;
}

const unread = Symbol('unread');

/**
 * Objects of which a member of these names is read when it is first asked for, for rules that look at most of them
 * seldom. Of one JSON any number can be made, as of what it was and what it becomes: what one has read all have. What
 * is given stands for what the bytes hold (undefined: it is not there). For asking only: a copy of one, as by a
 * spread, holds nothing. Make one for all objects of a kind, because V8 compiles what asks them for each anew. `names`: none that every
 * object answers to, as `toString`.
 */
export function lazyMembers(
  names: readonly string[],
): (
  json: JsonBytes,
) => (given: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>> {
  class Lazy {
    readonly #json: JsonBytes;
    readonly #read: unknown[];
    readonly #given: Readonly<Record<string, unknown>>;

    constructor(json: JsonBytes, read: unknown[], given: Readonly<Record<string, unknown>>) {
      this.#json = json;
      this.#read = read;
      this.#given = given;
    }

    static readonly get = (lazy: Lazy, at: number, name: string): unknown => {
      const given = lazy.#given[name];
      if (given !== undefined || Object.hasOwn(lazy.#given, name)) return given;
      const known = lazy.#read[at];
      if (known !== unread) return known;
      const text = memberText(lazy.#json, name);
      return (lazy.#read[at] = text === undefined ? undefined : JSON.parse(text));
    };
  }
  names.forEach((name, at) => {
    Object.defineProperty(Lazy.prototype, name, {
      get(this: Lazy) {
        return Lazy.get(this, at, name);
      },
    });
  });
  return (json) => {
    const read = names.map(() => unread as unknown);
    return (given) => new Lazy(json, read, given) as unknown as Readonly<Record<string, unknown>>;
  };
}

/** With some members replaced, added or (undefined) taken away; their values are canonical JSON. */
export function withMembers(
  { bytes, members }: JsonBytes,
  values: ReadonlyMap<string, string | undefined>,
): JsonBytes {
  const waiting = [...values.keys()]
    .filter((name) => !members.some((each) => each.name === name))
    .sort();
  const parts: Uint8Array[] = [];
  const placed: JsonMember[] = [];
  let length = 1;
  const place = (name: string, nameLength: number, valueLength: number): void => {
    const start = length + nameLength + 1;
    placed.push({ name, start, end: start + valueLength });
    length = start + valueLength + 1;
  };
  /** Members in a row that stay: one part. */
  let from = -1;
  let to = -1;
  const keep = (): void => {
    if (from >= 0) parts.push(bytes.subarray(from, to));
    from = -1;
  };
  const write = (name: string): void => {
    const value = values.get(name);
    if (value === undefined) return;
    const quoted = JSON.stringify(name);
    const part = Buffer.from(`${quoted}:${value}`);
    const nameLength = Buffer.byteLength(quoted);
    parts.push(part);
    place(name, nameLength, part.length - nameLength - 1);
  };
  for (const { name, start, end } of members) {
    while (waiting[0] !== undefined && waiting[0] < name) {
      keep();
      write(waiting.shift() ?? '');
    }
    if (values.has(name)) {
      keep();
      write(name);
    } else {
      // The name stands before its value, in quotes and with a colon.
      if (from < 0) from = start - name.length - 3;
      to = end;
      place(name, name.length + 2, end - start);
    }
  }
  keep();
  waiting.forEach(write);
  return { bytes: inBraces(parts), members: placed };
}

/** Members as one object. */
function inBraces(parts: readonly Uint8Array[]): Buffer {
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  const whole = Buffer.allocUnsafe(total + Math.max(0, parts.length - 1) + 2);
  whole[0] = openBrace;
  let at = 1;
  for (const part of parts) {
    if (at > 1) {
      whole[at] = comma;
      at += 1;
    }
    whole.set(part, at);
    at += part.length;
  }
  whole[at] = closeBrace;
  return whole;
}
