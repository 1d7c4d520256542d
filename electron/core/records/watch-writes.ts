import type { Database } from '../sqlite/database.ts';
import { watchRecords } from './watch-records.ts';

/** Tells of records that are worked out elsewhere which of them this connection writes meanwhile. */
export interface WriteWatch {
  /** Those of these records that are written from now on; kept up until `lists` later ones were asked for. */
  of(ids: readonly number[]): ReadonlySet<number>;
  end(): void;
}

interface Watched {
  readonly ids: ReadonlySet<number>;
  readonly written: Set<number>;
}

/** A listener stays as long as its connection: there is one, for all who watch. */
const watching = new WeakMap<Database, Set<readonly Watched[]>>();

export function watchWrites(ledger: { readonly db: Database }, lists: number): WriteWatch {
  const all = watching.get(ledger.db) ?? listen(ledger);
  const watched: Watched[] = [];
  all.add(watched);
  return {
    of(ids) {
      const written = new Set<number>();
      watched.push({ ids: new Set(ids), written });
      if (watched.length > lists) watched.shift();
      return written;
    },
    end: () => void all.delete(watched),
  };
}

function listen(ledger: { readonly db: Database }): Set<readonly Watched[]> {
  const all = new Set<readonly Watched[]>();
  watching.set(ledger.db, all);
  watchRecords(ledger, (id) => {
    for (const watched of all) {
      for (const { ids, written } of watched) if (ids.has(id)) written.add(id);
    }
  });
  return all;
}
