/**
 * Dates as DataCite takes them: W3CDTF, RKMS-ISO8601 ranges, EDTF level 0 and the parts of level 1 that
 * metadata holds (qualifiers, unspecified digits, seasons, open and unknown ends, long years).
 */
export interface DateReading {
  readonly kind: 'point' | 'range' | 'code';
  /** Bounds to compare by: ordered numbers (year x 372 + month x 31 + day), infinite where open or unknown. */
  readonly earliest: number;
  readonly latest: number;
  /** First year named; null for `:tba` and ranges without a start. */
  readonly year: number | null;
}

const unknownCodes = new Set([
  ':unac',
  ':unal',
  ':unap',
  ':unas',
  ':unav',
  ':unkn',
  ':none',
  ':null',
  ':tba',
  ':etal',
]);
const pointShape =
  /^(-?\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?)?)?[~?%]?$/;
const unspecifiedShape = /^(-?\d{2})(XX|\dX|\d\d)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?$/;
const longYear = /^Y(-?\d{5,12})$/;
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const everything = { earliest: -Infinity, latest: Infinity, year: null };

/** Reads a date or range; null when no rule of the above gives it a meaning, or the day does not exist. */
export function parseDate(text: string): DateReading | null {
  const plain = text.trim();
  if (plain.length > 80) return null;
  if (plain.startsWith(':') && unknownCodes.has(plain.toLowerCase()))
    return { kind: 'code', ...everything };
  const slash = plain.indexOf('/');
  if (slash < 0) return parsePoint(plain);
  const start = parseEnd(plain.slice(0, slash));
  const end = parseEnd(plain.slice(slash + 1));
  if (start === null || end === null || (start === everything && end === everything)) return null;
  return { kind: 'range', earliest: start.earliest, latest: end.latest, year: start.year };
}

/** The bound of a day given as `YYYY-MM-DD`, comparable with a reading's; NaN when it is no day. */
export function dayNumber(day: string): number {
  return parseDate(day)?.earliest ?? Number.NaN;
}

/** True when a range ends before it starts. */
export function isReversed(reading: DateReading): boolean {
  return reading.kind === 'range' && reading.latest < reading.earliest;
}

/** A point, or an open (`..`, empty) or unknown end of a range. */
function parseEnd(text: string): Omit<DateReading, 'kind'> | null {
  const end = text.trim();
  return end === '' || end === '..' || end === 'unknown' || end === 'open'
    ? everything
    : parsePoint(end);
}

function parsePoint(text: string): DateReading | null {
  const year = numberAt(text, 0, 4);
  if (year >= 0 && text.length === 4) return span(year, 0, 0);
  if (year >= 0 && text.length === 10 && text[4] === '-' && text[7] === '-') {
    const month = numberAt(text, 5, 7);
    const day = numberAt(text, 8, 10);
    if (month > 0 && day > 0) return span(year, month, day);
  }
  return parseOtherPoint(text);
}

/** The digits of one part as a number, without the cost of a pattern; -1 where something else stands. */
function numberAt(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    number = number * 10 + digit;
  }
  return number;
}

function parseOtherPoint(text: string): DateReading | null {
  const long = text.startsWith('Y') ? longYear.exec(text) : null;
  if (long !== null) return span(Number(long[1]), 0, 0);
  const match = pointShape.exec(text);
  if (match === null) return parseUnspecified(text);
  const [, year = '', month, day, hour = '0', minute = '0', second = '0'] = match;
  if (Number(hour) > 24 || Number(minute) > 59 || Number(second) > 60) return null;
  return span(Number(year), part(month), part(day));
}

/** `201X`, `20XX`, `2004-XX`, `2004-06-XX`: the whole span that the X leaves open. */
function parseUnspecified(text: string): DateReading | null {
  const match = unspecifiedShape.exec(text);
  if (match === null || !text.includes('X')) return null;
  const [, century = '', rest = '', month, day] = match;
  const first = Number(`${century}${rest.replaceAll('X', '0')}`);
  const last = Number(`${century}${rest.replaceAll('X', '9')}`);
  if (first !== last && month !== undefined && month !== 'XX') return null;
  const from = span(first, xPart(month), xPart(day));
  const to = span(last, xPart(month), xPart(day));
  return from === null || to === null ? null : { ...from, latest: to.latest };
}

