import { rangeOf } from './check-test.ts';
import { fold } from './fold.ts';
import type { Operator } from './query.ts';

/** How a test asks: an operator and values, one of which must fit. */
export interface Asked {
  readonly operator: Operator;
  readonly values: readonly string[];
}

/** Does a text fit? `isWhole`: ":" asks for the whole text, in which `*` stands for any characters. */
export function textMatcher(asked: Asked, isWhole: boolean): (text: string) => boolean {
  if (asked.operator === '=') {
    const wanted = new Set(asked.values);
    return (text) => wanted.has(text);
  }
  const values = asked.values.map(fold);
  if (!isWhole) return (text) => anyPiece(fold(text), values);
  const patterns = values.filter((value) => value.includes('*')).map(wildcard);
  const whole = new Set(values);
  return (text) => {
    const folded = fold(text);
    return whole.has(folded) || patterns.some((pattern) => pattern.test(folded));
  };
}

function anyPiece(text: string, pieces: readonly string[]): boolean {
  return pieces.some((piece) => text.includes(piece));
}

/** Linear in the text: `*` alone is special, so there is nothing to explode. */
function wildcard(value: string): RegExp {
  const pieces = value.split(/\*+/).map((piece) => piece.replace(/[^\p{L}\p{N}]/gu, '\\$&'));
  return new RegExp(`^${pieces.join('[^]*')}$`);
}

/** Does a whole number fit? */
export function numberMatcher({ operator, values }: Asked): (number: number) => boolean {
  const spans = values.map((value): readonly [number, number] => {
    const ends = rangeOf(value);
    if (ends !== null) return span(ends.least, ends.most);
    return spanOf(operator, Number(value), Number(value));
  });
  return (number) => spans.some(([least, most]) => number >= least && number <= most);
}

/** Does a day fit? Days are counted from 1970-01-01; a month or a year stands for all its days. */
export function dayMatcher({ operator, values }: Asked): (day: number) => boolean {
  const spans = values.map((value): readonly [number, number] => {
    const ends = rangeOf(value);
    if (ends === null) return spanOf(operator, firstDay(value), lastDay(value));
    return [
      ends.least === '' ? -Infinity : firstDay(ends.least),
      ends.most === '' ? Infinity : lastDay(ends.most),
    ];
  });
  return (day) => spans.some(([least, most]) => day >= least && day <= most);
}

function span(least: string, most: string): readonly [number, number] {
  return [least === '' ? -Infinity : Number(least), most === '' ? Infinity : Number(most)];
}

function spanOf(operator: Operator, first: number, last: number): readonly [number, number] {
  switch (operator) {
    case ':':
    case '=':
      return [first, last];
    case '<':
      return [-Infinity, first - 1];
    case '<=':
      return [-Infinity, last];
    case '>':
      return [last + 1, Infinity];
    case '>=':
      return [first, Infinity];
  }
}

const dayMs = 86_400_000;

function firstDay(text: string): number {
  const [year = 0, month = 1, day = 1] = text.split('-').map(Number);
  return Math.floor(Date.UTC(year, month - 1, day) / dayMs);
}

function lastDay(text: string): number {
  const [year = 0, month, day] = text.split('-').map(Number);
  if (day !== undefined) return firstDay(text);
  const next = month === undefined ? Date.UTC(year + 1, 0, 1) : Date.UTC(year, month, 1);
  return Math.floor(next / dayMs) - 1;
}
