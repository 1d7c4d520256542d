/**
 * What a relation type says about two records, apart from which of the two says it. Source of the
 * types: DataCite Metadata Schema 4.7, appendix 1; of their use for versions: DataCite's guide to
 * versioning (support.datacite.org/docs/versioning).
 */
export type LinkKind =
  | 'version' // from the canonical item to one of its versions
  | 'succession' // from the older version to the newer
  | 'obsolescence' // from what is out of force to what takes its place
  | 'sameness' // two names of the same thing; without direction
  | 'variant' // from the original form to a variant of it
  | 'derivation' // from a source to what was made of it
  | 'use' // from what is referenced or required to what does so
  | 'part'; // from the whole to a part

/** Kinds that make a version chain. The others tie chains together and are drawn apart. */
export const chainKinds = ['version', 'succession', 'obsolescence', 'sameness', 'variant'] as const;
export type ChainKind = (typeof chainKinds)[number];

interface Meaning {
  readonly kind: LinkKind;
  /** True when the record that says it stands at the start of the link. */
  readonly isStart: boolean;
}

const meanings: Readonly<Record<string, Meaning>> = {
  HasVersion: { kind: 'version', isStart: true },
  IsVersionOf: { kind: 'version', isStart: false },
  IsPreviousVersionOf: { kind: 'succession', isStart: true },
  IsNewVersionOf: { kind: 'succession', isStart: false },
  IsObsoletedBy: { kind: 'obsolescence', isStart: true },
  Obsoletes: { kind: 'obsolescence', isStart: false },
  IsIdenticalTo: { kind: 'sameness', isStart: true },
  IsOriginalFormOf: { kind: 'variant', isStart: true },
  IsVariantFormOf: { kind: 'variant', isStart: false },
  IsSourceOf: { kind: 'derivation', isStart: true },
  IsDerivedFrom: { kind: 'derivation', isStart: false },
  IsReferencedBy: { kind: 'use', isStart: true },
  References: { kind: 'use', isStart: false },
  IsRequiredBy: { kind: 'use', isStart: true },
  Requires: { kind: 'use', isStart: false },
  HasPart: { kind: 'part', isStart: true },
  IsPartOf: { kind: 'part', isStart: false },
};

/** What the type says; null for types that tie no chain and no lineage, and for free text. */
export function meaningOf(relationType: string): Meaning | null {
  return Object.hasOwn(meanings, relationType) ? (meanings[relationType] ?? null) : null;
}

export function isChainKind(kind: LinkKind): kind is ChainKind {
  return (chainKinds as readonly string[]).includes(kind);
}

/** The type that a record says which stands at the start, or at the end, of a link. */
export function typeFor(kind: LinkKind, end: 'start' | 'end'): string {
  if (kind === 'sameness') return 'IsIdenticalTo';
  const found = Object.entries(meanings).find(
    ([, meaning]) => meaning.kind === kind && meaning.isStart === (end === 'start'),
  );
  return found?.[0] ?? '';
}

const byFold: ReadonlyMap<string, string> = new Map([
  ...Object.keys(meanings).map((name) => [fold(name), name] as const),
  // What people write where the schema has a term.
  ['newversionof', 'IsNewVersionOf'],
  ['previousversionof', 'IsPreviousVersionOf'],
  ['oldversionof', 'IsPreviousVersionOf'],
  ['isoldversionof', 'IsPreviousVersionOf'],
  ['versionof', 'IsVersionOf'],
  ['hasversions', 'HasVersion'],
  ['supersedes', 'IsNewVersionOf'],
  ['replaces', 'IsNewVersionOf'],
  ['issupersededby', 'IsPreviousVersionOf'],
  ['isreplacedby', 'IsPreviousVersionOf'],
]);

/** The schema's term behind a mistyped or free one: `is new version of` is `IsNewVersionOf`. Null: none is meant. */
export function intendedType(text: string): string | null {
  return byFold.get(fold(text)) ?? null;
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[^a-z]+/g, '');
}
