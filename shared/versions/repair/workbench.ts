import { doiKey } from '../../doi/doi.ts';
import { equalJson } from '../../support/json.ts';
import type { ChainKind } from '../relation-kinds.ts';
import { intendedType, isChainKind, meaningOf, typeFor } from '../relation-kinds.ts';
import type { Statement, VersionNode } from '../version-node.ts';

/** A related identifier under work: what it was in the record, and what it is to become. */
interface Piece extends Statement {
  /** Its place in the record as it stands; null: it is added. */
  readonly origin: number | null;
}

/** One change to the related identifiers of one record. */
export interface RelationChange {
  readonly kind: 'add' | 'remove' | 'replace';
  /** The place in the record as it stands; null for what is added. */
  readonly index: number | null;
  readonly before: StatedRelation | null;
  readonly after: StatedRelation | null;
}

export interface StatedRelation {
  readonly relatedIdentifier: string;
  readonly relatedIdentifierType: string;
  readonly relationType: string;
}

/** Copies of records on which repairs are tried; only what an account of the ledger holds is ever changed. */
export interface Workbench {
  nodes(): VersionNode[];
  /** True when something changed; what is not ours is noted as a wish to its owner instead. */
  add(key: string, type: string, target: string): boolean;
  remove(key: string, isMeant: (statement: Statement) => boolean): boolean;
  /** Writes another type, or the DOI in place of an address. */
  correct(
    key: string,
    index: number,
    to: { readonly type?: string; readonly target?: string },
  ): boolean;
  /** Makes both records say this of each other, and no other chain relation but those of `kept` kinds. */
  setPair(pair: Pair, kept?: readonly ChainKind[]): boolean;
  changes(): Map<string, RelationChange[]>;
  /** What owners of other records would have to add or take away, by record. */
  wishes(): Map<string, RelationChange[]>;
}

export interface Pair {
  readonly kind: ChainKind;
  readonly start: string;
  readonly end: string;
}

export function createWorkbench(given: readonly VersionNode[]): Workbench {
  const before = new Map(given.map((node) => [node.key, node]));
  const pieces = new Map<string, readonly Piece[]>(
    given.map((node) => [
      node.key,
      node.statements.map((statement) => ({ ...statement, origin: statement.index })),
    ]),
  );
  const wished = new Map<string, RelationChange[]>();

  const isOurs = (key: string): boolean => before.get(key)?.holding === 'own';
  const wish = (key: string, change: RelationChange): false => {
    if (before.get(key)?.holding !== 'observed') return false;
    const known = wished.get(key) ?? [];
    const name = JSON.stringify(change);
    if (!known.some((one) => JSON.stringify(one) === name)) wished.set(key, [...known, change]);
    return false;
  };

  const bench: Workbench = {
    nodes: () =>
      given.map((node) => ({
        ...node,
        statements: (pieces.get(node.key) ?? []).map((piece, index) => ({ ...piece, index })),
      })),

    add(key, type, target) {
      const after = {
        relatedIdentifier: target,
        relatedIdentifierType: 'DOI',
        relationType: type,
      };
      const list = pieces.get(key) ?? [];
      if (list.some((piece) => piece.key === target && piece.type === type)) return false;
      if (!isOurs(key)) return wish(key, { kind: 'add', index: null, before: null, after });
      const rest = { valueType: 'DOI', key: doiKey(target), isByAddress: false, origin: null };
      pieces.set(key, [...list, { index: list.length, type, value: target, ...rest }]);
      return true;
    },

    remove(key, isMeant) {
      const list = pieces.get(key) ?? [];
      // Places move as others are taken away; a statement is told by where it stands now.
      const gone = list.filter((piece, index) => isMeant({ ...piece, index }));
      if (gone.length === 0) return false;
      if (!isOurs(key)) {
        for (const piece of gone) {
          wish(key, { kind: 'remove', index: piece.origin, before: shown(piece), after: null });
        }
        return false;
      }
      pieces.set(
        key,
        list.filter((piece) => !gone.includes(piece)),
      );
      return true;
    },

    correct(key, index, { type, target }) {
      const list = pieces.get(key) ?? [];
      const piece = list[index];
      if (piece === undefined) return false;
      const changed = corrected(piece, { type, target });
      if (!isOurs(key)) {
        const what = { kind: 'replace', index: piece.origin } as const;
        return wish(key, { ...what, before: shown(piece), after: shown(changed) });
      }
      pieces.set(key, list.with(index, changed));
      return true;
    },

    setPair({ kind, start, end }, kept = []) {
      const sides = [
        { key: start, other: end, type: typeFor(kind, 'start') },
        { key: end, other: start, type: typeFor(kind, 'end') },
      ] as const;
      return sides.map((side) => setSide(bench, side, kept)).some((isChanged) => isChanged);
    },

    changes: () =>
      new Map(
        given.flatMap((node) => {
          const found = changesOf(node, pieces.get(node.key) ?? []);
          return found.length === 0 ? [] : [[node.key, found] as const];
        }),
      ),

    wishes: () => wished,
  };

  return bench;
}

function shown({ value, valueType, type }: Statement): StatedRelation {
  return { relatedIdentifier: value, relatedIdentifierType: valueType, relationType: type };
}

/** What became of a record's related identifiers. Removed and added again is nothing, whatever the way to it was. */
function changesOf(node: VersionNode, pieces: readonly Piece[]): RelationChange[] {
  const byOrigin = new Map(pieces.map((piece) => [piece.origin, piece]));
  const added = pieces.filter(({ origin }) => origin === null);
  const changes: RelationChange[] = [];
  for (const statement of node.statements) {
    const { index } = statement;
    const now = byOrigin.get(index);
    if (now === undefined) {
      const again = added.findIndex(
        ({ key, type }) => key === statement.key && type === statement.type,
      );
      if (again >= 0) added.splice(again, 1);
      else changes.push({ kind: 'remove', index, before: shown(statement), after: null });
    } else if (!equalJson(shown(now), shown(statement))) {
      changes.push({ kind: 'replace', index, before: shown(statement), after: shown(now) });
    }
  }
  const isTold = (piece: Piece): RelationChange => ({
    kind: 'add',
    index: null,
    before: null,
    after: shown(piece),
  });
  return [...changes, ...added.map(isTold)];
}

/** Makes one record say one thing of another. */
function setSide(
  bench: Workbench,
  { key, other, type }: { readonly key: string; readonly other: string; readonly type: string },
  kept: readonly ChainKind[],
): boolean {
  const about = (piece: Statement): boolean => {
    const kind = (meaningOf(piece.type) ?? meaningOf(intendedType(piece.type) ?? ''))?.kind;
    return piece.key === other && kind !== undefined && isChainKind(kind) && !kept.includes(kind);
  };
  const list = bench.nodes().find((node) => node.key === key)?.statements ?? [];
  const said = list.filter(about);
  const right = said.find((piece) => piece.type === type);
  const [first] = said;
  if (right === undefined && first === undefined) return bench.add(key, type, other);
  // A wrong statement becomes the right one in its place: one change instead of two.
  const isCorrected = right === undefined && bench.correct(key, first?.index ?? -1, { type });
  const stays = (right ?? first)?.index;
  return bench.remove(key, (piece) => about(piece) && piece.index !== stays) || isCorrected;
}

function corrected(
  piece: Piece,
  { type, target }: { readonly type: string | undefined; readonly target: string | undefined },
): Piece {
  return {
    ...piece,
    ...(type === undefined ? {} : { type }),
    ...(target === undefined
      ? {}
      : { value: target, valueType: 'DOI', key: doiKey(target), isByAddress: false }),
  };
}
