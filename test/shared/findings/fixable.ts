import type { Attributes } from '#shared/metadata/attributes.ts';
import type { FindingCode } from '#shared/metadata/validate/sentences.ts';
import type { ValueCode } from '#shared/values/value-finding.ts';

/** Records that break what a fix can mend: members to put into a whole record. */
type Broken = Readonly<Record<string, unknown>>;

const creator = (more: Broken): Broken => ({ creators: [{ name: 'Miller, Elizabeth', ...more }] });
const contributor = (more: Broken): Broken => ({
  contributors: [{ name: 'Miller, Elizabeth', contributorType: 'Researcher', ...more }],
});
const corner = (pointLongitude: number, pointLatitude: number): Broken => ({
  polygonPoint: { pointLongitude, pointLatitude },
});
const related = (relatedIdentifier: string, more: Broken = {}): Broken => ({
  relatedIdentifiers: [
    { relatedIdentifier, relatedIdentifierType: 'DOI', relationType: 'References', ...more },
  ],
});

export const fixableValues: Partial<Record<ValueCode, readonly Broken[]>> = {
  'identifier-not-url': [
    creator({
      nameIdentifiers: [
        { nameIdentifier: 'http://orcid.org/0000-0002-1825-0097', nameIdentifierScheme: 'ORCID' },
      ],
    }),
    creator({
      affiliation: [
        { name: 'U', affiliationIdentifier: '04wxnsj81', affiliationIdentifierScheme: 'ROR' },
      ],
    }),
    creator({
      nameIdentifiers: [{ nameIdentifier: '0000 0001 2103 2683', nameIdentifierScheme: 'ISNI' }],
    }),
  ],
  'identifier-scheme-missing': [
    creator({ nameIdentifiers: [{ nameIdentifier: 'https://orcid.org/0000-0002-1825-0097' }] }),
    creator({ affiliation: [{ name: 'U', affiliationIdentifier: 'https://ror.org/04wxnsj81' }] }),
    {
      fundingReferences: [{ funderName: 'F', funderIdentifier: 'https://ror.org/04wxnsj81' }],
    },
  ],
  'identifier-value-missing': [
    creator({ nameIdentifiers: [{ nameIdentifierScheme: 'ORCID' }] }),
    creator({ affiliation: [{ name: 'U', affiliationIdentifierScheme: 'ROR' }] }),
  ],
  'name-type-doubtful': [creator({ name: 'University of Vienna', nameType: 'Personal' })],
  'name-type-missing': [
    contributor({ name: 'University of Vienna', contributorType: 'HostingInstitution' }),
    contributor({ familyName: 'Miller' }),
  ],
  'name-untidy': [
    creator({ name: ' Miller,  Elizabeth;' }),
    contributor({ familyName: 'Miller,', givenName: 'Elizabeth' }),
  ],
  'name-holds-several': [
    creator({ name: 'Smith, Jane; Doe, Anna' }),
    contributor({ name: 'Jane Smith and Anna Doe' }),
  ],
  'date-malformed': [{ dates: [{ date: '2020/5/1', dateType: 'Created' }] }],
  'date-range-reversed': [{ dates: [{ date: '2021/2020', dateType: 'Collected' }] }],
  'related-identifier-form': [related('https://doi.org/10.5072/abc'), related('doi:10.5072/abc')],
  'related-identifier-type': [
    related('https://doi.org/10.5072/abc', { relatedIdentifierType: 'URL' }),
    related('arXiv:2103.00020'),
  ],
  'geo-box-reversed': [
    {
      geoLocations: [
        {
          geoLocationBox: {
            westBoundLongitude: 1,
            eastBoundLongitude: 2,
            southBoundLatitude: 9,
            northBoundLatitude: 3,
          },
        },
      ],
    },
  ],
  'geo-polygon-open': [
    {
      geoLocations: [
        {
          geoLocationPolygon: [
            corner(0, 0),
            corner(4, 0),
            corner(4, 4),
            corner(0, 4),
            { inPolygonPoint: { pointLongitude: 2, pointLatitude: 2 } },
          ],
        },
      ],
    },
  ],
  'geo-point-suspicious': [
    { geoLocations: [{ geoLocationPoint: { pointLongitude: 0, pointLatitude: 0 } }] },
    { geoLocations: [{ geoLocationPoint: { pointLongitude: 50, pointLatitude: 120 } }] },
  ],
  'rights-identifier-unknown': [
    {
      rightsList: [
        {
          rightsIdentifier: 'CCBY4',
          rightsIdentifierScheme: 'SPDX',
          rightsUri: 'https://creativecommons.org/licenses/by/4.0/legalcode',
        },
      ],
    },
  ],
  'text-mojibake': [{ titles: [{ title: 'Soil they’ve named Ã¶de' }] }],
};

