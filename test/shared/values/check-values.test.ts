import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { checkValues } from '#shared/values/check-values.ts';
import type { ValueCode } from '#shared/values/value-finding.ts';

/** One failing record for each code, with the path where it must be found. */
const failing: Readonly<Record<ValueCode, readonly [Attributes, string]>> = {
  'orcid-invalid': [
    {
      creators: [
        {
          name: 'A, B',
          nameIdentifiers: [
            {
              nameIdentifier: 'https://orcid.org/0000-0002-1825-0098',
              nameIdentifierScheme: 'ORCID',
            },
          ],
        },
      ],
    },
    'creators[0].nameIdentifiers[0].nameIdentifier',
  ],
  'isni-invalid': [
    {
      fundingReferences: [
        { funderName: 'F', funderIdentifier: '123', funderIdentifierType: 'ISNI' },
      ],
    },
    'fundingReferences[0].funderIdentifier',
  ],
  'ror-invalid': [
    {
      publisher: {
        name: 'P',
        publisherIdentifier: 'https://ror.org/04wxnsj82',
        publisherIdentifierScheme: 'ROR',
      },
    },
    'publisher.publisherIdentifier',
  ],
  'funder-id-invalid': [
    {
      fundingReferences: [
        { funderName: 'F', funderIdentifier: '10.1/x', funderIdentifierType: 'Crossref Funder ID' },
      ],
    },
    'fundingReferences[0].funderIdentifier',
  ],
  'name-type-missing': [
    {
      contributors: [{ name: 'University of Vienna', contributorType: 'HostingInstitution' }],
    },
    'contributors[0].nameType',
  ],
  'name-untidy': [{ creators: [{ name: 'Miller, Elizabeth,' }] }, 'creators[0].name'],
  'related-identifier-form': [
    {
      relatedIdentifiers: [
        {
          relatedIdentifier: 'https://doi.org/10.5072/abc',
          relatedIdentifierType: 'DOI',
          relationType: 'References',
        },
      ],
    },
    'relatedIdentifiers[0].relatedIdentifier',
  ],
  'identifier-not-url': [
    {
      creators: [
        {
          name: 'A, B',
          nameIdentifiers: [
            { nameIdentifier: '0000-0002-1825-0097', nameIdentifierScheme: 'ORCID' },
          ],
        },
      ],
    },
    'creators[0].nameIdentifiers[0].nameIdentifier',
  ],
  'identifier-scheme-missing': [
    {
      creators: [
        {
          name: 'A, B',
          affiliation: [{ name: 'U', affiliationIdentifier: 'https://ror.org/04wxnsj81' }],
        },
      ],
    },
    'creators[0].affiliation[0].affiliationIdentifier',
  ],
  'identifier-value-missing': [
    { contributors: [{ name: 'A, B', nameIdentifiers: [{ nameIdentifierScheme: 'ORCID' }] }] },
    'contributors[0].nameIdentifiers[0]',
  ],
  'name-type-doubtful': [
    { creators: [{ name: 'University of Vienna', nameType: 'Personal' }] },
    'creators[0].nameType',
  ],
  'name-holds-several': [{ creators: [{ name: 'A. Smith and B. Jones' }] }, 'creators[0].name'],
  'contributor-type-doubtful': [
    {
      contributors: [{ name: 'A, B', nameType: 'Personal', contributorType: 'HostingInstitution' }],
    },
    'contributors[0].contributorType',
  ],
  'date-malformed': [{ dates: [{ date: '2020' }, { date: '31/12/2020' }] }, 'dates[1].date'],
  'date-range-reversed': [{ dates: [{ date: '2020/2019' }] }, 'dates[0].date'],
  'related-identifier-malformed': [
    { relatedIdentifiers: [{ relatedIdentifier: 'see there', relatedIdentifierType: 'DOI' }] },
    'relatedIdentifiers[0].relatedIdentifier',
  ],
  'related-identifier-check-digit': [
    {
      relatedItems: [
        {
          relatedItemIdentifier: {
            relatedItemIdentifier: '978-3-905673-82-2',
            relatedItemIdentifierType: 'ISBN',
          },
        },
      ],
    },
    'relatedItems[0].relatedItemIdentifier.relatedItemIdentifier',
  ],
  'related-identifier-type': [
    {
      relatedIdentifiers: [
        { relatedIdentifier: 'https://doi.org/10.5072/a', relatedIdentifierType: 'URL' },
      ],
    },
    'relatedIdentifiers[0].relatedIdentifierType',
  ],
  'relation-information-missing': [
    {
      relatedIdentifiers: [
        { relatedIdentifier: '10.5072/a', relatedIdentifierType: 'DOI', relationType: 'Other' },
      ],
    },
    'relatedIdentifiers[0].relationTypeInformation',
  ],
  'geo-box-reversed': [
    { geoLocations: [{ geoLocationBox: { southBoundLatitude: 2, northBoundLatitude: 1 } }] },
    'geoLocations[0].geoLocationBox',
  ],
  'geo-polygon-open': [
    {
      geoLocations: [
        {
          geoLocationPolygon: [
            { polygonPoint: { pointLongitude: 1, pointLatitude: 1 } },
            { polygonPoint: { pointLongitude: 2, pointLatitude: 1 } },
          ],
        },
      ],
    },
    'geoLocations[0].geoLocationPolygon',
  ],
  'geo-point-suspicious': [
    { geoLocations: [{ geoLocationPoint: { pointLongitude: 0, pointLatitude: '0' } }] },
    'geoLocations[0].geoLocationPoint',
  ],
  'geo-point-outside': [
    {
      geoLocations: [
        {
          geoLocationPolygon: [
            { polygonPoint: { pointLongitude: 0, pointLatitude: 0 } },
            { polygonPoint: { pointLongitude: 0, pointLatitude: 9 } },
            { polygonPoint: { pointLongitude: 9, pointLatitude: 9 } },
            { polygonPoint: { pointLongitude: 0, pointLatitude: 0 } },
            { inPolygonPoint: { pointLongitude: 8, pointLatitude: 1 } },
          ],
        },
      ],
    },
    'geoLocations[0].geoLocationPolygon',
  ],
  'rights-identifier-unknown': [
    { rightsList: [{ rights: 'X', rightsIdentifier: 'cc-by', rightsIdentifierScheme: 'SPDX' }] },
    'rightsList[0].rightsIdentifier',
  ],
  'language-unknown': [{ language: 'multilingual' }, 'language'],
  'text-mojibake': [{ titles: [{ title: 'Fine' }, { title: 'Theyâ€™ve' }] }, 'titles[1].title'],
};

