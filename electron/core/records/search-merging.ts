import type { Ledger } from '../ledger/ledger.ts';

/**
 * The search index grows by a piece with every transaction, and FTS5 merges pieces as it writes, so that what a large
 * batch writes is written again and again. Reading many records leaves their pieces as they are; afterwards all of
 * them are merged step by step (sqlite.org/fts5.html: automerge, deletemerge, usermerge, merge).
 */
const held = { automerge: 0, deletemerge: 0 } as const;
/** As every ledger has them (migrations 10 and 285). */
const usual = { automerge: 4, deletemerge: 50 } as const;

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

/** Merges the pieces that lie there; each call is one step, in its own transaction. False: nothing is left to merge. */
export function createMerging(
  ledger: Ledger,
  clock: { readonly monotonic: () => number },
): () => boolean {
  let pages: number = pagesAtOnce.most;
  return () => {
    const start = clock.monotonic();
    if (!ledger.db.pieceTransaction(() => mergeStep(ledger, pages))) return false;
    const took = clock.monotonic() - start;
    if (took > stepMs) pages = Math.max(pagesAtOnce.least, Math.floor((pages * stepMs) / took));
    else pages = Math.min(pagesAtOnce.most, pages * 2);
    return true;
  };
}

/** False when there was nothing to merge: the statement itself counts as one change. */
function mergeStep({ db }: Ledger, pages: number): boolean {
  const before = changesSoFar(db);
  db.run(`insert into record_text (record_text, rank) values ('merge', ?)`, BigInt(pages));
  return changesSoFar(db) - before >= 2;
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
