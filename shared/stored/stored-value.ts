import { isJsonObject, type Json, type JsonObject } from '../support/json.ts';
import { deriveTypes } from './derived-types.ts';
import { addFieldsOfScience } from './fields-of-science.ts';
import { metadataShapes, type MetadataKey } from './permitted.ts';
import { storedLanguage } from './stored-language.ts';
import { storedRights } from './stored-rights.ts';

/** What the API answers for an attribute that was never sent. */
export function emptyValue(key: MetadataKey): Json {
  if (key === 'types' || key === 'container') return {};
  if (listKeys.has(key)) return [];
  return null;
}

const single: ReadonlySet<string> = new Set(['publisher', 'types', 'container', 'contentUrl']);

/** Attributes whose value is a list. A single object or string is wrapped into one. */
export const listKeys: ReadonlySet<string> = new Set(
  Object.entries(metadataShapes)
    .filter(([key, shape]) => shape !== 'scalar' && !single.has(key))
    .map(([key]) => key),
);

function wrap(value: Json): readonly Json[] {
  if (value === null || value === '') return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}

function withoutNulls(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null));
}

/** Creators and contributors always answer with both lists. */
function completePeople(people: readonly Json[]): Json[] {
  return people.map((person) => {
    if (!isJsonObject(person)) return person;
    const { affiliation, nameIdentifiers } = person;
    return {
      ...person,
      affiliation: wrap(affiliation ?? null),
      nameIdentifiers: wrap(nameIdentifiers ?? null),
    };
  });
}

function textOf(value: Json): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Ruby's `to_i`: the digits at the beginning, else 0. */
function toInteger(value: Json): number | null {
  if (value === null || value === '') return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return Math.trunc(Number(/^\s*[-+]?\d+/.exec(textOf(value))?.[0] ?? 0));
}

const decimal = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

/** Numeric texts become numbers, wherever they stand in a place; a place's name stays a text. */
function numbersInPlaces(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(numbersInPlaces);
  if (isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        name,
        name === 'geoLocationPlace' ? member : numbersInPlaces(member),
      ]),
    );
  }
  const number = typeof value === 'string' && decimal.test(value.trim()) ? Number(value) : NaN;
  return Number.isFinite(number) ? number : value;
}

function storedPublisher(value: Json): Json {
  if (!isJsonObject(value)) return value === null || value === '' ? null : { name: value };
  const publisher = withoutNulls(value);
  return Object.keys(publisher).length === 0 ? null : publisher;
}

const rules: Partial<Record<MetadataKey, (value: Json) => Json>> = {
  creators: (value) => completePeople(wrap(value)),
  contributors: (value) => completePeople(wrap(value)),
  publisher: storedPublisher,
  publicationYear: toInteger,
  types: (value) => (isJsonObject(value) ? deriveTypes(value) : (value ?? {})),
  subjects: (value) => addFieldsOfScience(wrap(value)),
  language: (value) => (value === null || value === '' ? null : storedLanguage(textOf(value))),
  identifiers: (value) =>
    wrap(value).filter((entry) => !isJsonObject(entry) || entry['identifierType'] !== 'DOI'),
  version: (value) => (value === null || value === '' ? null : textOf(value)),
  rightsList: (value) => storedRights(wrap(value)),
  geoLocations: (value) => wrap(value).map(numbersInPlaces),
  container: (value) => value ?? {},
  contentUrl: (value) => (value === null ? null : wrap(value)),
};

/** One permitted attribute as the service stores it. Defaults and texts of datacite.md 1.5 and 1.8. */
export function storedValue(key: MetadataKey, value: Json): Json {
  return (rules[key] ?? wrap)(value);
}
