import type { Case } from './clean-record.ts';
import { documented, own, person, relation, sibling } from './clean-record.ts';

/** Near misses: records that look much like a violation and are none. */
export const passing: Readonly<Record<string, readonly Omit<Case, 'path'>[]>> = {
  'suffix-semantic': [
    { record: { doi: '10.14454/f81d4fae-7dec-11d0-a765-00a0c91e6bf6' } },
    { record: { doi: '10.14454/3mfp-6m52' } },
    { record: { doi: '10.14454/x7k2m0q' } },
    { record: { doi: '10.57967/hf/0039' }, context: { prefixes: ['10.57967'] } },
  ],
  'suffix-mistyped': [{ record: { doi: '10.14454/abcd-efgh-jkmn-pqrs' } }],
  'identical-elsewhere': [
    { record: { identifiers: [{ identifier: own.toUpperCase(), identifierType: 'DOI' }] } },
  ],
  'source-duplicate': [
    {
      record: {
        url: 'https://data.uni-musterstadt.de/dataset/other',
        relatedIdentifiers: [documented, relation('IsVariantFormOf', '10.14454/OTHER')],
      },
    },
  ],
  'doi-in-another-form': [
    {
      record: {
        descriptions: [{ description: `Cite as https://doi.org/${own}. ${'Text. '.repeat(30)}` }],
      },
    },
    {
      record: {
        descriptions: [{ description: `Compare doi:10.5281/zenodo.7. ${'Text. '.repeat(30)}` }],
      },
    },
  ],
  'landing-url-moving': [
    { record: { url: 'https://huggingface.co/datasets/a/b/tree/main', version: null } },
  ],
  'landing-url-unpinned': [
    { record: { url: 'https://huggingface.co/datasets/a/b/tree/0123abc' } },
    {
      record: {
        url: 'https://github.com/a/b',
        identifiers: [{ identifier: 'a'.repeat(40), identifierType: 'Git commit SHA' }],
      },
    },
  ],
  'landing-url-content': [{ record: { url: 'https://data.uni-musterstadt.de/download-centre' } }],
  'title-untitled': [{ record: { titles: [{ title: 'Untitled poems of Emily Dickinson' }] } }],
  'title-file-name': [{ record: { titles: [{ title: 'The README.md of a hundred projects' }] } }],
  'title-missing': [{ record: { titles: [{ title: 'Übersetzt', titleType: 'TranslatedTitle' }] } }],
  'placeholder-text': [
    { record: { titles: [{ title: 'A todo list for glaciology' }] } },
    { record: { titles: [{ title: 'None of the above: surveys' }] } },
  ],
  'description-missing': [{ record: { descriptions: [{ description: 'Text. '.repeat(30) }] } }],
  'description-markup': [
    {
      record: {
        descriptions: [{ description: `One.<br/>Two. x < y and p > 0.05. ${'Text. '.repeat(30)}` }],
      },
    },
  ],
  'year-in-future': [
    { record: { publicationYear: 2031, dates: [{ date: '2031-05-01', dateType: 'Available' }] } },
    { record: { publicationYear: 2031 }, context: { today: undefined } as never },
  ],
  'date-in-future': [
    {
      record: {
        dates: [
          { date: '2027', dateType: 'Valid' },
          { date: '2026-11-21', dateType: 'Created' },
        ],
      },
    },
  ],
  'type-other-unexplained': [
    { record: { types: { resourceTypeGeneral: 'Other', resourceType: 'Herbarium sheet' } } },
  ],
  'creator-organisation-only': [
    { record: { creators: [{ name: 'Gradient AI', nameType: 'Organizational' }, person] } },
  ],
  'creator-orcid-missing': [
    { record: { creators: [person, { name: 'Gradient AI', nameType: 'Organizational' }] } },
  ],
  'creator-name-unsplit': [
    { record: { creators: [{ name: 'Madonna' }] } },
    { record: { creators: [{ name: 'University of Vienna' }] } },
  ],
  'publisher-outside-institution': [
    { record: { publisher: 'The University of Musterstadt.' } },
    { record: { publisher: { name: 'UM Press', publisherIdentifier: '04wxnsj81' } } },
    { record: { publisher: 'Elsewhere Press' }, context: { institution: undefined } as never },
  ],
  'version-missing': [
    { record: { version: 7 } },
    { record: { version: null, types: { resourceTypeGeneral: 'Text' } } },
    {
      record: {
        version: null,
        relatedIdentifiers: [documented, relation('HasVersion', '10.14454/a')],
      },
    },
  ],
  'major-version-same-doi': [{ record: { version: '1.9' } }, { record: { version: '2024-05-01' } }],
  'updated-date-missing': [
    { record: { version: '1.1', dates: [{ date: '2026-01-01', dateType: 'Updated' }] } },
  ],
  'manuscript-stage-missing': [
    {
      record: {
        types: { resourceTypeGeneral: 'JournalArticle', resourceType: 'Accepted manuscript' },
      },
    },
  ],
  'relation-to-itself': [{ record: { relatedIdentifiers: [documented] } }],
  'version-two-parents': [
    {
      record: {
        relatedIdentifiers: [
          relation('IsVersionOf', '10.14454/a'),
          relation('IsVersionOf', 'https://doi.org/10.14454/A'),
        ],
      },
    },
  ],
  'reciprocal-missing': [
    {
      record: { relatedIdentifiers: [relation('IsVersionOf', '10.14454/a')] },
      context: sibling('10.14454/A', relation('HasVersion', `https://doi.org/${own}`)),
    },
    { record: { relatedIdentifiers: [relation('IsVersionOf', '10.5281/not-ours')] } },
  ],
  'reciprocal-unanswered': [{ record: {}, context: sibling('10.14454/a', relation('Cites', own)) }],
  'model-origin-missing': [
    {
      record: {
        types: { resourceTypeGeneral: 'Model', resourceType: 'Machine learning model' },
        relatedIdentifiers: [relation('IsDerivedFrom', '10.14454/data')],
      },
    },
  ],
  'licence-missing': [{ record: { rightsList: [{ rights: 'All rights reserved' }] } }],
  'licence-custom': [{ record: { rightsList: [{ rights: 'cc0' }] } }],
  'access-unexplained': [
    {
      record: {
        rightsList: [{ rightsUri: 'info:eu-repo/semantics/restrictedAccess' }],
        descriptions: [{ description: `Access is granted on request. ${'Text. '.repeat(30)}` }],
      },
    },
  ],
  'withdrawn-not-registered': [
    {
      record: { dates: [{ date: '2026-01-01', dateType: 'Withdrawn', dateInformation: 'x' }] },
      context: { state: 'registered' },
    },
  ],
  'withdrawn-url-content': [
    {
      record: {
        url: 'https://data.uni-musterstadt.de/tombstone/9w4t',
        dates: [{ date: '2026-01-01', dateType: 'Withdrawn' }],
      },
      context: { state: 'registered' },
    },
  ],
  'doi-observe-only': [{ record: { doi: '10.14454/3mfp-6m52' } }],
  'landing-url-missing': [{ record: { url: 'ftp://data.uni-musterstadt.de/x' } }],
  'landing-url-temporary': [{ record: { url: 'https://ngrok.uni-musterstadt.de/data/1' } }],
  'landing-url-file-store': [{ record: { url: 'https://dropbox.uni-musterstadt.de/data/1' } }],
  'landing-url-token': [{ record: { url: 'https://data.uni-musterstadt.de/x?page=token' } }],
  'landing-url-insecure': [
    { record: { url: 'http://data.uni-musterstadt.de/x' } },
    { record: { url: 'https://zenodo.org/records/1' } },
  ],
  'landing-url-doi': [{ record: { url: 'https://doi.uni-musterstadt.de/10.14454/x' } }],
  'landing-url-example': [{ record: { url: 'https://example.uni-musterstadt.de/data/1' } }],
  'landing-host-unknown': [{ record: { url: 'https://repository.acme.com/things' } }],
  'title-repository-id': [{ record: { titles: [{ title: 'Input/output of the Alps' }] } }],
  'abstract-short': [{ record: { descriptions: [{ description: 'Soil moisture. '.repeat(7) }] } }],
  'subjects-missing': [{ record: { subjects: [{ subject: '' }, { subject: 'Soil' }] } }],
  'subject-machine-tag': [
    {
      record: {
        subjects: [{ subject: 'Region: the Alps of Tyrol' }, { subject: 'Regional studies' }],
      },
    },
  ],
  'created-date-missing': [{ record: { dates: [{ date: '2019', dateType: 'Created' }] } }],
  'creator-missing': [{ record: { creators: [{ familyName: 'Miller', givenName: 'Elizabeth' }] } }],
  'creator-duplicate': [
    {
      record: {
        creators: [
          person,
          {
            ...person,
            nameIdentifiers: [
              {
                nameIdentifier: 'https://orcid.org/0000-0001-5109-3700',
                nameIdentifierScheme: 'ORCID',
              },
            ],
          },
        ],
      },
    },
  ],
  'affiliation-missing': [{ record: { creators: [person, { ...person, affiliation: [] }] } }],
  'affiliation-ror-missing': [{ record: { creators: [{ ...person, affiliation: [] }] } }],
  'email-published': [
    { record: { contributors: [{ name: 'Team @ the Alps', contributorType: 'ResearchGroup' }] } },
  ],
  'publisher-is-platform': [{ record: { publisher: 'GitHub Archive of Musterstadt' } }],
  'publisher-ror-missing': [
    { record: { publisher: { name: 'P', publisherIdentifier: 'https://ror.org/04wxnsj81' } } },
  ],
  'hosting-institution-missing': [
    { record: { contributors: [{ name: 'X', contributorType: 'HostingInstitution' }] } },
  ],
  'funder-identifier-missing': [
    { record: { fundingReferences: [{ funderName: 'F', funderIdentifier: '10.13039/1' }] } },
  ],
  'version-moving': [{ record: { version: 'main-2024' } }],
  'version-duplicated': [
    { record: { relatedIdentifiers: [documented, relation('References', '10.14454/other')] } },
  ],
  'version-not-rising': [{ record: { version: '1.0' } }, { record: { version: '1.0.1' } }],
  'manuscript-published-version': [
    { record: { types: { resourceTypeGeneral: 'JournalArticle', resourceType: 'Preprint' } } },
    { record: { types: { resourceTypeGeneral: 'Dataset', resourceType: 'Version of record' } } },
  ],
  'relation-duplicate': [
    { record: { relatedIdentifiers: [documented, { ...documented, relationType: 'References' }] } },
  ],
  'version-circle': [
    {
      record: {
        relatedIdentifiers: [
          documented,
          relation('IsNewVersionOf', '10.14454/a'),
          relation('IsPreviousVersionOf', '10.14454/b'),
        ],
      },
    },
  ],
  'version-role-mixed': [
    {
      record: {
        relatedIdentifiers: [
          documented,
          relation('IsVersionOf', '10.14454/a'),
          relation('IsNewVersionOf', '10.14454/b'),
        ],
      },
    },
  ],
  'documentation-missing': [
    { record: { relatedIdentifiers: [relation('IsDescribedBy', '10.5281/zenodo.2')] } },
    { record: { relatedIdentifiers: [], types: { resourceTypeGeneral: 'Text' } } },
  ],
  'licence-not-machine-readable': [{ record: { rightsList: [{ rights: 'All rights reserved' }] } }],
  'metadata-restricted': [{ record: { rightsList: [{ rights: 'The metadata is open (CC0).' }] } }],
  'withdrawn-without-reason': [
    {
      record: {
        dates: [
          {
            date: '2026-01-01',
            dateType: 'Withdrawn',
            dateInformation: 'Removed at the request of the data protection officer.',
          },
        ],
      },
    },
  ],
  'withdrawn-date-missing': [{ record: { titles: [{ title: 'Withdrawal of glaciers' }] } }],
};
