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
  /** The records as they are now. Until it is asked again, statements are told by the places that they have here. */
  nodes(): VersionNode[];
  /** True when something changed; what is not ours is noted as a wish to its owner instead. */
  add(key: string, type: string, target: string): boolean;
  remove(key: string, isMeant: (statement: Statement) => boolean): boolean;
  removeAt(key: string, index: number): boolean;
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
  /** Only of records that were worked on. */
  const pieces = new Map<string, readonly Piece[]>();
  /** Records as `nodes` last told them; one that was worked on since is missing. */
  const told = new Map(before);
  const wished = new Map<string, Map<string, RelationChange>>();

  const piecesOf = (key: string): readonly Piece[] =>
    pieces.get(key) ??
    (before.get(key)?.statements ?? []).map((piece) => ({ ...piece, origin: piece.index }));
  const setPieces = (key: string, list: readonly Piece[]): true => {
    pieces.set(key, list);
    told.delete(key);
    return true;
  };

  const isOurs = (key: string): boolean => before.get(key)?.holding === 'own';
  const wish = (key: string, change: RelationChange): false => {
    if (before.get(key)?.holding !== 'observed') return false;
    const known = wished.get(key) ?? new Map<string, RelationChange>();
    wished.set(key, known.set(JSON.stringify(change), change));
    return false;
  };

  const bench: Workbench = {
    nodes: () =>
      given.map((node) => {
        const known = told.get(node.key);
        if (known !== undefined) return known;
        const statements = piecesOf(node.key).map((piece, index) => ({ ...piece, index }));
        pieces.set(node.key, statements);
        const now = { ...node, statements };
        told.set(node.key, now);
        return now;
      }),

    add(key, type, target) {
      const after = {
        relatedIdentifier: target,
        relatedIdentifierType: 'DOI',
        relationType: type,
      };
      const list = piecesOf(key);
      if (list.some((piece) => piece.key === target && piece.type === type)) return false;
      if (!isOurs(key)) return wish(key, { kind: 'add', index: null, before: null, after });
      const rest = { valueType: 'DOI', key: doiKey(target), isByAddress: false, origin: null };
      const index = (list.at(-1)?.index ?? -1) + 1;
      return setPieces(key, [...list, { index, type, value: target, ...rest }]);
    },

    remove(key, isMeant) {
      const list = piecesOf(key);
      const gone = new Set(list.filter(isMeant));
      if (gone.size === 0) return false;
      if (!isOurs(key)) {
        for (const piece of gone) {
          wish(key, { kind: 'remove', index: piece.origin, before: shown(piece), after: null });
        }
        return false;
      }
      return setPieces(
        key,
        list.filter((piece) => !gone.has(piece)),
      );
    },

    removeAt(key, index) {
      const list = piecesOf(key);
      const at = list.findIndex((piece) => piece.index === index);
      const piece = list[at];
      if (piece === undefined) return false;
      if (isOurs(key)) return setPieces(key, list.toSpliced(at, 1));
      return wish(key, { kind: 'remove', index: piece.origin, before: shown(piece), after: null });
    },

    correct(key, index, { type, target }) {
      const list = piecesOf(key);
      const at = list.findIndex((one) => one.index === index);
      const piece = list[at];
      if (piece === undefined) return false;
      const changed = corrected(piece, { type, target });
      if (!isOurs(key)) {
        const what = { kind: 'replace', index: piece.origin } as const;
        return wish(key, { ...what, before: shown(piece), after: shown(changed) });
      }
      return setPieces(key, list.with(at, changed));
    },

    setPair({ kind, start, end }, kept = []) {
      const sides = [
        { key: start, other: end, type: typeFor(kind, 'start') },
        { key: end, other: start, type: typeFor(kind, 'end') },
      ] as const;
      return sides
        .map((side) => setSide(bench, { ...side, list: piecesOf(side.key) }, kept))
        .some((isChanged) => isChanged);
    },

    changes: () =>
      new Map(
        given.flatMap((node) => {
          const list = pieces.get(node.key);
          const found = list === undefined ? [] : changesOf(node, list);
          return found.length === 0 ? [] : [[node.key, found] as const];
        }),
      ),

    wishes: () => new Map([...wished].map(([key, changes]) => [key, [...changes.values()]])),
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
  what: {
    readonly key: string;
    readonly other: string;
    readonly type: string;
    readonly list: readonly Statement[];
  },
  kept: readonly ChainKind[],
): boolean {
  const { key, other, type, list } = what;
  const about = (piece: Statement): boolean => {
    const kind = (meaningOf(piece.type) ?? meaningOf(intendedType(piece.type) ?? ''))?.kind;
    return piece.key === other && kind !== undefined && isChainKind(kind) && !kept.includes(kind);
  };
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
