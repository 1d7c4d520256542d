import { parseDoi } from '../doi/doi.ts';
import { queryText } from '../text/query.en.ts';
import type { Result } from '../support/result.ts';
import { err, ok } from '../support/result.ts';
import { checkTest } from './check-test.ts';
import { subjectOf } from './fields.ts';
import type { Operator, Query } from './query.ts';
import { depthLimit, everything, queryLength, valueLimit } from './query.ts';

/** Why a query cannot be read, and where: the characters from `from` up to `to`. */
export interface QueryError {
  readonly message: string;
  readonly from: number;
  readonly to: number;
}

/** Ends the reading; caught by `parseQuery` alone. */
class Unreadable extends Error {
  readonly error: QueryError;
  constructor(error: QueryError) {
    super(error.message);
    this.error = error;
  }
}

/**
 * Reads a typed query:
 *
 *   state:findable year>=2023 publisher:"ETH Zürich" -has:orcid alpine lakes
 *   doi:(10.5072/a 10.5072/b) or (type:Model not creators.affiliation.name:ETH)
 *
 * Parts stand beside each other for "and"; `or`, `not` or `-`, and brackets as usual; several values in
 * brackets fit when one does. Words that name no field are searched for.
 */
export function parseQuery(text: string): Result<Query, QueryError> {
  if (text.length > queryLength) {
    return err({ message: queryText.tooLong(queryLength), from: queryLength, to: text.length });
  }
  try {
    const reader = new Reader(text);
    const query = reader.any(0);
    reader.end();
    return ok(query);
  } catch (cause) {
    if (cause instanceof Unreadable) return err(cause.error);
    throw cause;
  }
}

