import { isJsonObject } from '../support/json.ts';

/**
 * Reading front matter that thousands of people wrote by hand: text where a list belongs, a list where text
 * belongs, numbers, nulls, and maps by configuration (`pretty_name: {en: ..., fr: ...}`).
 */

/** Text, or a number as text; '' for everything else. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value.replace(/\s+/g, ' ').trim();
  return typeof value === 'number' ? String(value) : '';
}

/** All texts of a value: one, a list, or the values of a map; without empty ones and repetitions. */
export function textList(value: unknown): readonly string[] {
  return [...new Set(texts(value, 0))].slice(0, maxTexts);
}

/** More than any card has; a card that repeats itself without end stops here. */
const maxTexts = 2000;

function texts(value: unknown, depth: number): string[] {
  const text = textOf(value);
  if (text !== '') return [text];
  if (depth > 2) return [];
  if (Array.isArray(value)) {
    return value.slice(0, maxTexts).flatMap((item) => texts(item, depth + 1));
  }
  if (!isJsonObject(value)) return [];
  return Object.values(value)
    .slice(0, maxTexts)
    .flatMap((item) => texts(item, depth + 1));
}

/** The objects of a list, or the one object. */
export function objectList(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (Array.isArray(value)) return value.slice(0, maxTexts).filter(isJsonObject);
  return isJsonObject(value) ? [value] : [];
}
