import { isJsonObject } from '../support/json.ts';
import type { Json } from '../support/json.ts';
import { parseDate, proposeDate } from '../values/date.ts';
import { formatName, readName } from '../values/person-name.ts';
import type { TransformName } from './recipe.ts';

/** What a transform makes of a value; the same value where it has nothing to say. */
export const transforms: Readonly<Record<TransformName, (value: Json) => Json>> = {
  trim: onText((text) => text.replace(/\s+/gu, ' ').trim()),
  'lower-case': onText((text) => text.toLowerCase()),
  'upper-case': onText((text) => text.toUpperCase()),
  'title-case': onText((text) =>
    text.toLowerCase().replace(/(?<![\p{L}\p{M}\p{N}'’])\p{L}/gu, (letter) => letter.toUpperCase()),
  ),
  'sentence-case': onText((text) =>
    text.toLowerCase().replace(/\p{L}/u, (letter) => letter.toUpperCase()),
  ),
  'normalise-unicode': onText((text) => text.normalize('NFC')),
  'split-name': splitName,
  'join-name': joinName,
  'date-to-edtf': onText((text) => (parseDate(text) === null ? (proposeDate(text) ?? text) : text)),
  'to-number': (value) =>
    typeof value === 'string' && /^-?\d{1,15}$/.test(value.trim()) ? Number(value) : value,
  'to-text': (value) => (typeof value === 'number' ? String(value) : value),
};

function onText(change: (text: string) => string): (value: Json) => Json {
  return (value) => (typeof value === 'string' ? change(value) : value);
}

/**
 * `Roe, Jane` and `Jane Roe` into family and given name, for a person's entry whose parts are missing. Where
 * the order of words alone would have to decide, nothing is guessed: only names with a comma, or with two
 * plain words, are split.
 */
function splitName(value: Json): Json {
  if (!isJsonObject(value)) return value;
  const { name, nameType, familyName, givenName } = value;
  if (typeof name !== 'string' || nameType === 'Organizational') return value;
  if (isText(familyName) || isText(givenName)) return value;
  const reading = readName(name);
  if (reading.kind !== 'person' || reading.familyName === undefined) return value;
  const isPlain = reading.confidence === 'certain' || name.trim().split(/\s+/).length === 2;
  if (!isPlain || !isText(reading.givenName)) return value;
  return {
    ...(value as Readonly<Record<string, Json>>),
    name: formatName(reading) ?? name,
    nameType: 'Personal',
    givenName: [reading.givenName, reading.suffix].filter((part) => part !== undefined).join(', '),
    familyName: reading.familyName,
  };
}

/** `Family, Given` as the name of an entry that has both parts. */
function joinName(value: Json): Json {
  if (!isJsonObject(value)) return value;
  const { familyName, givenName, name } = value;
  if (!isText(familyName)) return value;
  const joined = isText(givenName) ? `${familyName}, ${givenName}` : familyName;
  return joined === name ? value : { ...(value as Readonly<Record<string, Json>>), name: joined };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
