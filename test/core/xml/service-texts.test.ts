import { describe, expect, it } from 'vitest';
import { validateXsd } from '#core/xml/validate-xsd.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { writeDataciteXml } from '#shared/metadata/xml/write.ts';

const kernel = '{http://datacite.org/schema/kernel-4}';

const sound: Attributes = {
  creators: [{ name: 'Lindqvist, Maja' }],
  titles: [{ title: 'Ice' }],
  publisher: { name: 'Data Commons' },
  publicationYear: 2026,
  types: { resourceTypeGeneral: 'Dataset' },
};

/** The first violation of a record as the service would write it. */
function firstOf(
  changes: Attributes,
): { element: string; attribute?: string; message: string; line: number } | undefined {
  const [problem] = validateXsd(writeDataciteXml({ ...sound, ...changes }, '10.14454/ABC'));
  if (problem === undefined) return undefined;
  const { element, attribute, message, line } = problem;
  return { element, message, line, ...(attribute === undefined ? {} : { attribute }) };
}

const polygon = [1, 2, 3].map((pointLatitude) => ({
  polygonPoint: { pointLatitude, pointLongitude: 1 },
}));

// The texts that the API returns, as `datacite.md` quotes them (1.8).
describe('libxml2\u2019s words on a record as the service writes it', () => {
  it('are none for a sound record', () => {
    expect(firstOf({})).toBeUndefined();
  });

  it.each<
    [string, Attributes, { element: string; attribute?: string; message: string; line?: number }]
  >([
    [
      'no creators',
      { creators: [] },
      {
        element: 'creators',
        line: 4,
        message: `Missing child element(s). Expected is ( ${kernel}creator ).`,
      },
    ],
    [
      'no titles',
      { titles: [] },
      { element: 'titles', message: `Missing child element(s). Expected is ( ${kernel}title ).` },
    ],
    [
      'no publisher',
      { publisher: null },
      {
        element: 'publisher',
        message:
          "[facet 'minLength'] The value has a length of '0'; this underruns the allowed minimum length of '1'.",
      },
    ],
    [
      'no year',
      { publicationYear: null },
      {
        element: 'publicationYear',
        message: String.raw`[facet 'pattern'] The value '' is not accepted by the pattern '[\d]{4}'.`,
      },
    ],
    [
      'a relation without its type',
      { relatedIdentifiers: [{ relatedIdentifier: 'x', relatedIdentifierType: 'DOI' }] },
      {
        element: 'relatedIdentifier',
        message: "The attribute 'relationType' is required but missing.",
      },
    ],
    [
      'a latitude of 91',
      { geoLocations: [{ geoLocationPoint: { pointLatitude: 91, pointLongitude: 0 } }] },
      {
        element: 'pointLatitude',
        message:
          "[facet 'maxInclusive'] The value '91' is greater than the maximum value allowed ('90').",
      },
    ],
    [
      'a latitude in words',
      { geoLocations: [{ geoLocationPoint: { pointLatitude: '45°N', pointLongitude: 0 } }] },
      {
        element: 'pointLatitude',
        message: `'45°N' is not a valid value of the atomic type '${kernel}latitudeType'.`,
      },
    ],
    [
      'a polygon of three points',
      { geoLocations: [{ geoLocationPolygon: polygon }] },
      {
        element: 'geoLocationPolygon',
        message: `Missing child element(s). Expected is ( ${kernel}polygonPoint ).`,
      },
    ],
    [
      'a name type in lower case',
      { creators: [{ name: 'A', nameType: 'personal' }] },
      {
        element: 'creatorName',
        attribute: 'nameType',
        message:
          "[facet 'enumeration'] The value 'personal' is not an element of the set {'Organizational', 'Personal'}.",
      },
    ],
  ])('are the service\u2019s for %s', (_, changes, expected) => {
    expect(firstOf(changes)).toMatchObject(expected);
  });

  it('list what may follow, in the order of the documentation, when the resource type is missing', () => {
    const listed = [
      'resourceType',
      'subjects',
      'contributors',
      'dates',
      'language',
      'alternateIdentifiers',
    ];
    const found = firstOf({ types: {} });
    expect(found?.element).toBe('resource');
    expect(found?.message).toContain(
      `Missing child element(s). Expected is one of ( ${listed.map((name) => kernel + name).join(', ')}`,
    );
  });

  it('list the resource types in alphabetical order when one is misspelt', () => {
    const found = firstOf({ types: { resourceTypeGeneral: 'dataset' } });
    expect(found).toMatchObject({ element: 'resourceType', attribute: 'resourceTypeGeneral' });
    expect(found?.message).toMatch(
      /^\[facet 'enumeration'\] The value 'dataset' is not an element of the set \{'Audiovisual', 'Award', .*'Workflow', 'Other'\}\.$/,
    );
  });
});

