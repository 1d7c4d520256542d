import { collectLinks } from './links.ts';
import type { ChainKind, LinkKind } from './relation-kinds.ts';
import { intendedType, isChainKind, meaningOf, typeFor } from './relation-kinds.ts';
import type { RelationChange, Workbench } from './repair/workbench.ts';
import { createWorkbench } from './repair/workbench.ts';
import type { Statement, VersionNode } from './version-node.ts';

/** What a record is to another one that looks like it. */
export type PairAs = 'new-version' | 'variant' | 'identical';

export interface PairPlan {
  readonly changes: ReadonlyMap<string, readonly RelationChange[]>;
  /** Changes to records that are not ours: to be asked of their owners. */
  readonly wishes: ReadonlyMap<string, readonly RelationChange[]>;
}

/** Ties that say already what would be written, in DataCite's own words; they are completed and never turned. */
const saidBy: Readonly<Record<'new-version' | 'variant', readonly ChainKind[]>> = {
  'new-version': ['succession', 'version', 'obsolescence'],
  variant: ['variant'],
};
const written = {
  'new-version': 'succession',
  variant: 'variant',
  identical: 'sameness',
} as const satisfies Record<PairAs, ChainKind>;

/**
 * What two records are to say of each other once a person decided what the draft is to the other one: a new version
 * (IsNewVersionOf, IsPreviousVersionOf), a variant (IsVariantFormOf, IsOriginalFormOf), or the same thing. The
 * last is said by the draft alone (IsIdenticalTo): it never becomes public, and a public record must not lead to
 * it. `as` null: what an `earlier` decision wrote is taken away again.
 */
export function linkPair(
  draft: VersionNode,
  other: VersionNode,
  { as, earlier }: { readonly as: PairAs | null; readonly earlier: PairAs | null },
): PairPlan {
  const bench = createWorkbench([draft, other]);
  if (as === null) {
    if (earlier !== null) unlink(bench, draft.key, other.key, earlier);
  } else if (as === 'identical') {
    const isElse = ({ type }: Statement): boolean => kindOf(type) !== 'sameness';
    bench.remove(draft.key, (said) => isAbout(said, other.key) && isElse(said));
    bench.remove(other.key, (said) => isAbout(said, draft.key) && isElse(said));
    bench.add(draft.key, typeFor('sameness', 'start'), other.key);
  } else {
    const known = collectLinks([draft, other]).find(
      ({ kind, start, end }) =>
        isOneOf(saidBy[as], kind) &&
        (start === other.key || end === other.key) &&
        (start === draft.key || end === draft.key),
    );
    const { start, end } = known ?? { start: other.key, end: draft.key };
    const kind = known !== undefined && isChainKind(known.kind) ? known.kind : written[as];
    bench.setPair({ kind, start, end }, kind === 'succession' ? ['obsolescence'] : []);
  }
  return { changes: bench.changes(), wishes: bench.wishes() };
}

function unlink(bench: Workbench, draft: string, other: string, earlier: PairAs): void {
  const kind = written[earlier];
  bench.remove(draft, ({ key, type }) => key === other && type === typeFor(kind, 'end'));
  bench.remove(other, ({ key, type }) => key === draft && type === typeFor(kind, 'start'));
}

function isAbout({ key, type }: Statement, other: string): boolean {
  const kind = kindOf(type);
  return key === other && kind !== null && isChainKind(kind);
}

function kindOf(type: string): LinkKind | null {
  return (meaningOf(type) ?? meaningOf(intendedType(type) ?? ''))?.kind ?? null;
}

function isOneOf(kinds: readonly LinkKind[], kind: LinkKind): boolean {
  return kinds.includes(kind);
}
