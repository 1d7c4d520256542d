import type { Json } from '../support/json.ts';

/**
 * How the form of a record is laid out: the properties of the schema table in the groups in which stewards think,
 * and for single fields what the table does not say. Everything else (which members there are, which are lists,
 * which have a vocabulary) comes from the schema itself.
 */
export const formGroups = [
  {
    id: 'what',
    properties: [
      'titles',
      'types',
      'descriptions',
      'subjects',
      'language',
      'version',
      'formats',
      'sizes',
      'identifiers',
    ],
  },
  { id: 'who', properties: ['creators', 'publisher', 'contributors'] },
  { id: 'when', properties: ['publicationYear', 'dates'] },
  { id: 'where', properties: ['url', 'geoLocations'] },
  { id: 'rights', properties: ['rightsList'] },
  { id: 'relations', properties: ['relatedIdentifiers', 'relatedItems'] },
  { id: 'funding', properties: ['fundingReferences'] },
] as const satisfies readonly { readonly id: string; readonly properties: readonly string[] }[];

export type FormGroupId = (typeof formGroups)[number]['id'];

/** Properties that the form shows. What a record has besides is kept as it is, and listed. */
export const formProperties: readonly string[] = formGroups.flatMap(({ properties }) => properties);

/** Members that the service derives and a person should not write. */
export const derivedFields: ReadonlySet<string> = new Set([
  'types.schemaOrg',
  'types.bibtex',
  'types.citeproc',
  'types.ris',
]);

type Facts = Readonly<Record<string, string>>;
type Entry = Readonly<Record<string, Json>>;

export interface FieldLayout {
  /** What is offered while somebody types. */
  readonly suggest?: 'language' | 'licence' | 'person' | 'organisation';
  /** The members of the object around the field that a choice sets; without it, the field alone. */
  readonly fill?: (facts: Facts) => Entry;
  readonly isLong?: boolean;
  readonly isMono?: boolean;
  /** Takes a whole row of its group. */
  readonly isWide?: boolean;
}

const known = (entries: Readonly<Record<string, Json | undefined>>): Entry =>
  Object.fromEntries(
    Object.entries(entries).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  );

const ror = { scheme: 'ROR', schemeUri: 'https://ror.org' } as const;

const person: FieldLayout = {
  suggest: 'person',
  fill: ({ name, nameType, givenName, familyName, identifier }) =>
    known({
      name,
      nameType,
      givenName,
      familyName,
      nameIdentifiers:
        identifier === undefined
          ? undefined
          : [
              {
                nameIdentifier: identifier,
                nameIdentifierScheme: 'ORCID',
                schemeUri: 'https://orcid.org',
              },
            ],
    }),
};

const affiliation: FieldLayout = {
  suggest: 'organisation',
  isWide: true,
  fill: ({ name, identifier }) =>
    known({
      name,
      affiliationIdentifier: identifier,
      affiliationIdentifierScheme: identifier === undefined ? undefined : ror.scheme,
      schemeUri: identifier === undefined ? undefined : ror.schemeUri,
    }),
};

const languageField: FieldLayout = {
  suggest: 'language',
  fill: ({ code }) => known({ lang: code }),
};
const mono: FieldLayout = { isMono: true };

/** By the path of a field without the numbers of entries. */
const fields: Readonly<Record<string, FieldLayout>> = {
  'titles.title': { isWide: true },
  'descriptions.description': { isLong: true, isWide: true },
  'subjects.subject': { isWide: true },
  language: { suggest: 'language', fill: ({ code }) => known({ language: code }) },
  'creators.name': person,
  'contributors.name': person,
  'creators.affiliation.name': affiliation,
  'contributors.affiliation.name': affiliation,
  'publisher.name': {
    suggest: 'organisation',
    isWide: true,
    fill: ({ name, identifier }) =>
      known({
        name,
        publisherIdentifier: identifier,
        publisherIdentifierScheme: identifier === undefined ? undefined : ror.scheme,
        schemeUri: identifier === undefined ? undefined : ror.schemeUri,
      }),
  },
  'fundingReferences.funderName': {
    suggest: 'organisation',
    isWide: true,
    fill: ({ name, identifier }) =>
      known({
        funderName: name,
        funderIdentifier: identifier,
        funderIdentifierType: identifier === undefined ? undefined : ror.scheme,
      }),
  },
  'rightsList.rights': { isWide: true },
  'rightsList.rightsIdentifier': {
    suggest: 'licence',
    isWide: true,
    // In the form in which the service stores it (datacite.md 1.8).
    fill: ({ id, name, url }) =>
      known({
        rights: name,
        rightsUri: url,
        rightsIdentifier: id?.toLowerCase(),
        rightsIdentifierScheme: 'SPDX',
        schemeUri: 'https://spdx.org/licenses/',
      }),
  },
  url: { isMono: true, isWide: true },
  'relatedIdentifiers.relatedIdentifier': { isMono: true, isWide: true },
  'relatedItems.titles.title': { isWide: true },
};

export function fieldLayout(path: string, type: string): FieldLayout {
  const own = fields[path];
  if (own !== undefined) return own;
  if (type === 'lang') return languageField;
  return type === 'uri' || /[iI]dentifier$|Uri$|URI$/.test(path) ? mono : {};
}

/** What a closed entry of a list is called: the first of these members that it has, in this order. */
export const entryNames = [
  'title',
  'name',
  'description',
  'subject',
  'date',
  'relatedIdentifier',
  'rights',
  'rightsIdentifier',
  'funderName',
  'geoLocationPlace',
  'identifier',
  'nameIdentifier',
  'value',
] as const;

/** Members that tell entries of a list apart, shown beside their name. */
export const entryKinds = [
  'titleType',
  'contributorType',
  'descriptionType',
  'dateType',
  'relationType',
  'identifierType',
  'nameIdentifierScheme',
  'awardNumber',
  'relatedItemType',
] as const;
