import type { Attributes, GeoLocation } from '../metadata/attributes.ts';
import { asDoi, doiUrl, parseDoi } from '../doi/doi.ts';
import type { Json } from '../support/json.ts';
import { listOf, objectOf, textOf } from '../values/tolerant.ts';
import type { CitedName, CitationSource } from './citation-source.ts';
import type { WithPlace } from './cited-place.ts';
import { oneLine, readCitation } from './citation-source.ts';
import { citationTypes } from './citation-types.ts';

/** Relations as schema.org's properties; those it has no word for are left out. */
const relationProperties: ReadonlyMap<string, string> = new Map([
  ['IsPartOf', 'isPartOf'],
  ['HasPart', 'hasPart'],
  ['IsVersionOf', 'isVersionOf'],
  ['HasVersion', 'hasVersion'],
  ['IsDerivedFrom', 'isBasedOn'],
  ['IsNewVersionOf', 'isBasedOn'],
  ['IsIdenticalTo', 'sameAs'],
  ['IsTranslationOf', 'translationOfWork'],
  ['HasTranslation', 'workTranslation'],
  ['IsDocumentedBy', 'subjectOf'],
  ['IsDescribedBy', 'subjectOf'],
  ['IsSupplementTo', 'subjectOf'],
  ['IsReviewedBy', 'review'],
  ['Cites', 'citation'],
  ['References', 'citation'],
]);
const dateProperties: ReadonlyMap<string, string> = new Map([
  ['Created', 'dateCreated'],
  ['Updated', 'dateModified'],
  ['Coverage', 'temporalCoverage'],
  ['Collected', 'temporalCoverage'],
]);

/**
 * A record as schema.org JSON-LD, for landing pages and search engines. `@id` is the DOI's full address.
 * Put into a page with `toJsonLdScript`, never by hand.
 */
export function toSchemaOrg(
  attributes: Attributes,
  { place }: WithPlace = {},
): Readonly<Record<string, Json>> {
  const source = readCitation(attributes);
  return withoutEmpty({
    '@context': 'https://schema.org',
    '@type': citationTypes(source.type).schemaOrg,
    '@id': source.link,
    identifier: identifiersOf(attributes, source),
    url: source.landingPage,
    additionalType: source.typeText,
    name: source.title,
    author: source.authors.map(agent),
    editor: source.editors.map(agent),
    description: source.abstract,
    license: single(source.licences.map((licence) => licence.url || licence.name)),
    version: source.version,
    position: place?.number ?? '',
    disambiguatingDescription: place?.note ?? '',
    keywords: source.keywords.join(', '),
    inLanguage: source.language,
    contentSize: listOrEmpty(attributes.sizes).join(', '),
    encodingFormat: single(listOrEmpty(attributes.formats)),
    distribution: distributionOf(attributes),
    datePublished: source.issued,
    ...datesOf(attributes),
    publisher: publisherOf(attributes, source),
    funding: fundingOf(attributes),
    spatialCoverage: single(listOf(attributes.geoLocations).flatMap(placeOf)),
    ...relationsOf(attributes),
  });
}

