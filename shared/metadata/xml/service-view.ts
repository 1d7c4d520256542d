import { isJsonObject } from '../../support/json.ts';
import type { ListShape, ObjectShape, Shape } from '../schema/shape.ts';
import { recordShape } from '../schema/shape.ts';

/**
 * A record as the service's XML writer sees it, after its parameter filter and its own fillings-in
 * (lupo `params_sanitizer.rb`, bolognese `datacite_utils.rb`). What this leaves out, the service loses.
 */
export type Members = Readonly<Record<string, unknown>>;

/** schema.org types from which the service derives resourceTypeGeneral where a record has none. */
const fromSchemaOrg: Readonly<Record<string, string>> = {
  Article: 'Text',
  AudioObject: 'Sound',
  Blog: 'Text',
  BlogPosting: 'Text',
  Book: 'Book',
  Chapter: 'BookChapter',
  Collection: 'Collection',
  CreativeWork: 'Text',
  DataCatalog: 'Dataset',
  Dataset: 'Dataset',
  Event: 'Event',
  ImageObject: 'Image',
  Movie: 'Audiovisual',
  PublicationIssue: 'Text',
  ScholarlyArticle: 'Text',
  Service: 'Service',
  SoftwareSourceCode: 'Software',
  Thesis: 'Text',
  VideoObject: 'Audiovisual',
  WebPage: 'Text',
  WebSite: 'Text',
};

/** A scalar as the text that Ruby writes for it; nested values are dropped by the filter. */
export function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return undefined;
}

/** Ruby's `present?`: neither missing nor white space alone. */
export function isPresent(value: unknown): boolean {
  if (typeof value === 'string') return value !== '' && (isVisible(value) || /\S/.test(value));
  return typeof value === 'number' || typeof value === 'boolean';
}

/** Begins with a letter, a digit or a mark of ASCII, as nearly all texts do. */
function isVisible(text: string): boolean {
  const code = text.charCodeAt(0);
  return code > 0x20 && code < 0x7f;
}

/** Rails' integer column: the digits in front; text without any is 0, blank text nothing. */
export function castYear(value: unknown): number | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return Number.isFinite(value) ? Math.trunc(value) : undefined;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  return Number.parseInt(/^\s*[+-]?\d+/.exec(value)?.[0] ?? '0', 10);
}

/** The record after the filter and the fillings-in. */
export function serviceView(attributes: Members): Members {
  const taken = filterObject(attributes, recordShape);
  const identifiers = taken['identifiers'] ?? aliasIdentifiers(taken['alternateIdentifiers']);
  return {
    ...taken,
    creators: people(taken['creators']),
    contributors: people(taken['contributors']),
    relatedItems: records(taken['relatedItems']).map((item) => ({
      ...item,
      creators: people(item['creators']),
      contributors: people(item['contributors']),
    })),
    publisher: publisherOf(attributes, taken),
    publicationYear: castYear(taken['publicationYear']),
    types: typesOf(taken['types']),
    identifiers: records(identifiers).filter((each) => each['identifierType'] !== 'DOI'),
  };
}

/** The `resourceTypeGeneral` that the service fills in, if it does. */
export function derivedResourceType(types: Members): string | undefined {
  const schemaOrg = types['schemaOrg'];
  if (typeof schemaOrg !== 'string' || schemaOrg.trim() === '') return undefined;
  return Object.hasOwn(fromSchemaOrg, schemaOrg) ? fromSchemaOrg[schemaOrg] : 'Other';
}

const records = (value: unknown): Members[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : [];

function filterObject(value: Members, shape: ObjectShape): Record<string, unknown> {
  const taken: Record<string, unknown> = {};
  for (const [name, of] of shape.members) {
    if (!Object.hasOwn(value, name)) continue;
    const kept = filterMember(value[name], of);
    if (kept !== undefined) taken[name] = kept;
  }
  return taken;
}

function filterMember(value: unknown, shape: Shape): unknown {
  if (shape.kind === 'text') return shape.unaccepted ? undefined : scalarText(value);
  if (shape.kind === 'object')
    return isJsonObject(value) ? filterObject(value, shape) : scalarText(value);
  return filterList(value, shape);
}

function filterList(value: unknown, { of }: ListShape): unknown[] | undefined {
  if (value === null || value === undefined) return undefined;
  const entries: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (of.kind === 'text') return entries.map(scalarText).filter((text) => text !== undefined);
  return entries.filter(isJsonObject).map((entry) => filterObject(entry, of));
}

/** How the service puts a name together that has a family name. */
export function fullName(person: Members): string {
  const family = scalarText(person['familyName']);
  const given = scalarText(person['givenName']);
  if (family === undefined || given === undefined) return family ?? given ?? '';
  return `${family}, ${given}`;
}

function people(value: unknown): Members[] {
  return records(value).map((person) => {
    if (!isPresent(person['familyName'])) return person;
    return { ...person, name: fullName(person) };
  });
}

function publisherOf(attributes: Members, taken: Members): Members {
  const given = taken['publisher'];
  const publisher = isJsonObject(given) ? given : { name: given };
  const container = attributes['container'];
  const fallback = isJsonObject(container) ? scalarText(container['title']) : undefined;
  return { ...publisher, name: publisher['name'] ?? fallback };
}

function typesOf(value: unknown): Members | undefined {
  if (!isJsonObject(value)) return undefined;
  const resourceTypeGeneral = value['resourceTypeGeneral'] ?? derivedResourceType(value);
  return resourceTypeGeneral === undefined ? undefined : { ...value, resourceTypeGeneral };
}

const aliasIdentifiers = (value: unknown): Members[] =>
  records(value).map((each) => ({
    identifier: each['alternateIdentifier'],
    identifierType: each['alternateIdentifierType'],
  }));