const space = /\s/;
/** A name with its operator right behind it; a DOI or a web address is none. */
const testStart = /(?<name>[A-Za-z_][\w.[\]* -]{0,150}?)(?<operator>!=|<=|>=|:|=|<|>)/y;

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  any(depth: number): Query {
    if (depth > depthLimit) this.#fail(queryText.tooDeep, this.#at, this.#at + 1);
    const parts = [this.#all(depth)];
    while (this.#keyword('or')) {
      const to = this.#at;
      const part = this.#all(depth);
      if (part.kind === 'all' && part.parts.length === 0)
        this.#fail(queryText.nothingBehindOr, to - 2, to);
      parts.push(part);
    }
    return parts.length === 1 ? (parts[0] ?? everything) : { kind: 'any', parts };
  }

  end(): void {
    this.#skip();
    if (this.#at < this.#text.length) this.#fail(queryText.bracket, this.#at, this.#at + 1);
  }

  #all(depth: number): Query {
    const parts: Query[] = [];
    let wasInBrackets = false;
    for (;;) {
      this.#skip();
      if (this.#keyword('and')) continue;
      if (this.#at >= this.#text.length || this.#text[this.#at] === ')') break;
      if (this.#isAt('or')) {
        if (parts.length === 0) this.#fail(queryText.nothingBefore, this.#at, this.#at + 2);
        break;
      }
      const isInBrackets = this.#text[this.#at] === '(';
      const part = this.#part(depth);
      if (isInBrackets || wasInBrackets) parts.push(part);
      else addPart(parts, part);
      wasInBrackets = isInBrackets;
    }
    return parts.length === 1 ? (parts[0] ?? everything) : { kind: 'all', parts };
  }

  #part(depth: number): Query {
    const from = this.#at;
    if (this.#keyword('not') || this.#minus()) {
      this.#skip();
      if (this.#at >= this.#text.length || this.#text[this.#at] === ')')
        this.#fail(queryText.nothingBehindNot, from, this.#at);
      if (depth > depthLimit) this.#fail(queryText.tooDeep, from, this.#at);
      const part = this.#part(depth + 1);
      return part.kind === 'not' ? part.part : { kind: 'not', part };
    }
    if (this.#sign('(')) {
      const inner = this.any(depth + 1);
      this.#skip();
      if (!this.#sign(')')) this.#fail(queryText.open, from, from + 1);
      return inner;
    }
    if (this.#text[this.#at] === '"') return { kind: 'words', text: this.#quoted() };
    return this.#test() ?? { kind: 'words', text: this.#bare(false) };
  }

  #test(): Query | null {
    const from = this.#at;
    testStart.lastIndex = from;
    const match = testStart.exec(this.#text)?.groups;
    const [name, sign] = [match?.['name'], match?.['operator']];
    if (name === undefined || sign === undefined || !isOneName(name)) return null;
    // `https://doi.org/…` and `doi:10.…` with nothing else are how people paste a DOI.
    if (this.#text.startsWith('//', from + name.length + 1)) return null;
    this.#at += name.length + sign.length;
    const isHas = name.toLowerCase() === 'has';
    const subject = isHas ? null : subjectOf(name);
    if (!isHas && subject === null)
      this.#fail(queryText.unknownField(name), from, from + name.length);
    const valuesFrom = this.#at;
    const values = this.#values();
    if (values.length === 0) this.#fail(queryText.noValue(name), from, this.#at);
    if (isHas) {
      const parts = values.map((field): Query => {
        if (subjectOf(field) === null)
          this.#fail(queryText.unknownField(field), valuesFrom, this.#at);
        return { kind: 'has', field };
      });
      return parts.length === 1 ? (parts[0] ?? null) : { kind: 'any', parts };
    }
    const operator = sign === '!=' ? '=' : (sign as Operator);
    const wrong = subject === null ? null : checkTest(subject, operator, values);
    if (wrong !== null) this.#fail(wrong, from, this.#at);
    const test: Query = { kind: 'test', field: name, operator, values };
    return sign === '!=' ? { kind: 'not', part: test } : test;
  }

  #values(): string[] {
    if (!this.#sign('(')) {
      if (this.#text[this.#at] === '"') return [this.#quoted()];
      const bare = this.#bare(false);
      return bare === '' ? [] : [bare];
    }
    const from = this.#at - 1;
    const values: string[] = [];
    for (;;) {
      this.#skip(true);
      if (this.#sign(')')) return values;
      if (this.#at >= this.#text.length) this.#fail(queryText.open, from, from + 1);
      if (this.#keyword('or')) continue;
      if (values.length >= valueLimit) this.#fail(queryText.tooMany(valueLimit), from, this.#at);
      values.push(this.#text[this.#at] === '"' ? this.#quoted() : this.#bare(true));
    }
  }

  /** Up to white space or the bracket that closes an outer one; brackets within it may be balanced. */
  #bare(isInList: boolean): string {
    const from = this.#at;
    let open = 0;
    for (; this.#at < this.#text.length; this.#at += 1) {
      const character = this.#text[this.#at] ?? '';
      if (space.test(character) || (isInList && character === ',')) break;
      if (character === '(') open += 1;
      else if (character === ')') {
        if (open === 0) break;
        open -= 1;
      }
    }
    return this.#text.slice(from, this.#at);
  }

  #quoted(): string {
    const from = this.#at;
    let text = '';
    for (this.#at += 1; this.#at < this.#text.length; this.#at += 1) {
      const character = this.#text[this.#at] ?? '';
      if (character === '"') {
        this.#at += 1;
        return text;
      }
      const next = this.#text[this.#at + 1];
      if (character === '\\' && (next === '"' || next === '\\')) this.#at += 1;
      text += this.#text[this.#at] ?? '';
    }
    return this.#fail(queryText.openQuote, from, from + 1);
  }

  #skip(commas = false): void {
    while (
      this.#at < this.#text.length &&
      (space.test(this.#text[this.#at] ?? '') || (commas && this.#text[this.#at] === ','))
    )
      this.#at += 1;
  }

  #sign(sign: string): boolean {
    if (this.#text[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }

  /** A minus with something right behind it; alone, as in `lakes - rivers`, it is a dash. */
  #minus(): boolean {
    const next = this.#text[this.#at + 1];
    if (this.#text[this.#at] !== '-' || next === undefined || /[\s)-]/.test(next)) return false;
    this.#at += 1;
    return true;
  }

  #isAt(word: string): boolean {
    const end = this.#at + word.length;
    return (
      this.#text.slice(this.#at, end).toLowerCase() === word &&
      (end === this.#text.length || /[\s()]/.test(this.#text[end] ?? ''))
    );
  }

  #keyword(word: string): boolean {
    this.#skip();
    if (!this.#isAt(word)) return false;
    this.#at += word.length;
    return true;
  }

  #fail(message: string, from: number, to: number): never {
    throw new Unreadable({ message, from, to: Math.max(to, from + 1) });
  }
}

/** Neighbouring words are one search, in which the last may be unfinished; a DOI stays by itself, as do brackets. */
function addPart(parts: Query[], part: Query): void {
  const before = parts.at(-1);
  if (
    part.kind === 'words' &&
    before?.kind === 'words' &&
    !parseDoi(part.text).ok &&
    !parseDoi(before.text).ok
  )
    parts[parts.length - 1] = { kind: 'words', text: `${before.text} ${part.text}` };
  else parts.push(part);
}

/** Spaces stand in a name only inside square brackets: `dates[Date of issue].date`. */
function isOneName(name: string): boolean {
  return !/\s/.test(name.replace(/\[[^\]]*\]/g, ''));
}
