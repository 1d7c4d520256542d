import type {
  Attributes,
  Contributor,
  Creator,
  DateEntry,
  FundingReference,
  GeoLocation,
  RelatedIdentifier,
  RelatedItem,
} from '../attributes.ts';
import { namespace } from '../schema/properties.ts';
import { between, chance, isoDate, orcid, pick, ror, sample, suffix, times } from './random.ts';
import type { Random } from './random.ts';
import * as words from './words.ts';

/**
 * A record as a careful repository would write it, valid for publication: for benchmarks, samples and
 * tests. The same source of numbers gives the same record. The median record is about 2 KB of JSON
 * with some 18 properties.
 */
export function generateRecord(
  random: Random,
  options: { readonly doi?: string } = {},
): Attributes {
  const doi = options.doi ?? `10.14454/${suffix(random)}`;
  const year = between(1998, 2026, random);
  const field = pick(words.fields, random);
  const kind = pick(
    ['Dataset', 'Dataset', 'Dataset', 'Software', 'Image', 'Text', 'Collection', 'Model'],
    random,
  );
  const [organisation] = sample(words.organisations, 1, random);
  return {
    doi,
    url: `https://data.example.org/items/${doi.split('/').at(-1) ?? ''}`,
    creators: times(between(1, 3, random), () => person(random)),
    titles: titles(field, random),
    publisher: {
      name: organisation ?? 'Data Commons Cooperative',
      publisherIdentifier: `https://ror.org/${ror(random)}`,
      publisherIdentifierScheme: 'ROR',
      schemeUri: 'https://ror.org',
    },
    publicationYear: year,
    types: {
      resourceTypeGeneral: kind,
      resourceType: `${pick(['Raw', 'Processed', 'Curated'], random)} ${kind.toLowerCase()}`,
    },
    subjects: sample(words.keywords, between(2, 5, random), random).map((subject) => ({
      subject,
      lang: 'en',
    })),
    ...(chance(0.6, random) ? { contributors: [contributor(random)] } : {}),
    dates: dates(year, random),
    language: pick(['en', 'de', 'fr', 'ja', 'es'], random),
    identifiers: [
      { identifier: `REC-${between(1, 99999, random)}`, identifierType: 'Local accession number' },
    ],
    relatedIdentifiers: times(between(1, 2, random), () => related(random)),
    ...(chance(0.6, random)
      ? { sizes: [`${between(1, 900, random)} MB`, `${between(1, 400, random)} files`] }
      : {}),
    formats: sample(words.formats, between(1, 2, random), random),
    version: `${between(1, 4, random)}.${between(0, 9, random)}`,
    rightsList: [licence(random)],
    descriptions: descriptions(field, random),
    ...(chance(0.6, random) ? { geoLocations: [place(random)] } : {}),
    ...(chance(0.7, random) ? { fundingReferences: [funding(random)] } : {}),
    ...(chance(0.2, random) ? { relatedItems: [journal(random)] } : {}),
    schemaVersion: namespace,
  };
}

function person(random: Random): Creator {
  if (chance(0.12, random))
    return { name: pick(words.organisations, random), nameType: 'Organizational' };
  const [familyName, givenName] = pick(words.people, random);
  const identifier = {
    nameIdentifier: `https://orcid.org/${orcid(random)}`,
    nameIdentifierScheme: 'ORCID',
    schemeUri: 'https://orcid.org',
  };
  return {
    name: `${familyName}, ${givenName}`,
    nameType: 'Personal',
    givenName,
    familyName,
    ...(chance(0.7, random) ? { nameIdentifiers: [identifier] } : {}),
    affiliation: [affiliation(random)],
  };
}

function affiliation(random: Random): NonNullable<Creator['affiliation']>[number] {
  const name = pick(words.organisations, random);
  if (chance(0.5, random)) return { name };
  const affiliationIdentifier = `https://ror.org/${ror(random)}`;
  return {
    name,
    affiliationIdentifier,
    affiliationIdentifierScheme: 'ROR',
    schemeUri: 'https://ror.org',
  };
}

