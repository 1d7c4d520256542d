import type { Case } from './clean-record.ts';
import { cleanRecord, documented, own, person, relation, sibling } from './clean-record.ts';

/** What breaks each guideline: members to replace in the clean record, and where the finding must be. */
export const failing: Readonly<Record<string, readonly Case[]>> = {
  'suffix-semantic': [
    { record: { doi: '10.14454/alps-data' }, path: 'doi' },
    { record: { doi: '10.14454/x.2021.7' }, path: 'doi' },
    { record: { doi: '10.14454/000123' }, path: 'doi' },
  ],
  'suffix-mistyped': [{ record: { doi: '10.14454/9w4t-2m8k-0q6z-7x23' }, path: 'doi' }],
  'doi-observe-only': [
    { record: { doi: '10.57967/hf/0039' }, path: 'doi' },
    { record: { doi: '10.57967/hf/0039' }, context: { prefixes: undefined } as never, path: 'doi' },
  ],
  'identical-elsewhere': [
    {
      record: { relatedIdentifiers: [documented, relation('IsIdenticalTo', '10.5281/zenodo.1')] },
      path: 'relatedIdentifiers[1]',
    },
    {
      record: { identifiers: [{ identifier: '10.5281/zenodo.1', identifierType: 'DOI' }] },
      path: 'identifiers[0]',
    },
  ],
  'source-duplicate': [
    { record: { url: 'https://data.uni-musterstadt.de/dataset/other' }, path: 'url' },
  ],
  'doi-in-another-form': [
    {
      record: {
        descriptions: [
          {
            descriptionType: 'Abstract',
            description: `Cite as doi:${own}. ${'Text. '.repeat(30)}`,
          },
        ],
      },
      path: 'descriptions[0].description',
    },
  ],
  'landing-url-missing': [{ record: { url: null }, path: 'url' }],
  'landing-url-temporary': [{ record: { url: 'https://abc.ngrok.io/x' }, path: 'url' }],
  'landing-url-file-store': [
    { record: { url: 'https://drive.google.com/drive/folders/1' }, path: 'url' },
  ],
  'landing-url-token': [
    { record: { url: 'https://data.uni-musterstadt.de/x?token=1' }, path: 'url' },
  ],
  'landing-url-content': [
    { record: { url: 'https://data.uni-musterstadt.de/x.zip' }, path: 'url' },
  ],
  'landing-url-moving': [
    { record: { url: 'https://huggingface.co/datasets/a/b/tree/main' }, path: 'url' },
  ],
  'landing-url-unpinned': [{ record: { url: 'https://huggingface.co/datasets/a/b' }, path: 'url' }],
  'landing-url-insecure': [{ record: { url: 'http://zenodo.org/records/1' }, path: 'url' }],
  'landing-url-doi': [{ record: { url: 'https://doi.org/10.5072/x' }, path: 'url' }],
  'landing-url-example': [{ record: { url: 'https://example.org/x' }, path: 'url' }],
  'landing-host-unknown': [{ record: { url: 'https://acme.com/things' }, path: 'url' }],
  'title-missing': [{ record: { titles: [] }, path: 'titles' }],
  'title-untitled': [{ record: { titles: [{ title: 'Untitled' }] }, path: 'titles[0].title' }],
  'title-file-name': [
    { record: { titles: [{ title: 'final_v2.csv' }] }, path: 'titles[0].title' },
    { record: { titles: [{ title: 'C:\\data\\soil' }] }, path: 'titles[0].title' },
  ],
  'title-repository-id': [
    { record: { titles: [{ title: 'gradient/Llama-3-8B' }] }, path: 'titles[0].title' },
  ],
  'placeholder-text': [
    {
      record: { descriptions: [{ description: '[More Information Needed]' }] },
      path: 'descriptions[0].description',
    },
    { record: { titles: [{ title: 'Lorem ipsum of the Alps' }] }, path: 'titles[0].title' },
    {
      record: { subjects: [{ subject: 'Hydrology' }, { subject: 'TODO' }] },
      path: 'subjects[1].subject',
    },
  ],
  'description-missing': [
    {
      record: { descriptions: [{ description: 'x', descriptionType: 'Methods' }] },
      path: 'descriptions',
    },
  ],
  'abstract-short': [
    {
      record: { descriptions: [{ description: 'Soil moisture.' }] },
      path: 'descriptions[0].description',
    },
  ],
  'description-markup': [
    {
      record: { descriptions: [{ description: `<p>${'Soil moisture. '.repeat(10)}</p>` }] },
      path: 'descriptions[0].description',
    },
    {
      record: {
        descriptions: [
          { description: `![badge](https://a.b/c.svg) ${'Soil moisture. '.repeat(10)}` },
        ],
      },
      path: 'descriptions[0].description',
    },
  ],
  'subjects-missing': [{ record: { subjects: [] }, path: 'subjects' }],
  'subject-machine-tag': [
    {
      record: {
        subjects: [{ subject: 'Hydrology' }, { subject: 'region:us' }, { subject: 'license:mit' }],
      },
      path: 'subjects[1].subject',
    },
  ],
  'created-date-missing': [{ record: { dates: [] }, path: 'dates' }],
  'year-in-future': [{ record: { publicationYear: 2031 }, path: 'publicationYear' }],
  'date-in-future': [
    { record: { dates: [{ date: '2027-01-01', dateType: 'Created' }] }, path: 'dates[0].date' },
  ],
  'type-other-unexplained': [
    { record: { types: { resourceTypeGeneral: 'Other' } }, path: 'types.resourceType' },
  ],
  'creator-missing': [{ record: { creators: [] }, path: 'creators' }],
  'creator-organisation-only': [
    {
      record: { creators: [{ name: 'Gradient AI', nameType: 'Organizational' }] },
      path: 'creators',
    },
    { record: { creators: [{ name: 'Hugging Face' }] }, path: 'creators' },
  ],
  'creator-orcid-missing': [
    {
      record: { creators: [person, { ...person, name: 'Doe, Jane', nameIdentifiers: [] }] },
      path: 'creators[1].nameIdentifiers',
    },
  ],
  'creator-name-unsplit': [
    {
      record: {
        creators: [
          {
            name: 'Elizabeth Miller',
            nameIdentifiers: person.nameIdentifiers ?? [],
            affiliation: person.affiliation ?? [],
          },
        ],
      },
      path: 'creators[0].name',
    },
  ],
  'creator-duplicate': [{ record: { creators: [person, person] }, path: 'creators[1]' }],
  'affiliation-missing': [
    { record: { creators: [{ ...person, affiliation: [] }] }, path: 'creators[0].affiliation' },
  ],
  'affiliation-ror-missing': [
    {
      record: { creators: [{ ...person, affiliation: [{ name: 'University of Musterstadt' }] }] },
      path: 'creators[0].affiliation[0].affiliationIdentifier',
    },
  ],
  'email-published': [
    {
      record: {
        contributors: [
          ...(cleanRecord.contributors ?? []),
          { name: 'Doe, Jane <jane@uni.de>', contributorType: 'ContactPerson' },
        ],
      },
      path: 'contributors[1].name',
    },
  ],
  'publisher-outside-institution': [
    {
      record: {
        publisher: { name: 'Elsewhere Press', publisherIdentifier: 'https://ror.org/05dxps055' },
      },
      path: 'publisher.name',
    },
  ],
  'publisher-is-platform': [{ record: { publisher: 'Hugging Face' }, path: 'publisher' }],
  'publisher-ror-missing': [
    { record: { publisher: 'University of Musterstadt' }, path: 'publisher' },
  ],
  'hosting-institution-missing': [{ record: { contributors: [] }, path: 'contributors' }],
  'funder-identifier-missing': [
    {
      record: { fundingReferences: [{ funderName: 'European Commission' }] },
      path: 'fundingReferences[0].funderIdentifier',
    },
  ],
  'version-missing': [{ record: { version: null }, path: 'version' }],
  'version-moving': [{ record: { version: 'main' }, context: { published: {} }, path: 'version' }],
  'version-duplicated': [
    {
      record: { relatedIdentifiers: [documented, relation('IsNewVersionOf', '10.14454/other')] },
      context: {
        siblings: [
          {
            doi: '10.14454/other',
            version: '1.0',
            relatedIdentifiers: [relation('IsPreviousVersionOf', own)],
          },
        ],
      },
      path: 'version',
    },
  ],
  'major-version-same-doi': [
    { record: { version: '2.0' }, path: 'version', with: ['updated-date-missing'] },
  ],
  'version-not-rising': [
    { record: { version: '0.9' }, path: 'version', with: ['updated-date-missing'] },
  ],
  'updated-date-missing': [{ record: { version: '1.1' }, path: 'dates' }],
  'manuscript-stage-missing': [
    { record: { types: { resourceTypeGeneral: 'JournalArticle' } }, path: 'version' },
  ],
  'manuscript-published-version': [
    {
      record: {
        types: { resourceTypeGeneral: 'JournalArticle', resourceType: 'Version of record' },
      },
      path: 'version',
    },
  ],
  'relation-to-itself': [
    {
      record: {
        relatedIdentifiers: [
          documented,
          relation('References', `https://doi.org/${own.toUpperCase()}`),
        ],
      },
      path: 'relatedIdentifiers[1]',
    },
  ],
  'relation-duplicate': [
    { record: { relatedIdentifiers: [documented, documented] }, path: 'relatedIdentifiers[1]' },
  ],
  'version-two-parents': [
    {
      record: {
        relatedIdentifiers: [
          documented,
          relation('IsVersionOf', '10.14454/a'),
          relation('IsVersionOf', '10.14454/b'),
        ],
      },
      path: 'relatedIdentifiers[2]',
    },
  ],
  'version-circle': [
    {
      record: {
        relatedIdentifiers: [
          documented,
          relation('HasVersion', '10.14454/a'),
          relation('IsVersionOf', '10.14454/a'),
        ],
      },
      path: 'relatedIdentifiers[2]',
    },
    {
      record: { relatedIdentifiers: [documented, relation('IsNewVersionOf', '10.14454/a')] },
      context: sibling('10.14454/a', relation('IsNewVersionOf', own)),
      path: 'relatedIdentifiers[1]',
      with: ['reciprocal-missing'],
    },
  ],
  'version-role-mixed': [
    {
      record: {
        relatedIdentifiers: [
          documented,
          relation('HasVersion', '10.14454/a'),
          relation('IsVersionOf', '10.14454/b'),
        ],
      },
      path: 'relatedIdentifiers[2]',
    },
  ],
  'reciprocal-missing': [
    {
      record: { relatedIdentifiers: [documented, relation('IsVersionOf', '10.14454/A')] },
      context: sibling('10.14454/a', relation('IsVersionOf', '10.14454/zzz')),
      path: 'relatedIdentifiers[1]',
    },
  ],
  'reciprocal-unanswered': [
    {
      record: {},
      context: sibling('10.14454/a', relation('HasVersion', own)),
      path: 'relatedIdentifiers',
    },
  ],
  'documentation-missing': [{ record: { relatedIdentifiers: [] }, path: 'relatedIdentifiers' }],
  'model-origin-missing': [
    {
      record: { types: { resourceTypeGeneral: 'Model', resourceType: 'Machine learning model' } },
      path: 'relatedIdentifiers',
    },
  ],
  'licence-missing': [
    { record: { rightsList: [] }, path: 'rightsList' },
    {
      record: {
        rightsList: [{ rights: 'Open Access', rightsUri: 'info:eu-repo/semantics/openAccess' }],
      },
      path: 'rightsList',
    },
  ],
  'licence-custom': [
    { record: { rightsList: [{ rights: 'Llama 3 Community License' }] }, path: 'rightsList[0]' },
  ],
  'licence-not-machine-readable': [
    { record: { rightsList: [{ rights: 'CC BY 4.0' }] }, path: 'rightsList[0]' },
  ],
  'access-unexplained': [
    {
      record: {
        rightsList: [
          ...(cleanRecord.rightsList ?? []),
          { rightsUri: 'info:eu-repo/semantics/restrictedAccess' },
        ],
      },
      path: 'rightsList[1]',
    },
  ],
  'metadata-restricted': [
    {
      record: {
        rightsList: [
          ...(cleanRecord.rightsList ?? []),
          { rights: 'The metadata is confidential.' },
        ],
      },
      path: 'rightsList[1].rights',
    },
  ],
  'withdrawn-not-registered': [
    {
      record: {
        dates: [
          ...(cleanRecord.dates ?? []),
          {
            date: '2026-01-01',
            dateType: 'Withdrawn',
            dateInformation: 'Removed at the request of the data protection officer.',
          },
        ],
      },
      path: 'dates',
    },
  ],
  'withdrawn-without-reason': [
    {
      record: {
        dates: [...(cleanRecord.dates ?? []), { date: '2026-01-01', dateType: 'Withdrawn' }],
      },
      context: { state: 'registered', published: {} },
      path: 'dates[1].dateInformation',
    },
  ],
  'withdrawn-url-content': [
    {
      record: {
        dates: [
          ...(cleanRecord.dates ?? []),
          {
            date: '2026-01-01',
            dateType: 'Withdrawn',
            dateInformation: 'Removed at the request of the data protection officer.',
          },
        ],
      },
      context: { state: 'registered' },
      path: 'url',
    },
  ],
  'withdrawn-date-missing': [
    { record: { titles: [{ title: 'WITHDRAWN: Soil moisture' }] }, path: 'dates' },
  ],
};
