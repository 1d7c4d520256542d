import type { Defaults } from '../contract/define.ts';
import type { Attributes, Contributor, Publisher, Rights } from '../metadata/attributes.ts';
import { present } from '../support/present.ts';
import { parseRor } from '../values/authority-id.ts';
import { findLicence } from '../values/licence.ts';
import { listOf, objectOf, textOf } from '../values/tolerant.ts';
import { licenceRights, rorSchemeUri } from './entry-values.ts';

/** What the landing page pattern can name. */
export interface ItemNames {
  readonly key: string | null;
  readonly doi: string | null;
}

/** Later layers win: the repository's defaults, the collection's, the item's. */
export function mergeDefaults(...layers: readonly Defaults[]): Defaults {
  const given = layers.map((layer) =>
    Object.fromEntries(Object.entries(layer).filter(([, value]) => value !== undefined)),
  );
  return Object.assign({}, ...given) as Defaults;
}

/**
 * Fills what an item lacks and changes nothing that it brings: a sheet with titles and authors becomes a
 * complete record. Everything here was written by a person as a default; nothing is guessed.
 */
export function applyDefaults(
  attributes: Attributes,
  defaults: Defaults,
  names: ItemNames,
): Attributes {
  const lacks = (name: keyof Attributes): boolean => isBlank(attributes[name]);
  const filled = {
    publisher: fillPublisher(attributes.publisher, defaults),
    types: fillTypes(attributes.types, defaults),
    contributors: withHost(attributes.contributors, defaults.hostingInstitution),
    url: lacks('url') ? (landingPage(defaults.urlPattern, names) ?? undefined) : undefined,
    language: lacks('language') ? defaults.language : undefined,
    publicationYear: lacks('publicationYear') ? defaults.publicationYear : undefined,
    rightsList: lacks('rightsList') ? licenceOf(defaults.rightsIdentifier) : undefined,
    subjects: lacks('subjects') ? defaults.subjects?.map((subject) => ({ subject })) : undefined,
    creators: lacks('creators') ? defaults.creators?.map((creator) => present(creator)) : undefined,
  };
  return { ...attributes, ...present(filled) };
}

function isBlank(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}

function fillPublisher(
  own: Attributes['publisher'],
  { publisher }: Defaults,
): Publisher | undefined {
  if (publisher === undefined) return undefined;
  const known = objectOf(own);
  const ownName = typeof own === 'string' ? own.trim() : textOf(known.name);
  if (ownName === '') return withRor(publisher.name, publisher.publisherIdentifier);
  // The same publisher in the item and in the defaults: only its identifier is missing.
  const isSame = ownName.toLowerCase() === publisher.name.trim().toLowerCase();
  if (!isSame || !isBlank(known.publisherIdentifier) || isBlank(publisher.publisherIdentifier)) {
    return undefined;
  }
  return { ...known, ...withRor(ownName, publisher.publisherIdentifier) };
}

function withRor(name: string, identifier: string | undefined): Publisher {
  if (identifier === undefined || identifier === '') return { name };
  const ror = parseRor(identifier);
  return ror.ok
    ? {
        name,
        publisherIdentifier: ror.value,
        publisherIdentifierScheme: 'ROR',
        schemeUri: rorSchemeUri,
      }
    : { name, publisherIdentifier: identifier };
}

function fillTypes(own: Attributes['types'], defaults: Defaults): Attributes['types'] {
  const known = objectOf(own);
  const { resourceTypeGeneral } = defaults;
  if (resourceTypeGeneral === undefined || !isBlank(known.resourceTypeGeneral)) return undefined;
  // The words beside the type belong to it: an item that brings its own type does not take them.
  const words = isBlank(known.resourceType) ? defaults.resourceType : known.resourceType;
  return present({ ...known, resourceTypeGeneral, resourceType: words });
}

/** The address for an item, or null when the pattern names something that this item does not have. */
export function landingPage(pattern: string | undefined, names: ItemNames): string | null {
  if (pattern === undefined || pattern.trim() === '') return null;
  const suffix = names.doi?.slice(names.doi.indexOf('/') + 1);
  const values = { key: names.key, doi: names.doi, suffix: suffix ?? null };
  const placeholder = /\{(key|doi|suffix)\}/g;
  const valueOf = (name: string): string | null => values[name as keyof typeof values];
  if ([...pattern.matchAll(placeholder)].some(([, name = '']) => valueOf(name) === null))
    return null;
  return pattern
    .trim()
    .replace(placeholder, (_, name: string) =>
      (valueOf(name) ?? '').split('/').map(encodeURIComponent).join('/'),
    );
}

function licenceOf(identifier: string | undefined): readonly Rights[] | undefined {
  const text = identifier?.trim() ?? '';
  if (text === '') return undefined;
  const licence = findLicence(text);
  return [licence === null ? { rights: text } : licenceRights(licence)];
}

function withHost(
  own: Attributes['contributors'],
  host: string | undefined,
): readonly Contributor[] | undefined {
  const name = host?.trim() ?? '';
  const contributors = listOf(own);
  if (name === '' || contributors.some((each) => each.contributorType === 'HostingInstitution')) {
    return undefined;
  }
  return [
    ...contributors,
    { name, nameType: 'Organizational', contributorType: 'HostingInstitution' },
  ];
}
