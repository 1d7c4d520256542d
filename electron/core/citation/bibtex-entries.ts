/** One entry as it stands: nothing decoded, macros resolved, names of fields in lower case. */
export interface RawEntry {
  readonly type: string;
  readonly key: string;
  readonly fields: ReadonlyMap<string, string>;
  /** False when a brace or a quote was never closed: the end had to be guessed. */
  readonly isWhole: boolean;
}

const months: readonly string[] = [
  'jan',
  'feb',
  'mar',
  'apr',
  'may',
  'jun',
  'jul',
  'aug',
  'sep',
  'oct',
  'nov',
  'dec',
];
/** Some cards dress the type: `@Inproceedings (Conference){`. */
const entryStart = /@\s*([A-Za-z]+)\s*(?:\([A-Za-z ]{1,40}\)\s*(?=\{))?[{(]/g;
/** A line that starts another entry, or ends the code block; no field of a sound entry holds one. */
const nextEntry = /[ \t]*(?:@[ \t]*[A-Za-z]+[ \t]*[{(]|```)/y;
/** A card is a page of text; what is longer is no citation. */
const maxLength = 2_000_000;
const maxEntries = 2000;

/**
 * Finds entries anywhere in a text, a README too. Tolerates what cards are full of: no key, missing commas,
 * an entry that is never closed (it ends where the next begins), text between entries. `@string` macros
 * are resolved, `@comment` and `@preamble` passed over.
 */
export function readEntries(input: string): RawEntry[] {
  const text = input.slice(0, maxLength);
  const macros = new Map<string, string>(months.map((month) => [month, month]));
  const entries: RawEntry[] = [];
  entryStart.lastIndex = 0;
  for (
    let match = entryStart.exec(text);
    match !== null && entries.length < maxEntries;
    match = entryStart.exec(text)
  ) {
    const type = (match[1] ?? '').toLowerCase();
    if (type === 'comment') continue;
    const { body, isWhole } = readBody(text, entryStart.lastIndex);
    if (type === 'string')
      for (const [name, value] of readFields(body, macros)) macros.set(name, value);
    else if (type !== 'preamble') {
      const entry = readEntry(type, body, { macros, isWhole });
      if (entry !== null) entries.push(entry);
    }
    entryStart.lastIndex += body.length;
  }
  return entries;
}

function readEntry(
  type: string,
  body: string,
  { macros, isWhole }: { macros: Macros; isWhole: boolean },
): RawEntry | null {
  const key = /^\s*([^,={}"\s]*)\s*(?:[,}\n]|$)/.exec(body)?.[1] ?? '';
  const fields = readFields(body, macros);
  // A decorator in a code block (`@app{...}`) or a mail address has no fields.
  return fields.size === 0 ? null : { type, key, fields, isWhole };
}

/**
 * The text up to the brace that closes the entry. One that is never closed ends where a line starts the
 * next entry, at the end of the code block, or with the text; so each character is looked at once.
 */
function readBody(
  text: string,
  from: number,
): { readonly body: string; readonly isWhole: boolean } {
  const closing = text[from - 1] === '(' ? ')' : '}';
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === closing && depth === 0) {
      if (!closesOnlyTheKey(text, from, at)) return { body: text.slice(from, at), isWhole: true };
      continue;
    }
    if (character === '\\') at += 1;
    else if (character === '{') depth += 1;
    else if (character === '}') depth -= 1;
    else if (character === '\n' && startsOther(text, at + 1)) {
      return { body: text.slice(from, at), isWhole: false };
    }
  }
  return { body: text.slice(from), isWhole: false };
}

/** `@misc{key},` with the fields behind it: the brace stands there by mistake. */
function closesOnlyTheKey(text: string, from: number, at: number): boolean {
  return (
    at - from < 200 &&
    !text.slice(from, at).includes('=') &&
    /^\s*,\s*[A-Za-z]+\s*=/.test(text.slice(at + 1, at + 80))
  );
}

function startsOther(text: string, at: number): boolean {
  nextEntry.lastIndex = at;
  return nextEntry.test(text);
}

type Macros = ReadonlyMap<string, string>;

function readFields(body: string, macros: Macros): Map<string, string> {
  const fields = new Map<string, string>();
  const name = /([A-Za-z][A-Za-z0-9_+-]*)\s*=\s*/g;
  for (let match = name.exec(body); match !== null; match = name.exec(body)) {
    const { value, end } = readValue(body, name.lastIndex, macros);
    const field = (match[1] ?? '').toLowerCase();
    // The first of two fields with one name counts, as in BibTeX.
    if (!fields.has(field)) fields.set(field, value);
    name.lastIndex = Math.max(end, name.lastIndex);
  }
  return fields;
}

interface ReadValue {
  readonly value: string;
  readonly end: number;
}

/** `{…}`, `"…"`, a number or a macro, joined by `#`. */
function readValue(body: string, from: number, macros: Macros): ReadValue {
  const parts: string[] = [];
  let at = from;
  for (;;) {
    const part = readPart(body, at, macros);
    parts.push(part.value);
    at = part.end;
    const join = /^\s*#\s*/.exec(body.slice(at, at + 40));
    if (join === null) return { value: parts.join('').trim(), end: at };
    at += join[0].length;
  }
}

function readPart(body: string, from: number, macros: Macros): ReadValue {
  const first = body[from];
  if (first === '{' || first === '"') return readDelimited(body, from, first);
  const bare = /^[^,\s#{}"]*/.exec(body.slice(from, from + 500))?.[0] ?? '';
  return { value: macros.get(bare.toLowerCase()) ?? bare, end: from + bare.length };
}

/** The start of another field at a line of its own: no value holds that, save one that was never closed. */
const swallowedField = /,?\s*\n\s*[A-Za-z][\w-]*\s*=\s*[{"\d]/;

/** A braced or quoted value; an unclosed one ends where the next field begins. */
function readDelimited(body: string, from: number, delimiter: '{' | '"'): ReadValue {
  let depth = 0;
  let end = body.length;
  for (let at = from; at < body.length && end === body.length; at += 1) {
    const character = body[at];
    if (character === '\\') at += 1;
    else if (character === '{') depth += 1;
    else if (character === '}') depth -= 1;
    const isClosed = delimiter === '{' ? depth === 0 : depth <= 0 && at > from && character === '"';
    if (isClosed) end = at;
  }
  const value = body.slice(from + 1, end);
  const next = swallowedField.exec(value);
  if (next === null) return { value, end: end + 1 };
  return { value: value.slice(0, next.index), end: from + 1 + next.index };
}
