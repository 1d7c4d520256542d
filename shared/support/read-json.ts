import type { Segment } from '../metadata/path.ts';

/** JSON as it was read, and where it holds one member twice, of which only the last one counts. */
export interface ReadJson {
  readonly value: unknown;
  readonly twice: readonly (readonly Segment[])[];
}

/** Numbers that a double may not hold. */
const mayNotHold = /\d{16}|\d[eE]\+?\d{2}/;
const maxTwice = 100;

/**
 * Reads JSON without changing a value: a whole number beyond 2^53 and one beyond every double stay as the text
 * that they are written in, which `JSON.parse` would round or make infinite. Throws what it throws.
 */
export function readJson(text: string): ReadJson {
  const value: unknown = mayNotHold.test(text)
    ? JSON.parse(text, (_, each: unknown, context?: { readonly source?: string }) =>
        typeof each === 'number' && !isHeld(each, context?.source ?? '') ? context?.source : each,
      )
    : JSON.parse(text);
  return { value, twice: membersTwice(text) };
}

function isHeld(value: number, source: string): boolean {
  return Number.isFinite(value) && (Number.isSafeInteger(value) || !/^-?\d+$/.test(source));
}

interface Level {
  /** Null for a list. */
  readonly names: Set<string> | null;
  at: Segment;
}

/** Walks over JSON that is known to be well-formed; without recursion, and each character once. */
function membersTwice(text: string): readonly (readonly Segment[])[] {
  const twice: Segment[][] = [];
  const levels: Level[] = [];
  const sign = /["[\]{},:]/g;
  let last = '';
  for (let match = sign.exec(text); match !== null; match = sign.exec(text)) {
    const level = levels.at(-1);
    if (match[0] === '"') {
      const end = endOfText(text, sign.lastIndex);
      last = text.slice(match.index, end);
      sign.lastIndex = end;
    } else if (match[0] === '{') levels.push({ names: new Set(), at: '' });
    else if (match[0] === '[') levels.push({ names: null, at: 0 });
    else if (match[0] === '}' || match[0] === ']') levels.pop();
    else if (match[0] === ',' && typeof level?.at === 'number') level.at += 1;
    else if (match[0] === ':' && level?.names != null) {
      const name = last.includes('\\') ? (JSON.parse(last) as string) : last.slice(1, -1);
      level.at = name;
      if (level.names.has(name)) twice.push(levels.map(({ at }) => at));
      if (twice.length >= maxTwice) break;
      level.names.add(name);
    }
  }
  return twice;
}

/** Behind the quotation mark that ends the text which begins at `from`. */
function endOfText(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (isEscaped(text, at)) at = text.indexOf('"', at + 1);
  return at + 1;
}

function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text[before - 1] === '\\') before -= 1;
  return (at - before) % 2 === 1;
}
