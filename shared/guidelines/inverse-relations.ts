const pairs = [
  ['IsCitedBy', 'Cites'],
  ['IsSupplementTo', 'IsSupplementedBy'],
  ['IsContinuedBy', 'Continues'],
  ['IsDescribedBy', 'Describes'],
  ['HasMetadata', 'IsMetadataFor'],
  ['HasVersion', 'IsVersionOf'],
  ['IsNewVersionOf', 'IsPreviousVersionOf'],
  ['IsPartOf', 'HasPart'],
  ['IsReferencedBy', 'References'],
  ['IsDocumentedBy', 'Documents'],
  ['IsCompiledBy', 'Compiles'],
  ['IsVariantFormOf', 'IsOriginalFormOf'],
  ['IsReviewedBy', 'Reviews'],
  ['IsDerivedFrom', 'IsSourceOf'],
  ['IsRequiredBy', 'Requires'],
  ['IsObsoletedBy', 'Obsoletes'],
  ['IsCollectedBy', 'Collects'],
  ['IsTranslationOf', 'HasTranslation'],
  ['IsIdenticalTo', 'IsIdenticalTo'],
] as const;

const inverses: ReadonlyMap<string, string> = new Map(
  pairs.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]),
);

/** The relation that the other side has; null for IsPublishedIn, Other and what this app does not know. */
export function inverseOf(relationType: string): string | null {
  return inverses.get(relationType) ?? null;
}
