import { longestValue } from '#shared/query/derived-properties.ts';
import { rangeOf } from '#shared/query/check-test.ts';
import { fold } from '#shared/query/fold.ts';
import type { Operator } from '#shared/query/query.ts';

/** Enough to tell values apart; keeps the index small. A piece is looked for in this much of a value. */
const longestFold = 200;

export function foldOf(value: string): string {
  return fold(value).slice(0, longestFold);
}

/** A value as a number, where it is one: `12`, `-3.5`; years among them. */
export function amountOf(value: string): number | null {
  return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(value) ? Number(value) : null;
}

type Condition = readonly [where: string, ...bound: (string | number | null)[]];

/** Which values of a property fit, in SQL over `property_value`. */
export function condition(operator: Operator, value: string, isWhole: boolean): Condition {
  switch (operator) {
    case ':': {
      const ends = orderedRange(value);
      if (ends !== null) {
        return both(
          ends.least === '' ? ['true'] : comparison('>=', ends.least),
          ends.most === '' ? ['true'] : comparison('<=', ends.most),
        );
      }
      const wanted = foldOf(value);
      if (!isWhole) return holding(wanted);
      return wanted.includes('*')
        ? ["fold like ? escape '\\'", wanted.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%')]
        : ['amount is ? and fold = ?', amountOf(wanted), wanted];
    }
    case '=':
      return [
        'amount is ? and fold = ? and value = ?',
        amountOf(value),
        foldOf(value),
        value.slice(0, longestValue),
      ];
    case '<':
    case '<=':
    case '>':
    case '>=':
      return comparison(operator, value);
  }
}

/** The folded text that is looked for within values; null where a test asks for anything else. */
export function pieceOf(operator: Operator, value: string, isWhole: boolean): string | null {
  return operator === ':' && !isWhole && orderedRange(value) === null ? foldOf(value) : null;
}

/** Of a million texts `glob` finds a piece in six sevenths of the time of `instr`; its own signs it does not take. */
function holding(piece: string): Condition {
  return /[*?[]/.test(piece) ? ['instr(fold, ?) > 0', piece] : ['fold glob ?', `*${piece}*`];
}

/** Numbers by size, all else as texts: days compare rightly so. `2020-05` with `<=` takes in its days. */
function comparison(operator: '<' | '<=' | '>' | '>=', value: string): Condition {
  const amount = amountOf(value);
  if (amount === null) {
    const end = operator === '<=' || operator === '>' ? '\uffff' : '';
    return [`fold ${operator} ?`, foldOf(value) + end];
  }
  // A year is a number, and a day of it is a text that begins with it.
  const asDay = operator === '<=' || operator === '>' ? `${value}-99` : value;
  return [
    `(amount ${operator} ? or (amount is null and fold glob '[0-9]*' and fold ${operator} ?))`,
    amount,
    asDay,
  ];
}

function both(one: Condition, other: Condition): Condition {
  const [where, ...bound] = one;
  const [otherWhere, ...otherBound] = other;
  return [`${where} and ${otherWhere}`, ...bound, ...otherBound];
}

function orderedRange(value: string): ReturnType<typeof rangeOf> {
  const ends = rangeOf(value);
  return ends !== null && isOrdered(ends.least) && isOrdered(ends.most) ? ends : null;
}

function isOrdered(end: string): boolean {
  return end === '' || /^-?\d[\d.-]*$/.test(end);
}
