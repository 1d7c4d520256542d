import { parseDoi } from '../doi/doi.ts';
import type { Result } from '../support/result.ts';
import { err } from '../support/result.ts';
import { sheetText as text } from '../text/sheets.en.ts';
import { parseDate } from '../values/date.ts';
import type { Cell } from './apply-cells.ts';

/**
 * What spreadsheet programs do to texts that look like numbers or dates, found out and never guessed back:
 * `10.1234/1E5` becomes a number, `2021-03` the first of March, `1.10` the number 1.1.
 */
const exponent = /^[-+]?\d+(?:[.,]\d+)?E[-+]?\d+$/i;
const localDate =
  /^\d{1,4}[./]\d{1,2}[./]\d{2,4}(?:\s|$)|^\d{1,2}[ -][A-Za-zÀ-ÿ]{3,9}\.?(?:[ -]\d{2,4})?$|^[A-Za-zÀ-ÿ]{3,9}\.?[ -]\d{2,4}$/u;
/** What stands in a cell whose formula or width failed: Excel's, and `Err:508` of LibreOffice. */
const failed =
  /^(?:#(?:NAME\?|REF!|VALUE!|N\/A|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|#{2,})|Err:5\d\d)$/i;
const dayNumber = /^[1-9]\d{4}(?:[.,]\d+)?$/;

/** Why a cell that would change a value is not to be believed; null: nothing speaks against it. */
export function findDamage({ column, text: said, made }: Cell): string | null {
  // An export writes it as \ufffd behind [json]; bare, it is what is left of a character that nobody could read.
  if (said.includes('\ufffd')) return text.unreadable;
  if (failed.test(said.trim())) return text.failedCell(said.trim());
  if (column.type === 'number') {
    const isDate = made === 'date' || localDate.test(said.trim());
    return isDate ? text.dateForNumber(said.trim()) : null;
  }
  if (made === 'date') return text.dateForText(said);
  if (made === 'number') return text.numberForText(said);
  const trimmed = said.trim();
  if (exponent.test(trimmed)) return text.numberLike(trimmed);
  const isDate = column.segments[0] === 'dates' && column.segments.at(-1) === 'date';
  if (!isDate || trimmed.startsWith('[')) return null;
  const looksChanged = localDate.test(trimmed) || dayNumber.test(trimmed);
  return looksChanged && parseDate(trimmed) === null ? text.dateLike(trimmed) : null;
}

const plainNumber = /^[-+]?\d+(?:[.,]\d+)?$/;

/**
 * True where a text of the record that looks like a number comes back as what a spreadsheet program shows of that
 * number: `1.10` as 1.1, `007` as 7, `12345678901234567` as 12345678901234500 (it keeps 15 digits).
 */
export function isNumberShortened(before: string, said: string): boolean {
  const [one, other] = [before.trim(), said.trim()];
  if (one === other || !plainNumber.test(one) || !plainNumber.test(other)) return false;
  const valueOf = (number: string): number => Number(number.replace(',', '.'));
  // As a program shows it: what has zeros more than that was written by a person.
  if (String(valueOf(other)) !== other.replace(',', '.')) return false;
  return valueOf(one).toPrecision(15) === valueOf(other).toPrecision(15);
}

/** The DOI that a row is about, in the form in which it was written. */
export function readDoiCell(said: string, made: 'number' | 'date' | undefined): Result<string> {
  const trimmed = said.trim();
  if (trimmed === '') return err(text.noDoi);
  if (made === undefined) {
    const parsed = parseDoi(trimmed);
    if (parsed.ok) return parsed;
  }
  const isDamaged =
    made !== undefined ||
    exponent.test(trimmed) ||
    localDate.test(trimmed) ||
    /^\d+(?:[.,]\d+)?$/.test(trimmed);
  return isDamaged ? err(text.doiDamaged(trimmed)) : err(text.notADoi(trimmed));
}
