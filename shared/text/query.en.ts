import { formatCount } from './format.ts';

/** What is said about a typed query. */
export const queryText = {
  tooLong: (limit: number): string =>
    `A query may have ${formatCount(limit)} characters. Use a shorter list.`,
  tooDeep: 'There are too many brackets within each other here.',
  tooMany: (limit: number): string => `A list may have ${formatCount(limit)} values.`,
  bracket: 'This bracket closes nothing.',
  open: 'This bracket is not closed.',
  openQuote: 'This quotation mark is not closed.',
  nothingBefore: 'There is nothing before “or”.',
  nothingBehindOr: 'There is nothing behind this “or”.',
  nothingBehindNot: 'There is nothing behind this “not”.',
  unknownField: (name: string): string =>
    `“${name}” is neither a field nor a property. To search for it as text, put it in quotation marks.`,
  noValue: (name: string): string => `Say what “${name}” should be, as in ${name}:value.`,
  orderOfMany: 'Larger and smaller need one value, not a list.',
  noOrder: (name: string): string => `“${name}” cannot be larger or smaller. Use “:”.`,
  notOneOf: (name: string, value: string, known: readonly string[]): string =>
    `“${value}” is no ${name}. It is one of ${known.join(', ')}.`,
  notNumber: (name: string, value: string): string =>
    `“${name}” is a whole number, as in ${name}>=2 or ${name}:1..5, but this is “${value}”.`,
  notDay: (name: string, value: string): string =>
    `“${name}” is a day as in ${name}>=2026-01-31 or ${name}:2025, but this is “${value}”.`,
  longList: (count: number, limit: number): string =>
    `This list has ${formatCount(count)} entries; ${formatCount(limit)} can be looked up at once.`,
  longListNext: 'Nothing was changed. Paste it in parts.',
  noText: 'What is shown here cannot be written as one query. Leave a filter out and try again.',
  wrongNext: 'Nothing was changed. Correct the query and ask again.',
  wrong: (message: string, from: number): string =>
    `The query cannot be read at character ${formatCount(from + 1)}: ${message}`,
} as const;