describe('the check of values', () => {
  it.each(Object.entries(failing))(
    'finds %s once, at its path, as no error',
    (code, [attributes, path]) => {
      const findings = checkValues(attributes);
      expect(findings.map((finding) => [finding.code, finding.path])).toEqual([[code, path]]);
      expect(findings[0]?.severity).not.toBe('error');
    },
  );

  it('finds nothing in a record whose values are sound', () => {
    expect(checkValues(soundRecord)).toEqual([]);
  });

  it('reads a single object as a list of one, as the service does', () => {
    const record = { dates: { date: '2020/2019' } } as unknown as Attributes;
    expect(checkValues(record).map((finding) => finding.path)).toEqual(['dates[0].date']);
  });

  it('offers a fix that settles the finding', () => {
    const [finding] = checkValues(failing['date-malformed'][0]);
    expect(finding?.fix).toEqual({
      label: 'Write 2020-12-31',
      changes: [{ path: 'dates[1].date', value: '2020-12-31' }],
    });
  });

  it('takes any JSON under any name without throwing', () => {
    const names = [
      'creators',
      'contributors',
      'titles',
      'publisher',
      'dates',
      'relatedIdentifiers',
      'relatedItems',
      'geoLocations',
      'rightsList',
      'language',
      'subjects',
      'descriptions',
      'fundingReferences',
    ];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.jsonValue()), (attributes) => {
        expect(Array.isArray(checkValues(attributes as Attributes))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

const soundRecord: Attributes = {
  creators: [
    {
      name: 'Miller, Elizabeth',
      nameType: 'Personal',
      nameIdentifiers: [
        { nameIdentifier: 'https://orcid.org/0000-0002-1825-0097', nameIdentifierScheme: 'ORCID' },
      ],
      affiliation: [
        {
          name: 'DataCite',
          affiliationIdentifier: 'https://ror.org/04wxnsj81',
          affiliationIdentifierScheme: 'ROR',
        },
      ],
    },
  ],
  publisher: {
    name: 'DataCite',
    publisherIdentifier: 'https://ror.org/04wxnsj81',
    publisherIdentifierScheme: 'ROR',
  },
  dates: [{ date: '2020-01-01/2020-12-31', dateType: 'Collected' }],
  language: 'en',
  relatedIdentifiers: [
    { relatedIdentifier: '10.5072/a', relatedIdentifierType: 'DOI', relationType: 'Cites' },
  ],
  rightsList: [{ rightsIdentifier: 'cc-by-4.0', rightsIdentifierScheme: 'SPDX' }],
  fundingReferences: [
    {
      funderName: 'EC',
      funderIdentifier: 'https://doi.org/10.13039/501100000780',
      funderIdentifierType: 'Crossref Funder ID',
    },
  ],
  geoLocations: [{ geoLocationPoint: { pointLongitude: 16.4, pointLatitude: 48.2 } }],
};
