import type { Attributes, Creator } from '#shared/metadata/attributes.ts';

export interface SummaryFact {
  readonly name: string;
  readonly value: string;
}

/** Names in a row; a long list says how many more there are. */
const nameLimit = 6;

/** The six facts one knows a record by, for a preview. What is missing is left out: findings say so. */
export function summariseAttributes(attributes: Attributes): readonly SummaryFact[] {
  const { types, publisher } = attributes;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Creators', namesOf(attributes.creators)],
    ['Publisher', typeof publisher === 'string' ? publisher : (publisher?.name ?? undefined)],
    ['Year', attributes.publicationYear == null ? undefined : String(attributes.publicationYear)],
    ['Type', [types?.resourceTypeGeneral, types?.resourceType].filter(Boolean).join(' · ')],
    [
      'Licence',
      attributes.rightsList?.map((right) => right.rightsIdentifier ?? right.rights).join(', '),
    ],
    ['Address', attributes.url ?? undefined],
  ];
  return facts.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [{ name, value }],
  );
}

/** `Family, Given; Family, Given; and 12 more`. */
export function namesOf(people: readonly Creator[] | undefined): string {
  const names = (people ?? []).map((person) => person.name ?? '').filter((name) => name !== '');
  if (names.length <= nameLimit) return names.join('; ');
  return `${names.slice(0, nameLimit).join('; ')}; and ${names.length - nameLimit} more`;
}
