/** Everything that can be wrong with a chain, in the order in which it is told. */
export const defectCodes = [
  'self-link',
  'cycle',
  'wrong-direction',
  'wrong-relation-type',
  'two-parents',
  'fork',
  'gap',
  'one-sided-link',
  'canonical-missing-version',
  'two-latest',
  'dangling-target',
  'non-doi-target',
  'draft-target',
  'tombstoned-target',
  'other-agency-target',
  'duplicate-version',
  'date-order',
  'moving-url',
  'outdated-without-successor',
] as const;
export type DefectCode = (typeof defectCodes)[number];

/** Something that is wrong with a chain, at one record. The sentences stand in `shared/text/versions.en.ts`. */
export interface Defect {
  readonly code: DefectCode;
  /** The record at which it is seen. */
  readonly at: string;
  /** The other records that take part, in order. */
  readonly others: readonly string[];
  /** The place in `relatedIdentifiers` of the record at which it is seen; null where it is in none. */
  readonly index: number | null;
  /** What the sentence needs: version texts, dates, relation types. */
  readonly values: Readonly<Record<string, string>>;
}

/** Names a defect for as long as its chain does not change. */
export function defectName({ code, at, others, index }: Defect): string {
  const named =
    others.length <= mostNamed ? others : [...others.slice(0, mostNamed), `+${others.length}`];
  return [code, at, ...named, ...(index === null ? [] : [String(index)])].join(' ');
}

/** Others in a name; of more, their number tells the rest. */
const mostNamed = 100;

export function defect(
  code: DefectCode,
  at: string,
  rest: Partial<Omit<Defect, 'code' | 'at'>> = {},
): Defect {
  return {
    code,
    at,
    others: rest.others ?? [],
    index: rest.index ?? null,
    values: rest.values ?? {},
  };
}

/** What is known beyond the chain. */
export interface Surroundings {
  /** Prefixes of the ledger's accounts: a DOI under one of them that the ledger lacks does not exist. */
  readonly ownPrefixes: readonly string[];
}
