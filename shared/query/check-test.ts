import { queryText } from '../text/query.en.ts';
import type { Subject } from './fields.ts';
import type { Operator } from './query.ts';

/** `2023`, `2023..2025`, `..2025`. */
const range = /^(?<least>[^.]*(?:\.\d+)?)\.\.(?<most>.*)$/;
const wholeNumber = /^-?\d+$/;
const day = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?$/;

const isWholeNumber = (end: string): boolean => wholeNumber.test(end);

/** A day of the calendar, its month or its year. */
function isDay(end: string): boolean {
  if (!day.test(end)) return false;
  const at = Date.parse(`${end.padEnd(10, '-01')}T00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(end);
}

/** The two ends of `a..b`, either of them empty for "open"; null when it is no range. */
export function rangeOf(value: string): { readonly least: string; readonly most: string } | null {
  const found = range.exec(value)?.groups;
  if (found === undefined) return null;
  return { least: found['least'] ?? '', most: found['most'] ?? '' };
}

/** What is wrong with a test's operator or values, as a sentence; null when it can be asked. */
export function checkTest(
  subject: Subject,
  operator: Operator,
  values: readonly string[],
): string | null {
  const isOrder = operator !== ':' && operator !== '=';
  if (isOrder && values.length > 1) return queryText.orderOfMany;
  if (subject.kind === 'property') return null;
  const { field } = subject;
  switch (field.kind) {
    case 'choice': {
      const { values: known } = field;
      if (isOrder) return queryText.noOrder(field.id);
      const wrong = values.find((value) => !known.includes(value.toLowerCase()));
      return wrong === undefined ? null : queryText.notOneOf(field.id, wrong, known);
    }
    case 'number':
      return wrongEnd(values, isWholeNumber, (value) => queryText.notNumber(field.id, value));
    case 'day':
      return wrongEnd(values, isDay, (value) => queryText.notDay(field.id, value));
    case 'code':
    case 'text':
      return isOrder ? queryText.noOrder(field.id) : null;
  }
}

function wrongEnd(
  values: readonly string[],
  isRight: (end: string) => boolean,
  sentence: (value: string) => string,
): string | null {
  for (const value of values) {
    const ends = rangeOf(value);
    const given = ends === null ? [value] : [ends.least, ends.most].filter((end) => end !== '');
    if (given.length === 0 || !given.every(isRight)) return sentence(value);
  }
  return null;
}
