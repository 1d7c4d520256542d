import type { LinkKind } from './relation-kinds.ts';
import { intendedType, meaningOf } from './relation-kinds.ts';
import type { Statement, VersionNode } from './version-node.ts';

/** A tie between two records, whichever of them says so. */
export interface Link {
  readonly kind: LinkKind;
  /** The canonical item, the older version, the source, the whole. */
  readonly start: string;
  readonly end: string;
  /** What the record at the start says of it; null: it does not. */
  readonly byStart: Statement | null;
  readonly byEnd: Statement | null;
}

/**
 * The tie that one statement claims; null for what ties nothing: no DOI, the record itself, a type of
 * another meaning. A mistyped type counts as what it was meant to be, and is a defect of its own.
 */
export function claimOf(
  from: string,
  statement: Statement,
): { readonly kind: LinkKind; readonly start: string; readonly end: string } | null {
  const { key } = statement;
  const meaning = meaningOf(statement.type) ?? meaningOf(intendedType(statement.type) ?? '');
  if (meaning === null || key === null || key === from) return null;
  const [start, end] = meaning.isStart ? [from, key] : [key, from];
  // A tie without direction has one name, whichever side says it.
  if (meaning.kind === 'sameness' && start > end)
    return { kind: 'sameness', start: end, end: start };
  return { kind: meaning.kind, start, end };
}

/** All ties that these records claim, each once, with what either side says. In the order of first mention. */
export function collectLinks(nodes: Iterable<VersionNode>): Link[] {
  const links = new Map<string, Link>();
  for (const node of nodes) {
    for (const statement of node.statements) {
      const claim = claimOf(node.key, statement);
      if (claim === null) continue;
      const name = linkName(claim);
      const known = links.get(name) ?? { ...claim, byStart: null, byEnd: null };
      const side = claim.start === node.key ? 'byStart' : 'byEnd';
      // Said twice, the first stands; the second is a duplicate, which the guidelines report.
      if (known[side] === null) links.set(name, { ...known, [side]: statement });
    }
  }
  return [...links.values()];
}

export function linkName({ kind, start, end }: Pick<Link, 'kind' | 'start' | 'end'>): string {
  return `${kind} ${start} ${end}`;
}
