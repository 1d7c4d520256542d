import type { CoreContext } from '../context.ts';
import type { Ledger } from '../ledger/ledger.ts';

/**
 * The search index grows by a piece with every transaction, and FTS5 merges pieces as it writes: within a commit,
 * some of them all at once, which takes up to a second in which the core answers nobody, and what a large batch
 * writes is so written again and again. Such a batch leaves its pieces as they are and merges many of them at a time,
 * step by step (sqlite.org/fts5.html: automerge, crisismerge, deletemerge, usermerge, merge).
 */
const held = { automerge: 0, crisismerge: 1999, deletemerge: 0 } as const;
/** As every ledger has them (migrations 10 and 285). */
const usual = { automerge: 4, crisismerge: 16, deletemerge: 50 } as const;
/** Fewer pieces are not merged: FTS5's own number, and while a batch goes on. */
const fewest = { usual: 4, held: 16 } as const;
/** Pieces that a batch leaves lying: each step of merging opens all of them. */
const mostPieces = 64;

/**
 * Pages of the index that one step writes. Of what was deleted much is read and little written, so a step may take ten
 * times as long as the last one: by that the next is larger or smaller.
 */
const pagesAtOnce = { most: 64, least: 2 } as const;
/** What a step should take, in milliseconds. */
const stepMs = 20;

/**
 * Does a transaction's work and leaves the pieces of the index unmerged; call it inside the transaction. The settings
 * are part of it, so that none outlives a crash: FTS5 writes what it gathered before it takes another.
 */
export function holdMerging<T>(ledger: Ledger, work: () => T): T {
  set(ledger, held);
  const result = work();
  set(ledger, usual);
  return result;
}

/** Merges what a batch leaves, in a transaction for each step; others have their turn between two of them. */
export function createMerging(
  { ledger, ports: { clock } }: Pick<CoreContext, 'ledger' | 'ports'>,
  nextTurn: () => Promise<void>,
) {
  let pieces = 0;
  let pages: number = pagesAtOnce.most;
  const merge = async (least: number): Promise<void> => {
    pieces = 0;
    for (;;) {
      const start = clock.monotonic();
      if (!ledger.db.pieceTransaction(() => mergeStep(ledger, { least, pages }))) return;
      const took = clock.monotonic() - start;
      if (took > stepMs) pages = Math.max(pagesAtOnce.least, Math.floor((pages * stepMs) / took));
      else pages = Math.min(pagesAtOnce.most, pages * 2);
      await nextTurn();
    }
  };
  return {
    /** After each transaction of the batch. */
    async afterPiece(): Promise<void> {
      pieces += 1;
      if (pieces >= mostPieces) await merge(fewest.held);
    },
    /** All that is left. */
    end: () => merge(fewest.usual),
  };
}

/** False when there is nothing left to merge: the statement itself counts as one change. */
function mergeStep(
  ledger: Ledger,
  { least, pages }: { readonly least: number; readonly pages: number },
): boolean {
  const { db } = ledger;
  set(ledger, { usermerge: least });
  const before = changesSoFar(db);
  db.run(`insert into record_text (record_text, rank) values ('merge', ?)`, BigInt(pages));
  const isMerging = changesSoFar(db) - before >= 2;
  set(ledger, { usermerge: fewest.usual });
  return isMerging;
}

function changesSoFar(db: Ledger['db']): number {
  return db.get<{ count: number }>('select total_changes() as count')?.count ?? 0;
}

function set({ db }: Ledger, settings: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(settings)) {
    // FTS5 takes whole numbers only, and a number of JavaScript is bound as a fraction.
    db.run('insert into record_text (record_text, rank) values (?, ?)', name, BigInt(value));
  }
}