/** A year, month or day as the span it covers; 0 stands for "not given". Months 21 to 24 are seasons. */
function span(year: number, month: number, day: number): DateReading | null {
  const start = year * 372;
  if (month === 0) return { kind: 'point', earliest: start, latest: start + 371, year };
  if (month >= 21 && month <= 24 && day === 0) {
    return { kind: 'point', earliest: start, latest: start + 371, year };
  }
  const isLeap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = (monthLengths[month - 1] ?? 0) + (isLeap ? 1 : 0);
  if (length === 0 || day > length || day < 0) return null;
  const first = start + (month - 1) * 31;
  if (day === 0) return { kind: 'point', earliest: first, latest: first + 30, year };
  return { kind: 'point', earliest: first + day - 1, latest: first + day - 1, year };
}

/** -1 for a zero that was written (`2020-00`), which is no month. */
function part(digits: string | undefined): number {
  return digits === undefined ? 0 : Number(digits) || -1;
}

function xPart(digits: string | undefined): number {
  return digits === 'XX' ? 0 : part(digits);
}

const monthNames = [
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

/**
 * Proposes the ISO form of a date that people write otherwise, where it can mean only one day: `2020-1-5`,
 * `31/12/2020`, `5 March 2020`, `March 2020`. `01/02/2020` could be two days: null.
 */
export function proposeDate(text: string): string | null {
  const plain = text
    .trim()
    .replace(/(\d)(?:st|nd|rd|th)\b/i, '$1')
    .replace(/,/g, ' ');
  const proposal = fromNumbers(plain) ?? fromMonthName(plain);
  return proposal !== null && parseDate(proposal) !== null ? proposal : null;
}

/** The two days that `01.02.2020` can be, the day first and the month first; null where it can be one or none. */
export function bothDays(text: string): readonly [string, string] | null {
  const [, first = '', second = '', year] =
    /^(\d{1,2})[-./](\d{1,2})[-./](\d{4})$/.exec(text.trim()) ?? [];
  const days = [iso(year, second, first), iso(year, first, second)] as const;
  return days[0] !== days[1] && days.every((day) => parseDate(day) !== null) ? days : null;
}

function fromNumbers(text: string): string | null {
  const yearFirst = /^(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?$/.exec(text);
  if (yearFirst !== null) return iso(yearFirst[1], yearFirst[2], yearFirst[3]);
  const compact = /^((?:19|20)\d\d)(\d\d)(\d\d)$/.exec(text);
  if (compact !== null) return iso(compact[1], compact[2], compact[3]);
  const yearLast = /^(\d{1,2})([-./])(\d{1,2})\2(\d{4})$/.exec(text);
  if (yearLast === null) return null;
  const [, first = '', , second = '', year] = yearLast;
  if (first === second || Number(first) > 12) return iso(year, second, first);
  return Number(second) > 12 ? iso(year, first, second) : null;
}

function fromMonthName(text: string): string | null {
  const match =
    /^(?:(\d{1,2})\.?\s+)?([a-z]{3,9})\.?\s+(?:(\d{1,2})\s+)?(\d{4})$/i.exec(text) ??
    /^(?:(\d{1,2})-)?([a-z]{3,9})-()(\d{4})$/i.exec(text);
  if (match === null) return null;
  const [, before, name = '', after, year] = match;
  const month = monthNames.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  return month === 0
    ? null
    : iso(year, String(month), before ?? (after === '' ? undefined : after));
}

function iso(year = '', month = '', day?: string): string {
  const head = `${year}-${month.padStart(2, '0')}`;
  return day === undefined ? head : `${head}-${day.padStart(2, '0')}`;
}
