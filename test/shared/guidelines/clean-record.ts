import type { Attributes } from '#shared/metadata/attributes.ts';
import type { GuidelineContext } from '#shared/guidelines/rule.ts';

/** A record that every guideline lets pass, in a context that lets every guideline speak. */
export const cleanRecord: Attributes = {
  doi: '10.14454/9w4t-2m8k-0q6z-7x22',
  url: 'https://data.uni-musterstadt.de/dataset/9w4t',
  creators: [
    {
      name: 'Miller, Elizabeth',
      nameType: 'Personal',
      givenName: 'Elizabeth',
      familyName: 'Miller',
      nameIdentifiers: [
        {
          nameIdentifier: 'https://orcid.org/0000-0002-1825-0097',
          nameIdentifierScheme: 'ORCID',
          schemeUri: 'https://orcid.org',
        },
      ],
      affiliation: [
        {
          name: 'University of Musterstadt',
          affiliationIdentifier: 'https://ror.org/04wxnsj81',
          affiliationIdentifierScheme: 'ROR',
        },
      ],
    },
  ],
  titles: [{ title: 'Soil moisture of the Alps, hourly, 2010 to 2020' }],
  publisher: {
    name: 'University of Musterstadt',
    publisherIdentifier: 'https://ror.org/04wxnsj81',
    publisherIdentifierScheme: 'ROR',
  },
  publicationYear: 2021,
  types: { resourceTypeGeneral: 'Dataset', resourceType: 'Time series' },
  subjects: [{ subject: 'Hydrology' }],
  contributors: [
    {
      name: 'University of Musterstadt',
      nameType: 'Organizational',
      contributorType: 'HostingInstitution',
    },
  ],
  dates: [{ date: '2020-12-31', dateType: 'Created' }],
  language: 'en',
  version: '1.0',
  relatedIdentifiers: [
    {
      relatedIdentifier: '10.14454/paper',
      relatedIdentifierType: 'DOI',
      relationType: 'IsDocumentedBy',
    },
  ],
  rightsList: [
    {
      rights: 'Creative Commons Attribution 4.0 International',
      rightsUri: 'https://creativecommons.org/licenses/by/4.0/legalcode',
      rightsIdentifier: 'cc-by-4.0',
      rightsIdentifierScheme: 'SPDX',
    },
  ],
  descriptions: [
    {
      descriptionType: 'Abstract',
      description:
        'Hourly soil moisture at forty stations between 400 and 2,600 metres, measured with time domain reflectometry from 2010 to 2020.',
    },
  ],
  fundingReferences: [
    {
      funderName: 'European Commission',
      funderIdentifier: 'https://ror.org/00k4n6c32',
      funderIdentifierType: 'ROR',
    },
  ],
  schemaVersion: 'http://datacite.org/schema/kernel-4',
};

export const context: GuidelineContext = {
  institution: { names: ['University of Musterstadt'], rorIds: ['https://ror.org/04wxnsj81'] },
  prefixes: ['10.14454'],
  today: '2026-11-21',
  state: 'findable',
  published: { version: '1.0', url: 'https://data.uni-musterstadt.de/dataset/9w4t' },
  siblings: [
    { doi: '10.14454/other', url: 'https://data.uni-musterstadt.de/dataset/other', version: '1.0' },
  ],
};

export interface Case {
  readonly record: Partial<Attributes>;
  readonly context?: Partial<GuidelineContext>;
  readonly path: string;
  /** Codes that rightly come along. */
  readonly with?: readonly string[];
}

/** A related DOI. */
export const relation = (relationType: string, relatedIdentifier: string) => ({
  relatedIdentifier,
  relatedIdentifierType: 'DOI',
  relationType,
});
export const documented = relation('IsDocumentedBy', '10.14454/paper');
export const own = '10.14454/9w4t-2m8k-0q6z-7x22';
export const person = cleanRecord.creators?.[0] ?? {};
/** A context whose only other record has these relations. */
export const sibling = (
  doi: string,
  ...relatedIdentifiers: ReturnType<typeof relation>[]
): Partial<GuidelineContext> => ({
  siblings: [{ doi, relatedIdentifiers }],
});