/** The same as the text of a `<script type="application/ld+json">`: nothing in it can end the element. */
export function toJsonLdScript(attributes: Attributes, options: WithPlace = {}): string {
  return JSON.stringify(toSchemaOrg(attributes, options), null, 2)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

function agent({
  kind,
  literal,
  family,
  given,
  suffix,
  identifier,
  affiliations,
}: CitedName): Json {
  const isPerson = kind === 'person';
  const name = given !== undefined && family !== undefined ? `${given} ${family}` : literal;
  return withoutEmpty({
    '@type': isPerson ? 'Person' : 'Organization',
    '@id': identifier ?? '',
    name,
    givenName: isPerson ? (given ?? '') : '',
    familyName: isPerson ? (family ?? '') : '',
    honorificSuffix: suffix ?? '',
    affiliation: single(
      affiliations.map((affiliation) => ({ '@type': 'Organization', name: affiliation })),
    ),
  });
}

function identifiersOf(attributes: Attributes, { link, doi }: CitationSource): Json {
  const others = listOf(attributes.identifiers).flatMap(
    ({ identifier, identifierType }): Json[] => {
      const value = textOf(identifier);
      return value === ''
        ? []
        : [{ '@type': 'PropertyValue', propertyID: textOf(identifierType), value }];
    },
  );
  return single(doi === null ? others : [link, ...others]);
}

function publisherOf(attributes: Attributes, { publisher }: CitationSource): Json {
  if (publisher === '') return '';
  const id = textOf(objectOf(attributes.publisher).publisherIdentifier);
  return withoutEmpty({
    '@type': 'Organization',
    '@id': /^https?:/.test(id) ? id : '',
    name: publisher,
  });
}

function fundingOf(attributes: Attributes): Json {
  const grants = listOf(attributes.fundingReferences).flatMap((funding): Json[] => {
    const name = oneLine(textOf(funding.funderName));
    if (name === '') return [];
    const id = textOf(funding.funderIdentifier);
    const funder = withoutEmpty({
      '@type': 'Organization',
      '@id': /^https?:/.test(id) ? id : '',
      name,
    });
    const award = {
      identifier: textOf(funding.awardNumber),
      url: textOf(funding.awardUri),
      name: oneLine(textOf(funding.awardTitle)),
    };
    return [withoutEmpty({ '@type': 'Grant', ...award, funder })];
  });
  return single(grants);
}

function distributionOf(attributes: Attributes): Json {
  const { contentUrl } = attributes;
  const urls = typeof contentUrl === 'string' ? [contentUrl] : listOrEmpty(contentUrl);
  return single(urls.map((url) => ({ '@type': 'DataDownload', contentUrl: url })));
}

function datesOf(attributes: Attributes): Record<string, Json> {
  const found: Record<string, Json> = {};
  for (const { date, dateType } of listOf(attributes.dates)) {
    const property = dateProperties.get(textOf(dateType));
    const text = textOf(date);
    if (property !== undefined && text !== '' && found[property] === undefined)
      found[property] = text;
  }
  return found;
}

function relationsOf(attributes: Attributes): Record<string, Json> {
  const found = new Map<string, Json[]>();
  for (const { relatedIdentifier, relatedIdentifierType, relationType } of listOf(
    attributes.relatedIdentifiers,
  )) {
    const property = relationProperties.get(textOf(relationType));
    const value = textOf(relatedIdentifier);
    if (property === undefined || value === '') continue;
    const link = linkOf(textOf(relatedIdentifierType), value);
    const target: Json =
      link === null
        ? { '@type': 'CreativeWork', identifier: value }
        : { '@type': 'CreativeWork', '@id': link };
    found.set(property, [
      ...(found.get(property) ?? []),
      property === 'sameAs' ? (link ?? value) : target,
    ]);
  }
  return Object.fromEntries(Array.from(found, ([property, values]) => [property, single(values)]));
}

/** The address of a related identifier; null for kinds that have none of their own. */
function linkOf(type: string, value: string): string | null {
  if (/^https?:\/\//i.test(value) && type !== 'DOI') return value;
  if (type === 'DOI' || type === '') {
    const doi = asDoi(value) ?? parsedDoi(value);
    return doi === null ? null : doiUrl(doi);
  }
  if (type === 'arXiv') return `https://arxiv.org/abs/${value.replace(/^arxiv:\s*/i, '')}`;
  if (type === 'Handle') return `https://hdl.handle.net/${value.replace(/^hdl:/i, '')}`;
  return null;
}

function parsedDoi(value: string) {
  const doi = parseDoi(value);
  return doi.ok ? doi.value : null;
}

function placeOf(geo: GeoLocation): Json[] {
  const name = oneLine(textOf(geo.geoLocationPlace));
  const shape = shapeOf(geo);
  return name === '' && shape === '' ? [] : [withoutEmpty({ '@type': 'Place', name, geo: shape })];
}

/** Boxes as "south west north east", points and polygons as latitude and longitude: schema.org's order. */
function shapeOf(geo: GeoLocation): Json {
  const point = objectOf(geo.geoLocationPoint);
  if (textOf(point.pointLatitude) !== '' && textOf(point.pointLongitude) !== '') {
    return {
      '@type': 'GeoCoordinates',
      latitude: textOf(point.pointLatitude),
      longitude: textOf(point.pointLongitude),
    };
  }
  const box = objectOf(geo.geoLocationBox);
  const bounds = [
    box.southBoundLatitude,
    box.westBoundLongitude,
    box.northBoundLatitude,
    box.eastBoundLongitude,
  ].map(textOf);
  if (bounds.every((bound) => bound !== '')) return { '@type': 'GeoShape', box: bounds.join(' ') };
  const ring = listOf(geo.geoLocationPolygon).flatMap(({ polygonPoint }) => {
    const corner = objectOf(polygonPoint);
    return textOf(corner.pointLatitude) === ''
      ? []
      : [`${textOf(corner.pointLatitude)} ${textOf(corner.pointLongitude)}`];
  });
  return ring.length > 2 ? { '@type': 'GeoShape', polygon: ring.join(' ') } : '';
}

function listOrEmpty(value: unknown): string[] {
  return Array.isArray(value) ? value.map(textOf).filter((text) => text !== '') : [];
}

/** One value as itself, several as a list: the compact form of JSON-LD. */
function single(values: readonly Json[]): Json {
  return values.length === 1 ? (values[0] ?? '') : values;
}

function withoutEmpty(object: Readonly<Record<string, Json>>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(object).filter(
      ([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
