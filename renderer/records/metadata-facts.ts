import { doiAddress, isUnrealDoi } from '#shared/doi/unreal-doi.ts';
import type {
  Attributes,
  Contributor,
  Creator,
  FundingReference,
  GeoLocation,
  RelatedIdentifier,
} from '#shared/metadata/attributes.ts';
import { formatDateTime } from '#shared/text/format.ts';

/** One line of a record as people read it: what it is, the value, and an identifier beside it. */
export interface MetadataFact {
  readonly name: string;
  readonly value: string;
  readonly detail?: string;
  /** A web address that may be opened. */
  readonly link?: string;
}

export interface MetadataGroups {
  readonly who: readonly MetadataFact[];
  readonly what: readonly MetadataFact[];
  readonly when: readonly MetadataFact[];
  readonly where: readonly MetadataFact[];
  readonly rights: readonly MetadataFact[];
  readonly relations: readonly MetadataFact[];
}

/** The attributes in the groups in which a person asks for them. Shows what is there, invents nothing. */
export function groupMetadata(attributes: Attributes): MetadataGroups {
  const { types, publisher } = attributes;
  const publisherName = typeof publisher === 'string' ? publisher : publisher?.name;
  const ror = typeof publisher === 'string' ? undefined : publisher?.publisherIdentifier;
  return {
    who: [
      ...list(attributes.creators).map((creator) => person('Creator', creator)),
      ...list(attributes.contributors).map((other) => person(words(other.contributorType), other)),
      ...one('Publisher', publisherName, ror),
      ...list(attributes.fundingReferences).map(funding),
    ],
    what: [
      ...list(attributes.titles).flatMap(({ title, titleType, lang }) =>
        one(titleType == null ? 'Title' : words(titleType), title, lang),
      ),
      ...one('Type', types?.resourceTypeGeneral, types?.resourceType),
      ...one('Version', attributes.version),
      ...one('Language', attributes.language),
      ...list(attributes.descriptions).flatMap(({ description, descriptionType }) =>
        one(words(descriptionType), description),
      ),
      ...one(
        'Subjects',
        list(attributes.subjects)
          .map((subject) => subject.subject)
          .join(', '),
      ),
      ...one('Sizes', list(attributes.sizes).join(', ')),
      ...one('Formats', list(attributes.formats).join(', ')),
    ],
    when: [
      ...one('Publication year', attributes.publicationYear),
      ...list(attributes.dates).flatMap(({ date, dateType, dateInformation }) =>
        one(words(dateType), date, dateInformation),
      ),
    ],
    where: [
      ...one('Landing page', attributes.url).map((fact) => withLink(fact, attributes.url)),
      ...list(attributes.identifiers).flatMap(({ identifier, identifierType }) =>
        one('Other identifier', identifier, identifierType),
      ),
      ...list(attributes.geoLocations).flatMap(place),
    ],
    rights: list(attributes.rightsList).flatMap(({ rights, rightsUri, rightsIdentifier }) =>
      one('Licence', rights ?? rightsIdentifier ?? rightsUri, rightsIdentifier).map((fact) =>
        withLink(fact, rightsUri),
      ),
    ),
    relations: list(attributes.relatedIdentifiers).flatMap(relation),
  };
}

function list<T>(values: readonly T[] | undefined): readonly T[] {
  return values ?? [];
}

function one(
  name: string,
  value: string | number | null | undefined,
  detail?: string | null,
): MetadataFact[] {
  if (value === undefined || value === null || value === '') return [];
  const shown = String(value);
  if (detail === undefined || detail === null || detail === '' || detail === shown) {
    return [{ name, value: shown }];
  }
  return [{ name, value: shown, detail }];
}

function withLink(fact: MetadataFact, link: string | null | undefined): MetadataFact {
  // Only web addresses are links; anything else stays text.
  return link != null && /^https?:\/\//i.test(link) ? { ...fact, link } : fact;
}

function person(name: string, who: Creator | Contributor): MetadataFact {
  const details = [
    ...list(who.nameIdentifiers).map((identifier) => identifier.nameIdentifier),
    ...list(who.affiliation).map((affiliation) => affiliation.name),
  ].filter((detail) => detail != null && detail !== '');
  return {
    name,
    value: who.name ?? [who.familyName, who.givenName].filter(Boolean).join(', '),
    ...(details.length === 0 ? {} : { detail: details.join(' · ') }),
  };
}

function funding(reference: FundingReference): MetadataFact {
  const details = [reference.awardNumber, reference.awardTitle].filter(Boolean).join(' · ');
  return {
    name: 'Funder',
    value: reference.funderName ?? '',
    ...(details === '' ? {} : { detail: details }),
  };
}

function relation(related: RelatedIdentifier): MetadataFact[] {
  const { relatedIdentifier, relatedIdentifierType, relationType } = related;
  return one(words(relationType), relatedIdentifier, relatedIdentifierType).map((fact) =>
    withLink(
      fact,
      relatedIdentifierType === 'DOI'
        ? isUnrealDoi(relatedIdentifier ?? '')
          ? null
          : doiAddress(relatedIdentifier ?? '')
        : relatedIdentifier,
    ),
  );
}

function place(location: GeoLocation): MetadataFact[] {
  const { geoLocationPlace, geoLocationPoint: point, geoLocationBox: box } = location;
  const coordinates =
    point !== undefined
      ? `${point.pointLatitude ?? '?'}, ${point.pointLongitude ?? '?'}`
      : box !== undefined
        ? `${box.southBoundLatitude ?? '?'} to ${box.northBoundLatitude ?? '?'}, ${box.westBoundLongitude ?? '?'} to ${box.eastBoundLongitude ?? '?'}`
        : undefined;
  return one('Place', geoLocationPlace ?? coordinates, coordinates);
}

/** `IsNewVersionOf` as `Is new version of`; the schema's own word stays recognisable. */
export function words(term: string | null | undefined): string {
  if (term == null || term === '') return 'Not typed';
  const spaced = term.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** A time of the record's life, or a dash-free word for none. */
export function momentOr(timestamp: string | null, otherwise: string): string {
  return timestamp === null ? otherwise : formatDateTime(timestamp);
}