describe('the service\u2019s XML', () => {
  it('leaves out and fills in what the service does', () => {
    const xml = writeDataciteXml(
      {
        ...sound,
        creators: [{ name: 'M. L.', familyName: 'Lindqvist', givenName: 'Maja', lang: 'en' }],
        publicationYear: '2026-05-01',
        types: { schemaOrg: 'SoftwareSourceCode' },
        dates: [{ date: '2026' }],
        descriptions: [{ description: 'a<br>b' }],
        identifiers: [{ identifier: '10.1/x', identifierType: 'DOI' }],
        fundingReferences: [
          {
            funderName: 'F',
            funderIdentifier: 'x',
            funderIdentifierType: 'Other',
            schemeUri: 'https://s',
          },
        ],
        geoLocations: [{ geoLocationPlace: 'Here' }],
        relatedItems: [{ relatedItemType: 'Journal', relationType: 'IsPublishedIn', volume: '7' }],
      },
      '10.14454/ABC',
    );
    expect(
      xml
        .split('\n')
        .slice(2, -2)
        .map((line) => line.trim()),
    ).toEqual([
      '<identifier identifierType="DOI">10.14454/ABC</identifier>',
      '<creators>',
      '<creator>',
      '<creatorName>Lindqvist, Maja</creatorName>',
      '<givenName>Maja</givenName>',
      '<familyName>Lindqvist</familyName>',
      '</creator>',
      '</creators>',
      '<titles>',
      '<title>Ice</title>',
      '</titles>',
      '<publisher>Data Commons</publisher>',
      '<publicationYear>2026</publicationYear>',
      '<resourceType resourceTypeGeneral="Software"/>',
      '<dates>',
      '<date dateType="Issued">2026</date>',
      '</dates>',
      '<relatedItems>',
      '<relatedItem relatedItemType="Journal" relationType="IsPublishedIn">',
      '<titles/>',
      '<volume>7</volume>',
      '</relatedItem>',
      '</relatedItems>',
      '<sizes/>',
      '<formats/>',
      '<descriptions>',
      '<description descriptionType="Abstract">a&lt;br&gt;b</description>',
      '</descriptions>',
      '<geoLocations>',
      '<geoLocation>',
      '<geoLocationPlace>Here</geoLocationPlace>',
      '</geoLocation>',
      '</geoLocations>',
      '<fundingReferences>',
      '<fundingReference>',
      '<funderName>F</funderName>',
      '<funderIdentifier funderIdentifierType="Other">x</funderIdentifier>',
      '</fundingReference>',
      '</fundingReferences>',
    ]);
    expect(validateXsd(xml)).toEqual([]);
  });
});

describe('lossless XML', () => {
  it('passes over empty entries and keeps what the service would leave out', () => {
    const record = {
      titles: [null, { title: 'Ice' }],
      creators: [{ name: 'A', lang: 'en' }],
      subjects: [],
      sizes: [null, '3 MB'],
    } as unknown as Attributes;
    const xml = writeDataciteXml(record, '10.14454/ABC', { lossless: true });
    expect(
      xml
        .split('\n')
        .slice(3, -2)
        .map((line) => line.trim())
        .join(''),
    ).toBe(
      '<creators><creator><creatorName xml:lang="en">A</creatorName></creator></creators>' +
        '<titles><title>Ice</title></titles><sizes><size>3 MB</size></sizes>',
    );
  });
});
