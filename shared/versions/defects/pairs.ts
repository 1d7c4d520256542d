import type { Chain } from '../chain.ts';
import { isInTime, pairOf } from '../chain.ts';
import type { Defect } from '../defect.ts';
import { defect } from '../defect.ts';
import type { Link } from '../links.ts';
import { linkName } from '../links.ts';
import { typeFor } from '../relation-kinds.ts';
import type { VersionNode } from '../version-node.ts';
import { isLive } from '../version-node.ts';
import { compareDates, compareVersionTexts } from '../version-order.ts';

/** Pairs of records whose links cannot all be true; their links are not to be built upon. */
export function contradictions(chain: Chain): {
  readonly defects: readonly Defect[];
  /** Names of the links. */
  readonly unsound: ReadonlySet<string>;
} {
  const defects: Defect[] = [];
  const unsound = new Set<string>();
  for (const links of groupByPair(chain.links).values()) {
    const contradiction = contradictionOf(links, chain);
    if (contradiction === null) continue;
    defects.push(contradiction);
    for (const link of links) unsound.add(linkName(link));
  }
  return { defects, unsound };
}

function groupByPair(links: readonly Link[]): Map<string, Link[]> {
  const pairs = new Map<string, Link[]>();
  for (const link of links) {
    const name = pairOf(link);
    const known = pairs.get(name);
    if (known === undefined) pairs.set(name, [link]);
    else known.push(link);
  }
  return pairs;
}

/** Several links between two records that cannot all be true, or one that the chain's shape forbids. */
function contradictionOf(links: readonly Link[], chain: Chain): Defect | null {
  const [first] = links;
  if (first === undefined) return null;
  const inTime = links.filter(isInTime);
  const versionLinks = links.filter(({ kind }) => kind === 'version');
  if (areOpposed(inTime) || areOpposed(versionLinks)) {
    return tell('wrong-direction', areOpposed(inTime) ? inTime : versionLinks);
  }
  const kinds = new Set(links.map(({ kind }) => (kind === 'obsolescence' ? 'succession' : kind)));
  if (kinds.has('succession') && (kinds.has('version') || kinds.has('sameness'))) {
    return tell('wrong-relation-type', links);
  }
  if (kinds.has('version') && kinds.has('sameness')) return tell('wrong-relation-type', links);
  if (chain.canonical === null) return null;
  const isCanonical = (key: string): boolean => key === chain.canonical;
  const [older] = inTime;
  // The item is no older or newer version of its own versions.
  if (older !== undefined && (isCanonical(older.start) || isCanonical(older.end))) {
    return tell('wrong-relation-type', inTime);
  }
  const [version] = versionLinks;
  if (version === undefined || isCanonical(version.start)) return null;
  if (isCanonical(version.end)) return tell('wrong-direction', versionLinks);
  // One version of the item is said to be a version of another one.
  return chain.otherCanonicals.includes(version.start)
    ? null
    : tell('wrong-relation-type', versionLinks);
}

function areOpposed(links: readonly Link[]): boolean {
  return links.some(({ start }) => start !== links[0]?.start);
}

/** At the record that says the first of it; the sentence names both types. */
function tell(code: 'wrong-direction' | 'wrong-relation-type', links: readonly Link[]): Defect {
  const said = links.flatMap(({ start, end, byStart, byEnd }) => [
    ...(byStart === null ? [] : [{ at: start, other: end, statement: byStart }]),
    ...(byEnd === null ? [] : [{ at: end, other: start, statement: byEnd }]),
  ]);
  const [first, ...rest] = said;
  const values = {
    type: first?.statement.type ?? '',
    ...(rest[0] === undefined ? {} : { otherType: rest[0].statement.type }),
    ...(rest[0]?.at === first?.at ? { isSameRecord: 'yes' } : {}),
  };
  return defect(code, first?.at ?? '', {
    others: [first?.other ?? ''],
    index: first?.statement.index ?? null,
    values,
  });
}

/** A link by which the higher version is the older one; the dates do not speak for it. */
export function contradictsContent(link: Link, chain: Chain): Defect | null {
  if (!isInTime(link)) return null;
  const [older, newer] = [chain.nodes.get(link.start), chain.nodes.get(link.end)];
  if (older === undefined || newer === undefined) return null;
  if (compareVersionTexts(older.version, newer.version) <= 0) return null;
  if (compareDates(older, newer) < 0) return null;
  return defect('wrong-direction', newer.key, {
    others: [older.key],
    index: link.byEnd?.index ?? null,
    values: {
      type: typeFor(link.kind, 'end'),
      version: newer.version,
      otherVersion: older.version,
    },
  });
}

/** One side says it, and the other, which could be asked to, does not. */
export function oneSidedDefect(link: Link, chain: Chain): Defect | null {
  const { byStart, byEnd } = link;
  if (byStart !== null && byEnd !== null) return null;
  const [at, other] = byStart === null ? [link.start, link.end] : [link.end, link.start];
  const silent = chain.nodes.get(at);
  const saying = chain.nodes.get(other);
  if (silent === undefined || saying === undefined || !couldSay(silent, saying)) return null;
  const type = typeFor(link.kind, byStart === null ? 'start' : 'end');
  const said = (byStart ?? byEnd)?.type ?? '';
  const isMissing = link.kind === 'version' && byStart === null;
  const code = isMissing ? 'canonical-missing-version' : 'one-sided-link';
  return defect(code, at, { others: [other], values: { type, said } });
}

/** Nobody asks an unknown record; a published one need not name a draft; a name that was given up says nothing. */
export function couldSay(silent: VersionNode, target: VersionNode): boolean {
  if (silent.holding === 'unknown' || silent.isGivenUp || target.isGivenUp) return false;
  const isUnpublished = target.state === 'draft' || target.state === 'reserved';
  return !(isUnpublished && isLive(silent));
}
