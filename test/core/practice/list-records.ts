import { minimal } from './practice-fixture.ts';

/** The client whose records a list behaviour seeds for itself alone. */
export const lister = 'datacite.lists';

export const coast = {
  name: 'Institute of the Coast',
  affiliationIdentifier: 'https://ror.org/05gq02987',
  affiliationIdentifierScheme: 'ROR',
};
export const funder = {
  funderName: 'Sea Fund',
  funderIdentifier: 'https://doi.org/10.13039/501100001659',
  funderIdentifierType: 'Crossref Funder ID',
};

export const names = ['a', 'b', 'c', 'd', 'e'].map((letter) => `10.14454/list-${letter}`);
export const [a = '', b = '', cc = '', d = '', e = ''] = names;

/** a, b findable 2021, 2022; c registered 2023; d draft 2024; e findable article 2025 of another prefix year. */
export function seedList(
  seed: (
    seeds: {
      doi: string;
      state: 'draft' | 'registered' | 'findable';
      clientId: string;
      attributes: object;
      createdMs: number;
    }[],
  ) => void,
): void {
  const states = ['findable', 'findable', 'registered', 'draft', 'findable'] as const;
  seed(
    names.map((doi, index) => ({
      doi,
      state: states[index] ?? 'draft',
      clientId: lister,
      createdMs: Date.UTC(2021 + index, 5, 1),
      attributes: {
        ...minimal,
        url: `https://example.org/${index}`,
        titles: [{ title: `Core number ${index}` }],
        publicationYear: 2021 + index,
        types: { resourceTypeGeneral: index === 4 ? 'JournalArticle' : 'Dataset' },
        identifiers: [{ identifier: `LOCAL-${index}`, identifierType: 'local' }],
        language: index === 1 ? 'de' : 'en',
        creators: [
          {
            name: 'Miller, Elizabeth',
            nameType: 'Personal',
            affiliation: index < 2 ? [coast] : [{ name: 'No identifier' }],
            nameIdentifiers:
              index === 3
                ? [
                    {
                      nameIdentifier: 'https://orcid.org/0000-0002-1825-0097',
                      nameIdentifierScheme: 'ORCID',
                    },
                  ]
                : [],
          },
        ],
        fundingReferences: index === 4 ? [funder] : [],
        rightsList: index === 0 ? [{ rightsIdentifier: 'CC-BY-4.0' }] : [],
        relatedIdentifiers:
          index === 1
            ? [
                {
                  relatedIdentifier: a,
                  relatedIdentifierType: 'DOI',
                  relationType: 'IsNewVersionOf',
                },
              ]
            : [],
        subjects: index === 2 ? [{ subject: 'Ecology' }] : [],
        source: index === 3 ? 'mds' : 'api',
      },
    })),
  );
}
