import type { Attributes } from '#shared/metadata/attributes.ts';

/** A described item, as short as a labelled set can be read. Everything in these sets is invented. */
export interface Work {
  readonly title: string;
  readonly subtitle?: string;
  /** `Family, Given`, or the name of an organisation. */
  readonly creators: readonly string[];
  readonly year: number;
  readonly url: string;
  readonly version?: string;
  readonly type?: string;
  /** Repository id at a hub: `org/name`, for data sets `datasets/org/name`. */
  readonly hub?: string;
  readonly commit?: string;
  readonly sha256?: string;
  /** A DOI that its metadata calls the same item. */
  readonly sameAs?: string;
  readonly doi?: string;
}

/** `same`: one item at one version, of which a second DOI is one too many. `other`: an item of its own. */
export interface LabelledPair {
  readonly label: 'same' | 'other';
  /** Why a curator says so. */
  readonly why: string;
  readonly one: Work;
  readonly other: Work;
}

type Twin = readonly [label: 'same' | 'other', why: string, changes: Partial<Work>];

/** A work and its twins; a twin stands at an address of its own unless its changes name one. */
export function family(work: Work, twins: readonly Twin[]): LabelledPair[] {
  return twins.map(([label, why, changes], index) => {
    const { hub: _hub, commit: _commit, sha256: _sha, sameAs: _same, doi: _doi, ...plain } = work;
    const url = `https://archive.example.net/records/${String(1000 + work.title.length * 31 + index)}`;
    return { label, why, one: work, other: { ...plain, url, ...changes } };
  });
}

export function attributesOf(work: Work): Attributes {
  const alternate = [
    ...(work.hub === undefined ? [] : [['Hugging Face repository id', work.hub]]),
    ...(work.commit === undefined ? [] : [['Git commit SHA', work.commit]]),
    ...(work.sha256 === undefined ? [] : [['SHA-256', work.sha256]]),
  ];
  return {
    titles: [
      { title: work.title },
      ...(work.subtitle === undefined ? [] : [{ title: work.subtitle, titleType: 'Subtitle' }]),
    ],
    creators: work.creators.map((name) => ({ name })),
    publicationYear: work.year,
    url: work.url,
    types: { resourceTypeGeneral: work.type ?? 'Dataset' },
    ...(work.version === undefined ? {} : { version: work.version }),
    ...(alternate.length === 0
      ? {}
      : {
          identifiers: alternate.map(([identifierType = '', identifier = '']) => ({
            identifier,
            identifierType,
          })),
        }),
    ...(work.sameAs === undefined
      ? {}
      : {
          relatedIdentifiers: [
            {
              relatedIdentifier: work.sameAs,
              relatedIdentifierType: 'DOI',
              relationType: 'IsIdenticalTo',
            },
          ],
        }),
  };
}
