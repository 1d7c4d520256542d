import type { AttributeRule, ElementRule, TextType } from './rules.ts';
import { attribute, compound, inline, item, language, list, object, repeat } from './rules.ts';

/** The compound entries of the schema table: people, places, funding, related items. */
const uri = 'uri' as const;
const plain = 'string' as const;

export const schemeUri = attribute('schemeURI', 'schemeUri', uri);

/** The service's relation to a related item is narrower than the schema: it takes no language. */
const dropped = { unaccepted: true } as const;

function nameParts(element: string, type: TextType, lang: Partial<AttributeRule>): ElementRule[] {
  return [
    inline(
      element,
      { member: 'name', type },
      {
        min: 1,
        written: 'always',
        attributes: [
          attribute('nameType', 'nameType', 'nameType', { since: '4.1' }),
          language({ since: '4.2', ...lang }),
        ],
      },
    ),
    inline('givenName', { member: 'givenName', type: 'untyped' }),
    inline('familyName', { member: 'familyName', type: 'untyped' }),
  ];
}

const nameIdentifier = repeat(
  'nameIdentifier',
  'nameIdentifiers',
  { member: 'nameIdentifier', type: 'untyped' },
  [
    attribute('nameIdentifierScheme', 'nameIdentifierScheme', plain, { whenMissing: '' }),
    attribute('schemeURI', 'schemeUri', uri, { whenMissing: '' }),
  ],
);

const affiliation = repeat('affiliation', 'affiliation', { member: 'name', type: 'untyped' }, [
  attribute('affiliationIdentifier', 'affiliationIdentifier', plain, { since: '4.3' }),
  attribute('affiliationIdentifierScheme', 'affiliationIdentifierScheme', plain, { since: '4.3' }),
  { ...schemeUri, since: '4.3' },
]);

export const unwritten = { unwritten: true } as const;

export const creator = compound('creator', [
  ...nameParts('creatorName', 'string', unwritten),
  nameIdentifier,
  affiliation,
]);

export const contributor = compound(
  'contributor',
  [...nameParts('contributorName', 'nonEmpty', unwritten), nameIdentifier, affiliation],
  {
    attributes: [
      attribute('contributorType', 'contributorType', 'contributorType', {
        required: true,
        whenMissing: '',
      }),
    ],
  },
);

export const titleAttributes = (lang: Partial<AttributeRule> = {}): AttributeRule[] => [
  attribute('titleType', 'titleType', 'titleType'),
  language(lang),
];

export const relatedMetadata = (
  schemeMember: string,
  more: Partial<AttributeRule>,
): AttributeRule[] => [
  attribute('relatedMetadataScheme', 'relatedMetadataScheme', 'untyped', more),
  attribute('schemeURI', schemeMember, uri, more),
  attribute('schemeType', 'schemeType', 'untyped', more),
];

export const relationAttributes: AttributeRule[] = [
  attribute('relationType', 'relationType', 'relationType', { required: true }),
  attribute('relationTypeInformation', 'relationTypeInformation', 'untyped', { since: '4.7' }),
];

const coordinate = (xml: string, type: 'latitude' | 'longitude'): ElementRule =>
  inline(xml, { member: xml, type }, { min: 1, written: 'always' });

const pointChildren = [
  coordinate('pointLatitude', 'latitude'),
  coordinate('pointLongitude', 'longitude'),
];

const polygon: ElementRule = {
  xml: 'geoLocationPolygon',
  place: 'tagged',
  member: 'geoLocationPolygon',
  attributes: [],
  order: 'sequence',
  min: 0,
  max: Infinity,
  written: 'notNull',
  children: [
    compound('polygonPoint', pointChildren, { order: 'all', min: 4 }),
    compound('inPolygonPoint', pointChildren, { order: 'all', max: 1, since: '4.1' }),
  ],
};

export const geoLocation = compound(
  'geoLocation',
  [
    inline(
      'geoLocationPlace',
      { member: 'geoLocationPlace', type: 'untyped' },
      { written: 'notNull' },
    ),
    object('geoLocationPoint', 'geoLocationPoint', {
      order: 'all',
      written: 'notNull',
      children: pointChildren,
    }),
    object('geoLocationBox', 'geoLocationBox', {
      order: 'all',
      written: 'notNull',
      children: [
        coordinate('westBoundLongitude', 'longitude'),
        coordinate('eastBoundLongitude', 'longitude'),
        coordinate('southBoundLatitude', 'latitude'),
        coordinate('northBoundLatitude', 'latitude'),
      ],
    }),
    polygon,
  ],
  { order: 'choice' },
);

export const fundingReference = compound(
  'fundingReference',
  [
    inline('funderName', { member: 'funderName', type: 'nonEmpty' }, { min: 1, written: 'always' }),
    inline(
      'funderIdentifier',
      { member: 'funderIdentifier', type: plain },
      {
        attributes: [
          attribute('funderIdentifierType', 'funderIdentifierType', 'funderIdentifierType', {
            required: true,
          }),
          { ...schemeUri, since: '4.3', unwritten: true },
        ],
      },
    ),
    inline(
      'awardNumber',
      { member: 'awardNumber', type: plain },
      {
        written: 'filled',
        attributes: [attribute('awardURI', 'awardUri', uri)],
      },
    ),
    inline('awardTitle', { member: 'awardTitle', type: 'untyped' }),
  ],
  { order: 'all' },
);

export const relatedItem = compound(
  'relatedItem',
  [
    object('relatedItemIdentifier', 'relatedItemIdentifier', {
      text: { member: 'relatedItemIdentifier', type: plain },
      attributes: [
        attribute(
          'relatedItemIdentifierType',
          'relatedItemIdentifierType',
          'relatedIdentifierType',
        ),
        // XML case in JSON too: a quirk of the service.
        ...relatedMetadata('schemeURI', {}),
      ],
    }),
    list('creators', compound('creator', nameParts('creatorName', 'string', dropped))),
    list('titles', item('title', { member: 'title', type: plain }, titleAttributes(dropped)), {
      written: 'always',
    }),
    inline('publicationYear', { member: 'publicationYear', type: 'year' }),
    inline('volume', { member: 'volume', type: 'untyped' }),
    inline('issue', { member: 'issue', type: 'untyped' }),
    inline(
      'number',
      { member: 'number', type: plain },
      {
        attributes: [attribute('numberType', 'numberType', 'numberType')],
      },
    ),
    inline('firstPage', { member: 'firstPage', type: 'untyped' }),
    inline('lastPage', { member: 'lastPage', type: 'untyped' }),
    inline('publisher', { member: 'publisher', type: 'untyped' }),
    inline('edition', { member: 'edition', type: 'untyped' }),
    list(
      'contributors',
      compound('contributor', nameParts('contributorName', 'string', dropped), {
        attributes: [
          attribute('contributorType', 'contributorType', 'contributorType', {
            required: true,
            whenMissing: 'Other',
          }),
        ],
      }),
    ),
  ],
  {
    attributes: [
      attribute('relatedItemType', 'relatedItemType', 'resourceTypeGeneral', { required: true }),
      ...relationAttributes,
    ],
  },
);
