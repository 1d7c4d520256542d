import { asDoi, doiKey } from '../doi/doi.ts';
import type { Doi } from '../doi/doi.ts';
import type {
  AlternateIdentifier,
  Attributes,
  Contributor,
  Creator,
  DateEntry,
  Description,
  RelatedIdentifier,
  Rights,
  Subject,
  Title,
} from '../metadata/attributes.ts';
import { readLandingUrl } from '../values/landing-url.ts';
import type { LandingUrl } from '../values/landing-url.ts';
import { listOf, objectOf, textOf } from '../values/tolerant.ts';
import { placesOfPeople } from './creators.ts';
import { relatedKey } from './prepared-context.ts';
import type { PreparedContext } from './prepared-context.ts';

/** A related identifier with its place in the list and, for a DOI, the key to compare by. */
export interface Relation {
  readonly index: number;
  readonly type: string;
  readonly value: string;
  readonly key: string | null;
  readonly raw: RelatedIdentifier;
}

/** A record as the rules read it: every list a list, every text a text, whatever came in. Built once. */
export interface RecordView {
  readonly attributes: Attributes;
  readonly context: PreparedContext;
  readonly doi: Doi | null;
  readonly doiKey: string;
  readonly url: string;
  readonly landing: LandingUrl | null;
  readonly creators: readonly Creator[];
  /** The places of those creators who are people, and no organisations. */
  readonly people: readonly number[];
  readonly contributors: readonly Contributor[];
  readonly titles: readonly Title[];
  readonly descriptions: readonly Description[];
  readonly rights: readonly Rights[];
  readonly subjects: readonly Subject[];
  readonly relations: readonly Relation[];
  /** The first title without a type, else the first. */
  readonly title: string;
  readonly titleIndex: number;
  readonly abstract: string;
  readonly abstractIndex: number;
  readonly version: string;
  readonly publisher: string;
  readonly publisherRor: string;
  readonly publisherIsObject: boolean;
  readonly typeGeneral: string;
  readonly typeText: string;
  /** NaN when there is none. */
  readonly year: number;
  /** Data, code or a model: things that are reproduced, not only read. */
  readonly isResearchObject: boolean;
}

const researchObjects = new Set([
  'Dataset',
  'Model',
  'Software',
  'Workflow',
  'ComputationalNotebook',
  'Collection',
]);

/** Prepares a record for the rules. Takes any input and never throws. */
export function viewRecord(attributes: Attributes, context: PreparedContext): RecordView {
  const creators = listOf(attributes.creators);
  const titles = listOf(attributes.titles);
  const descriptions = listOf(attributes.descriptions);
  const types = objectOf(attributes.types);
  const publisher = objectOf(attributes.publisher);
  const doi = asDoi(textOf(attributes.doi));
  const url = textOf(attributes.url);
  const titleIndex = Math.max(
    0,
    titles.findIndex((title) => textOf(title.titleType) === ''),
  );
  const abstractIndex = descriptions.findIndex(isAbstract);
  const typeGeneral = textOf(types.resourceTypeGeneral);
  return {
    attributes,
    context,
    doi,
    doiKey: doi === null ? '' : doiKey(doi),
    url,
    landing: url === '' ? null : readLandingUrl(url),
    creators,
    people: placesOfPeople(creators),
    contributors: listOf(attributes.contributors),
    titles,
    descriptions,
    rights: listOf(attributes.rightsList),
    subjects: listOf(attributes.subjects),
    relations: relationsOf(attributes),
    title: textOf(titles[titleIndex]?.title),
    titleIndex,
    abstract: textOf(descriptions[abstractIndex]?.description),
    abstractIndex,
    version: textOf(attributes.version),
    publisher:
      typeof attributes.publisher === 'string'
        ? attributes.publisher.trim()
        : textOf(publisher.name),
    publisherRor: textOf(publisher.publisherIdentifier),
    publisherIsObject: typeof attributes.publisher === 'object' && attributes.publisher !== null,
    typeGeneral,
    typeText: textOf(types.resourceType),
    year: Number(/^\d{4}$/.exec(textOf(attributes.publicationYear))?.[0] ?? Number.NaN),
    isResearchObject: researchObjects.has(typeGeneral),
  };
}

/** Not part of the view: most rules that ask for dates or identifiers do so of few records. */
export function datesOf(attributes: Attributes): readonly DateEntry[] {
  return listOf(attributes.dates);
}

export function identifiersOf(attributes: Attributes): readonly AlternateIdentifier[] {
  return listOf(attributes.identifiers);
}

export function isWithdrawn(attributes: Attributes): boolean {
  return datesOf(attributes).some(({ dateType }) => dateType === 'Withdrawn');
}

/** A missing type counts as Abstract: so the service writes it into the XML. */
function isAbstract({ description, descriptionType }: Description): boolean {
  return (descriptionType == null || descriptionType === 'Abstract') && textOf(description) !== '';
}

function relationsOf(attributes: Attributes): readonly Relation[] {
  return listOf(attributes.relatedIdentifiers).map((raw, index) => {
    const value = textOf(raw.relatedIdentifier);
    const isDoi = raw.relatedIdentifierType === 'DOI' || raw.relatedIdentifierType == null;
    return {
      index,
      type: textOf(raw.relationType),
      value,
      key: isDoi ? relatedKey(value) : null,
      raw,
    };
  });
}