export const fixableRecords: Partial<Record<FindingCode, readonly Broken[]>> = {
  'doi-invalid': [{ doi: 'https://doi.org/10.14454/abc' }, { doi: 'doi:10.14454/abc' }],
  'url-invalid': [
    { url: 'https://data.uni-musterstadt.de/a b' },
    { url: 'www.uni-musterstadt.de/x' },
    { url: ' https://data.uni-musterstadt.de/a ' },
  ],
  'schema-version-unknown': [{ schemaVersion: 'http://datacite.org/schema/kernel-4.6' }],
  'schema-version-older': [{ schemaVersion: 'http://datacite.org/schema/kernel-4.2' }],
  'publication-year-cut': [{ publicationYear: '2019-05-01', dates: [] }],
  'resource-type-derived': [{ types: { schemaOrg: 'Dataset' } }],
  'value-missing': [related('https://doi.org/10.5072/abc', { relatedIdentifierType: null })],
  'value-not-in-list': [
    { types: { resourceTypeGeneral: 'dataset' } },
    contributor({ name: 'Sea Fund', contributorType: 'Funder' }),
  ],
  'contributor-type-refused': [
    contributor({ contributorType: 'researcher' }),
    contributor({ name: 'Sea Fund', contributorType: 'Funder' }),
  ],
  'language-invalid': [{ titles: [{ title: 'T', lang: 'Old High German (ca. 750-1050)' }] }],
  'uri-invalid': [{ rightsList: [{ rights: 'R', rightsUri: 'https://a.org/100%' }] }],
  'coordinate-invalid': [
    { geoLocations: [{ geoLocationPoint: { pointLongitude: '13,4', pointLatitude: '52.5° N' } }] },
    {
      geoLocations: [
        { geoLocationPoint: { pointLongitude: `70°30'W`, pointLatitude: `33°26'15"S` } },
      ],
    },
  ],
  'polygon-incomplete': [
    { geoLocations: [{ geoLocationPolygon: [corner(0, 0), corner(4, 0), corner(4, 4)] }] },
  ],
  'polygon-disordered': [
    {
      geoLocations: [
        {
          geoLocationPolygon: [
            { inPolygonPoint: { pointLongitude: 2, pointLatitude: 1 } },
            corner(0, 0),
            corner(4, 0),
            corner(4, 4),
            corner(0, 0),
          ],
        },
      ],
    },
  ],
  'object-expected': [{ titles: 'Soil' }, { creators: 'Miller, Elizabeth' }],
  'publisher-part-not-text': [{ publisher: { name: 'U', lang: 7 } }],
  'affiliation-text': [
    creator({ affiliation: ['University of Vienna'] }),
    creator({ affiliation: 'University of Vienna' }),
  ],
  'item-dropped': [{ subjects: ['Soil'] }],
  'member-unknown': [creator({ creatorName: 'x', name: undefined })],
  'type-filled-in': [{ descriptions: [{ description: 'Text.' }] }],
  'identifier-doi-dropped': [
    { identifiers: [{ identifier: '10.5072/other', identifierType: 'DOI' }] },
    { identifiers: [{ identifier: '10.14454/9w4t-2m8k-0q6z-7x22', identifierType: 'DOI' }] },
  ],
  'aliases-ignored': [
    {
      identifiers: [{ identifier: 'A', identifierType: 'local' }],
      alternateIdentifiers: [{ alternateIdentifier: 'B', alternateIdentifierType: 'local' }],
    },
  ],
  'name-differs-from-parts': [creator({ familyName: 'Meyer', givenName: 'E.' })],
  'number-becomes-text': [{ titles: [{ title: 7 }] }],
  'single-object': [{ titles: { title: 'Soil' } }],
  'text-control-characters': [{ titles: [{ title: 'So\u0007il' }] }],
  'text-direction-controls': [{ titles: [{ title: 'So\u202eil' }] }],
  'text-rare-characters': [{ url: 'https://data.uni-musterstadt.de/\u{1f600}' }],
  'language-region-lost': [{ language: 'pt-BR' }],
  'language-lost': [{ language: 'Old High German (ca. 750-1050)' }],
  'language-rewritten': [{ language: 'German' }, { language: 'fra' }],
  'rights-identifier-lower-cased': [
    {
      rightsList: [
        {
          rights: 'Creative Commons Attribution 4.0 International',
          rightsUri: 'https://creativecommons.org/licenses/by/4.0/legalcode',
          rightsIdentifier: 'CC-BY-4.0',
          rightsIdentifierScheme: 'SPDX',
          schemeUri: 'https://spdx.org/licenses/',
        },
      ],
    },
  ],
  'rights-rewritten': [{ rightsList: [{ rights: 'CC BY', rightsIdentifier: 'cc-by-4.0' }] }],
  'rights-mistaken': [
    { rightsList: [{ rightsUri: 'https://creativecommons.org/licenses/by-nd/4.0/' }] },
  ],
  'subject-duplicate-removed': [{ subjects: [{ subject: 'Soil' }, { subject: 'Soil' }] }],
  'subject-blanks-squeezed': [{ subjects: [{ subject: 'Soil  water' }] }],
};

/** More records for guidelines whose fix needs more than their first failing fixture gives. */
export const fixableGuidelines: Readonly<Record<string, readonly Partial<Attributes>[]>> = {
  'landing-url-content': [
    { url: 'https://huggingface.co/datasets/a/b/resolve/main/data.csv' },
    { url: 'https://github.com/a/b/releases/download/v1/b.zip', contentUrl: 'https://a.org/c' },
  ],
  'landing-url-moving': [
    {
      url: 'https://huggingface.co/datasets/a/b/tree/main',
      identifiers: [{ identifier: 'a'.repeat(40), identifierType: 'Git commit' }],
    },
  ],
  'placeholder-text': [
    { subjects: [{ subject: 'Hydrology' }, { subject: 'TODO' }] },
    { descriptions: [{ description: '[More Information Needed]' }] },
  ],
};
