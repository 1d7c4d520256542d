/** An entry as it stands in the text; values still hold their LaTeX. Names of fields in lower case. */
export interface BibtexEntry {
  readonly type: string;
  readonly key: string;
  readonly fields: ReadonlyMap<string, string>;
}

const start = /@\s*([a-z]+)[^\S\n]*(?:\([^()\n]{0,40}\))?\s*[{(]/gi;
const noEntry = new Set(['comment', 'preamble', 'string', 'param', 'return', 'note']);
const maxEntries = 200;

/**
 * Finds BibTeX entries in any text. Cards hold what people pasted: missing commas, missing closing braces, text
 * around it. What follows a fault inside an entry is lost; what stands before it, and the next entry, is not.
 */
export function findEntries(text: string): readonly BibtexEntry[] {
  const entries: BibtexEntry[] = [];
  const starts = [...text.matchAll(start)].slice(0, maxEntries);
  starts.forEach((match, at) => {
    const type = (match[1] ?? '').toLowerCase();
    if (noEntry.has(type)) return;
    const from = match.index + match[0].length;
    const next = starts[at + 1]?.index ?? text.length;
    // An entry ends where the next begins on a line of its own: an open brace cannot swallow it.
    const isOnLine =
      next === text.length || /(?:^|\n)\s*$/.test(text.slice(Math.max(0, next - 20), next));
    const body = text.slice(from, isOnLine ? next : text.length);
    const entry = readEntry(type, body);
    if (entry !== null) entries.push(entry);
  });
  return entries;
}

function readEntry(type: string, body: string): BibtexEntry | null {
  const keyMatch = /^\s*([^,={}"]{0,200}?)\s*(?:,|(?=\n\s*\w+\s*=))/.exec(body);
  const fields = new Map<string, string>();
  const nameShape = /\s*,?\s*([a-zA-Z][\w-]{0,30})\s*=\s*/y;
  // After a fault the reading goes on at the next line that begins with a field.
  const lineShape = /\n\s*([a-zA-Z][\w-]{0,30})\s*=\s*(?=["{\d])/g;
  let at = keyMatch?.[0].length ?? 0;
  for (;;) {
    nameShape.lastIndex = at;
    lineShape.lastIndex = at;
    const match = nameShape.exec(body) ?? lineShape.exec(body);
    if (match === null) break;
    const value = readValue(body, match.index + match[0].length);
    const name = (match[1] ?? '').toLowerCase();
    if (!fields.has(name)) fields.set(name, value.text);
    at = value.end;
  }
  const key = (keyMatch?.[1] ?? '').replace(/\s+/g, ' ');
  return fields.size === 0 ? null : { type, key, fields };
}

/** A value in braces, in quotation marks, or bare; parts joined by `#`. */
function readValue(body: string, from: number): { readonly text: string; readonly end: number } {
  let text = '';
  let at = from;
  for (;;) {
    const part = readPart(body, at);
    text += part.text;
    const joined = /^\s*#\s*/.exec(body.slice(part.end, part.end + 40));
    if (joined === null) return { text: text.trim(), end: part.end };
    at = part.end + joined[0].length;
  }
}

function readPart(body: string, from: number): { readonly text: string; readonly end: number } {
  const open = body[from];
  if (open !== '{' && open !== '"') {
    const bare = /^[^,}\n]*/.exec(body.slice(from, from + 500))?.[0] ?? '';
    return { text: bare, end: from + bare.length };
  }
  let depth = open === '{' ? 1 : 0;
  for (let at = from + 1; at < body.length; at += 1) {
    const character = body[at];
    if (character === '\\') at += 1;
    else if (character === '{') depth += 1;
    else if (character === '}') depth -= 1;
    // A quotation mark inside a title or a name is not the end: a delimiter follows the one that is.
    const isEnd =
      open === '{'
        ? depth === 0
        : character === '"' && depth <= 0 && /^\s*(?:[,}#]|$|\n)/.test(body.slice(at + 1, at + 40));
    if (isEnd) return { text: body.slice(from + 1, at), end: at + 1 };
  }
  // Never closed: the value ends where its line does.
  const lineEnd = body.indexOf('\n', from);
  const end = lineEnd < 0 ? body.length : lineEnd;
  return { text: body.slice(from + 1, end).replace(/[},"\s]+$/, ''), end };
}