function contributor(random: Random): Contributor {
  return {
    ...person(random),
    contributorType: pick(['DataCurator', 'ContactPerson', 'DataManager', 'Researcher'], random),
  };
}

function titles(field: string, random: Random): NonNullable<Attributes['titles']> {
  const title = `${pick(words.forms, random)} ${field} in ${pick(words.places, random)}`;
  const main = { title, lang: 'en' };
  if (!chance(0.25, random)) return [main];
  return [main, { title: `Part ${between(1, 9, random)}`, titleType: 'Subtitle', lang: 'en' }];
}

function dates(year: number, random: Random): DateEntry[] {
  return [
    { date: isoDate(year, random), dateType: 'Issued' },
    { date: `${isoDate(year - 2, random)}/${isoDate(year - 1, random)}`, dateType: 'Collected' },
    ...(chance(0.3, random)
      ? [{ date: String(year), dateType: 'Updated', dateInformation: 'Corrections' }]
      : []),
  ];
}

function related(random: Random): RelatedIdentifier {
  const relationType = pick(
    ['IsSupplementTo', 'References', 'IsPartOf', 'IsVersionOf', 'IsDerivedFrom'],
    random,
  );
  if (chance(0.2, random)) {
    return {
      relatedIdentifier: `https://www.example.org/notes/${between(1, 999, random)}`,
      relatedIdentifierType: 'URL',
      relationType,
    };
  }
  return {
    relatedIdentifier: `10.5072/${suffix(random)}`,
    relatedIdentifierType: 'DOI',
    relationType,
  };
}

function licence(random: Random): NonNullable<Attributes['rightsList']>[number] {
  const [rights, rightsUri, identifier] = pick(words.licences, random);
  return {
    rights,
    rightsUri,
    // The form in which the service stores them.
    rightsIdentifier: identifier.toLowerCase(),
    rightsIdentifierScheme: 'SPDX',
    schemeUri: 'https://spdx.org/licenses/',
  };
}

function descriptions(field: string, random: Random): NonNullable<Attributes['descriptions']> {
  const text = sample(words.sentences, between(1, 4, random), random).join(' ');
  const abstract = {
    description: `This item holds data on ${field}. ${text}`,
    descriptionType: 'Abstract',
    lang: 'en',
  };
  if (!chance(0.25, random)) return [abstract];
  return [
    abstract,
    { description: pick(words.sentences, random), descriptionType: 'Methods', lang: 'en' },
  ];
}

const degrees = (limit: number, random: Random): number =>
  Math.round((random() * 2 - 1) * limit * 1000) / 1000;

function place(random: Random): GeoLocation {
  const pointLongitude = degrees(170, random);
  const pointLatitude = degrees(80, random);
  const geoLocationPlace = pick(words.places, random);
  if (chance(0.6, random))
    return { geoLocationPlace, geoLocationPoint: { pointLongitude, pointLatitude } };
  return {
    geoLocationPlace,
    geoLocationBox: {
      westBoundLongitude: pointLongitude,
      eastBoundLongitude: pointLongitude + 2,
      southBoundLatitude: pointLatitude,
      northBoundLatitude: pointLatitude + 1,
    },
  };
}

function funding(random: Random): FundingReference {
  const [funderName, funderIdentifier, funderIdentifierType] = pick(words.funders, random);
  return {
    funderName,
    funderIdentifier,
    funderIdentifierType,
    awardNumber: `AW-${between(1000, 9999, random)}`,
  };
}

function journal(random: Random): RelatedItem {
  return {
    relatedItemType: 'Journal',
    relationType: 'IsPublishedIn',
    relatedItemIdentifier: {
      relatedItemIdentifier: '1234-5679',
      relatedItemIdentifierType: 'ISSN',
    },
    titles: [{ title: `Journal of ${pick(words.fields, random)}` }],
    publicationYear: between(2000, 2026, random),
    volume: String(between(1, 40, random)),
    firstPage: String(between(1, 300, random)),
  };
}
