import {
  contributor,
  creator,
  fundingReference,
  geoLocation,
  relatedItem,
  relatedMetadata,
  relationAttributes,
  schemeUri,
  titleAttributes,
  unwritten,
} from './compounds.ts';
import type { ElementRule } from './rules.ts';
import { attribute, inline, item, language, list, object } from './rules.ts';

/**
 * DataCite Metadata Schema 4.7 as one table, in the order of its documentation (properties 1 to 20).
 * `written`, `whenMissing`, `unwritten` and `unaccepted` record what the service's own XML writer and
 * parameter filter do (bolognese 2.5.1, lupo 05afac46); see `rules.ts` for the words.
 */
export const namespace = 'http://datacite.org/schema/kernel-4';

const uri = 'uri' as const;
const plain = 'string' as const;

/** The properties of a record: the children of `resource`. */
export const properties: readonly ElementRule[] = [
  inline(
    'identifier',
    { member: 'doi', type: 'nonEmpty' },
    {
      min: 1,
      written: 'always',
      attributes: [{ xml: 'identifierType', type: 'untyped', required: true, whenMissing: 'DOI' }],
    },
  ),
  list('creators', { ...creator, min: 1 }, { min: 1, written: 'always' }),
  list(
    'titles',
    { ...item('title', { member: 'title', type: plain }, titleAttributes()), min: 1 },
    {
      min: 1,
      written: 'always',
    },
  ),
  object('publisher', 'publisher', {
    text: { member: 'name', type: 'nonEmpty' },
    min: 1,
    written: 'always',
    attributes: [
      attribute('publisherIdentifier', 'publisherIdentifier', plain, { since: '4.5' }),
      attribute('publisherIdentifierScheme', 'publisherIdentifierScheme', plain, { since: '4.5' }),
      { ...schemeUri, since: '4.5' },
      language({ since: '4.2' }),
    ],
  }),
  inline(
    'publicationYear',
    { member: 'publicationYear', type: 'year' },
    { min: 1, written: 'always' },
  ),
  object('resourceType', 'types', {
    text: { member: 'resourceType', type: plain },
    min: 1,
    attributes: [
      attribute('resourceTypeGeneral', 'resourceTypeGeneral', 'resourceTypeGeneral', {
        required: true,
      }),
    ],
  }),
  list(
    'subjects',
    item('subject', { member: 'subject', type: plain }, [
      attribute('subjectScheme', 'subjectScheme', 'untyped'),
      schemeUri,
      attribute('valueURI', 'valueUri', uri),
      attribute('classificationCode', 'classificationCode', uri, { since: '4.4' }),
      language(),
    ]),
  ),
  list('contributors', contributor),
  list(
    'dates',
    item('date', { member: 'date', type: plain }, [
      attribute('dateType', 'dateType', 'dateType', { required: true, whenMissing: 'Issued' }),
      attribute('dateInformation', 'dateInformation', 'untyped', { since: '4.1' }),
    ]),
  ),
  inline('language', { member: 'language', type: 'language' }),
  list(
    'alternateIdentifiers',
    item('alternateIdentifier', { member: 'identifier', type: plain }, [
      attribute('alternateIdentifierType', 'identifierType', 'untyped', {
        required: true,
        whenMissing: '',
      }),
    ]),
    { member: 'identifiers' },
  ),
  list(
    'relatedIdentifiers',
    item('relatedIdentifier', { member: 'relatedIdentifier', type: plain }, [
      attribute('relatedIdentifierType', 'relatedIdentifierType', 'relatedIdentifierType', {
        required: true,
      }),
      ...relationAttributes,
      attribute('resourceTypeGeneral', 'resourceTypeGeneral', 'resourceTypeGeneral', {
        since: '4.1',
      }),
      ...relatedMetadata('schemeUri', unwritten),
    ]),
  ),
  list('sizes', item('size', { type: plain }), { written: 'always' }),
  list('formats', item('format', { type: plain }), { written: 'always' }),
  inline('version', { member: 'version', type: plain }),
  list(
    'rightsList',
    item('rights', { member: 'rights', type: plain }, [
      attribute('rightsURI', 'rightsUri', uri),
      attribute('rightsIdentifier', 'rightsIdentifier', 'untyped', { since: '4.2' }),
      attribute('rightsIdentifierScheme', 'rightsIdentifierScheme', 'untyped', { since: '4.2' }),
      { ...schemeUri, since: '4.2' },
      language(),
    ]),
  ),
  list('descriptions', {
    ...item('description', { member: 'description', type: plain }, [
      attribute('descriptionType', 'descriptionType', 'descriptionType', {
        required: true,
        whenMissing: 'Abstract',
      }),
      language(),
    ]),
    lineBreaks: true,
  }),
  list('geoLocations', geoLocation),
  list('fundingReferences', fundingReference),
  list('relatedItems', relatedItem, { since: '4.4' }),
];

/** The whole schema: the root element and everything below it. */
export const resource: ElementRule = {
  xml: 'resource',
  place: 'item',
  attributes: [],
  children: properties,
  order: 'all',
  min: 1,
  max: 1,
  written: 'always',
};

/** Schema strings that a record may carry, by what the service does with them (`schemaVersion`). */
export const kernels = {
  /** What every request of ours says. */
  current: namespace,
  /** Refused when registered or findable: "Schema … is no longer supported". */
  retired: ['2.1', '2.2', '3', '3.0', '3.1'].map(
    (version) => `http://datacite.org/schema/kernel-${version}`,
  ),
  /** Validated; anything else switches the service's validation off (datacite#1893, #1894, #2185). */
  known: ['4', '4.0', '4.1', '4.2', '4.3'].map(
    (version) => `http://datacite.org/schema/kernel-${version}`,
  ),
} as const;
