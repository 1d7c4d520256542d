import type { Chain } from '../chain.ts';
import type { VersionNode } from '../version-node.ts';
import { compareByContent } from '../version-order.ts';

/** What a steward settled where the records themselves leave it open. */
export interface Choices {
  /** Versions from the oldest to the newest: stands above version texts and dates. */
  readonly order?: readonly string[];
  /** By version: the one item that it is a version of. */
  readonly parent?: Readonly<Record<string, string>>;
  /** Names of defects that are left as they are. */
  readonly leave?: readonly string[];
}

/** Says which of two records is the older: negative, the first; 0, nobody can tell. */
export type Judge = (one: string, other: string) => number;

export function judgeOf(chain: Chain, { order = [] }: Choices): Judge {
  const place = new Map(order.map((key, at) => [key, at]));
  return (one, other) => {
    const [a, b] = [place.get(one), place.get(other)];
    if (a !== undefined && b !== undefined) return a - b;
    const [left, right] = [chain.nodes.get(one), chain.nodes.get(other)];
    return left === undefined || right === undefined ? 0 : compareByContent(left, right);
  };
}

/** Which of two records is the item, as all others of the chain have it; null: they do not say. */
export function itemOf(chain: Chain, one: string, other: string): string | null {
  const { canonical } = chain;
  if (canonical !== one && canonical !== other) return null;
  const rest = chain.links.some(
    ({ kind, start, end }) =>
      kind === 'version' && start === canonical && end !== one && end !== other,
  );
  return rest ? canonical : null;
}

/** Which of two has no version of its own, as an item has none; null: both or neither. */
export function withoutVersion(chain: Chain, one: string, other: string): string | null {
  const [a, b] = [one, other].map((key) => hasVersion(chain.nodes.get(key)));
  if (a === b) return null;
  return a === true ? other : one;
}

function hasVersion(node: VersionNode | undefined): boolean {
  return node !== undefined && node.version !== '';
}
