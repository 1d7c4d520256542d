import type { Attributes } from '../metadata/attributes.ts';
import { listOf, textOf } from '../values/tolerant.ts';

/** What is compared between two readings of a card, and between a card and a record, each as one text. */
export const factNames = [
  'title',
  'creators',
  'licence',
  'year',
  'type',
  'language',
  'description',
  'version',
  'url',
  'relations',
] as const;
export type FactName = (typeof factNames)[number];
export type Facts = Readonly<Partial<Record<FactName, string>>>;

const longest = 2000;

/** The facts of a record; what it does not have is absent. */
export function factsOf(attributes: Attributes): Facts {
  const join = (list: readonly (string | null | undefined)[]): string =>
    list.filter((each) => each != null && each !== '').join('; ');
  const facts: Record<FactName, string> = {
    title: textOf(listOf(attributes.titles).find(({ titleType }) => titleType == null)?.title),
    creators: join(listOf(attributes.creators).map(({ name }) => name)),
    licence: join(
      listOf(attributes.rightsList)
        .filter(
          ({ rightsUri, rights }) =>
            !isAccess(rightsUri) && rights?.startsWith('Conditions of access') !== true,
        )
        .map(({ rightsIdentifier, rights }) => rightsIdentifier ?? rights),
    ),
    year: attributes.publicationYear == null ? '' : String(attributes.publicationYear),
    type: textOf(attributes.types?.resourceTypeGeneral),
    language: textOf(attributes.language),
    description: textOf(
      listOf(attributes.descriptions).find(({ descriptionType }) => descriptionType === 'Abstract')
        ?.description,
    ),
    version: attributes.version == null ? '' : String(attributes.version),
    url: textOf(attributes.url),
    relations: join(
      listOf(attributes.relatedIdentifiers)
        .filter(({ relationType }) => relationType !== 'IsDocumentedBy')
        .map(
          ({ relationType, relatedIdentifier }) =>
            `${relationType ?? ''} ${relatedIdentifier ?? ''}`,
        ),
    ),
  };
  return Object.fromEntries(
    factNames.flatMap((name) =>
      facts[name] === '' ? [] : [[name, facts[name].slice(0, longest)]],
    ),
  );
}

function isAccess(uri: string | null | undefined): boolean {
  return uri?.startsWith('http://purl.org/coar/access_right/') === true;
}

export interface FactDifference {
  readonly fact: FactName;
  readonly before: string;
  readonly after: string;
}

/** Facts that differ, in their order. Case and blanks make no difference. */
export function differingFacts(
  before: Facts,
  after: Facts,
  names: readonly FactName[] = factNames,
): readonly FactDifference[] {
  return names.flatMap((fact) => {
    const [one, other] = [before[fact] ?? '', after[fact] ?? ''];
    return folded(one) === folded(other) ? [] : [{ fact, before: one, after: other }];
  });
}

function folded(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim();
}

/** What a hub registers with its DOIs (B6, D3); all else it leaves out, which is no drift. */
export const comparedWithHubRecord: readonly FactName[] = [
  'title',
  'creators',
  'year',
  'url',
  'version',
  'description',
  'licence',
];

/**
 * Where the card and the public record of the hub's DOI tell different things. What the record leaves out is told
 * apart: it is poorer, not wrong. The hub's own words for title and revision are no difference.
 */
export function driftFromRecord(
  card: Facts,
  record: Facts,
): readonly (FactDifference & { readonly isLeftOut: boolean })[] {
  const bare = {
    ...record,
    title: (record.title ?? '').replace(/\s*\(Revision [0-9a-f]{7}\)$/, ''),
  };
  const page = { ...card, url: (card.url ?? '').replace(/\/tree\/[^/]+$/, '') };
  return differingFacts(page, bare, comparedWithHubRecord).map((each) => ({
    ...each,
    isLeftOut: each.after === '',
  }));
}

/** What the card and a record of ours both tell; address, version and year belong to the revision of the DOI. */
const comparedWithOwnRecord: readonly FactName[] = [
  'title',
  'creators',
  'licence',
  'type',
  'language',
  'description',
];

/** Where the card as it was read last and our own record tell different things. */
export function driftFromOwn(
  card: Facts,
  record: Facts,
): readonly (FactDifference & { readonly isLeftOut: boolean })[] {
  const bare = {
    ...record,
    title: (record.title ?? '').replace(/\s*\(Revision [0-9a-f]{7}\)$/, ''),
  };
  const told = { ...card, title: (card.title ?? '').replace(/\s*\(Revision [0-9a-f]{7}\)$/, '') };
  return differingFacts(told, bare, comparedWithOwnRecord).map((each) => ({
    ...each,
    isLeftOut: each.after === '',
  }));
}
