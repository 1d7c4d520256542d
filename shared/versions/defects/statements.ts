import { asDoi, hasPrefix } from '../../doi/doi.ts';
import { agencyOf } from '../../doi/agency.ts';
import type { Chain } from '../chain.ts';
import type { Defect, Surroundings } from '../defect.ts';
import { defect } from '../defect.ts';
import { intendedType, isChainKind, meaningOf, typeFor } from '../relation-kinds.ts';
import type { Statement, VersionNode } from '../version-node.ts';
import { isLive } from '../version-node.ts';

/** What is wrong with single related identifiers, each told by itself. */
export function statementDefects(chain: Chain, surroundings: Surroundings): Defect[] {
  return [...chain.nodes.values()].flatMap((node) =>
    node.statements.flatMap((statement) => {
      const kind = kindOf(statement);
      const { index, key } = statement;
      if (kind === null || key === null) return [];
      if (key === node.key) {
        return [defect('self-link', node.key, { index, values: { type: statement.type } })];
      }
      if (!isChainKind(kind)) return [];
      const target = chain.nodes.get(key);
      return [
        ...formDefects(node, statement, target),
        ...targetDefects(node, statement, { target, surroundings }),
      ];
    }),
  );
}

/** The kind of tie that a statement means, mistyped or not. */
function kindOf({ type }: Statement) {
  return (meaningOf(type) ?? meaningOf(intendedType(type) ?? ''))?.kind ?? null;
}

/** The relation type or the identifier is not written as the schema has it. */
function formDefects(
  node: VersionNode,
  { index, key, type, value, valueType, isByAddress }: Statement,
  target: VersionNode | undefined,
): Defect[] {
  const found: Defect[] = [];
  const others = key === null ? [] : [key];
  if (meaningOf(type) === null) {
    const values = { type, right: intendedType(type) ?? '' };
    found.push(defect('wrong-relation-type', node.key, { index, others, values }));
  }
  const isKnown = target !== undefined && target.holding !== 'unknown';
  if (isByAddress || (isKnown && valueType !== 'DOI')) {
    found.push(defect('non-doi-target', node.key, { index, others, values: { value, valueType } }));
  }
  return found;
}

/** The record that is meant cannot be what the statement makes of it. */
function targetDefects(
  node: VersionNode,
  { index, key, type }: Statement,
  known: { readonly target: VersionNode | undefined; readonly surroundings: Surroundings },
): Defect[] {
  const { target, surroundings } = known;
  if (key === null || target === undefined) return [];
  const rest = { index, others: [key], values: { type } };
  const doi = asDoi(key);
  const isMissing =
    target.holding === 'unknown' && doi !== null && hasPrefix(doi, surroundings.ownPrefixes);
  if (target.isGivenUp || isMissing) return [defect('dangling-target', node.key, rest)];
  const agency = doi === null ? 'unknown' : agencyOf(doi).agency;
  if (agency !== 'DataCite' && agency !== 'unknown') {
    const values = { type, agency };
    return [defect('other-agency-target', node.key, { ...rest, values })];
  }
  const isUnpublished = target.state === 'draft' || target.state === 'reserved';
  if (isUnpublished && isLive(node)) {
    const values = { type, state: target.state };
    return [defect('draft-target', node.key, { ...rest, values })];
  }
  return [];
}

/** Live records that send their readers to a tombstone: as the newer version, or as the item itself. */
export function tombstoneDefects(chain: Chain): Defect[] {
  const place = new Map(chain.versions.map((key, at) => [key, at]));
  const lastLive = chain.latest === null ? -1 : (place.get(chain.latest) ?? -1);
  return chain.links.flatMap((link) => {
    const isForward = link.kind === 'succession' || link.kind === 'obsolescence';
    const [at, other] = isForward ? [link.start, link.end] : [link.end, link.start];
    if (!isForward && link.kind !== 'version') return [];
    const [node, target] = [chain.nodes.get(at), chain.nodes.get(other)];
    const statement = isForward ? link.byStart : link.byEnd;
    if (statement === null || node === undefined || target?.isTombstone !== true) return [];
    // Behind a removed version a reader still finds the next one.
    if (!isLive(node) || (isForward && lastLive > (place.get(other) ?? -1))) return [];
    const values = { type: typeFor(link.kind, isForward ? 'start' : 'end') };
    return [defect('tombstoned-target', at, { index: statement.index, others: [other], values })];
  });
}
