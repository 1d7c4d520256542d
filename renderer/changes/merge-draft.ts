import type { Output } from '#shared/contract/contract.ts';
import type { RecipeStep } from '#shared/changes/recipe.ts';

export type Merge = Extract<RecipeStep, { operation: 'merge-values' }>['merges'][number];
export type FoundCluster = Output<'changes.clusters'>['clusters'][number];

/** The merges of a draft: its fields are texts, so they stand there as JSON. */
export function readMerges(text: string | undefined): readonly Merge[] {
  if (text === undefined || text === '') return [];
  return JSON.parse(text) as readonly Merge[];
}

export function writeMerges(merges: readonly Merge[]): string {
  return merges.length === 0 ? '' : JSON.stringify(merges);
}

/** The merge that is about spellings of this cluster. */
export function mergeOf(merges: readonly Merge[], { values }: FoundCluster): Merge | undefined {
  return merges.find(({ from }) => values.some(({ value }) => from.includes(value)));
}

/** What a cluster proposes: every spelling becomes the one that occurs most. */
export function proposedMerge({ suggestion, values }: FoundCluster): Merge {
  return { from: values.map(({ value }) => value), to: suggestion };
}

/** The merges with the one of this cluster replaced, added, or taken away (null). */
export function withMerge(
  merges: readonly Merge[],
  cluster: FoundCluster,
  merge: Merge | null,
): readonly Merge[] {
  const known = mergeOf(merges, cluster);
  if (known === undefined) return merge === null ? merges : [...merges, merge];
  return merges.flatMap((other) => (other === known ? (merge ?? []) : other));
}
