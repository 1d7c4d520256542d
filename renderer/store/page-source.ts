/**
 * Rows of a long list, fetched in pages around what is in sight. Holds at most `capacity` pages
 * (least recently seen goes first) and at most `parallel` requests; a page that has left the view
 * before its turn is not asked for any more. After a change, pages are asked for again while the
 * old rows stay in sight.
 */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  /** A quick answer that looked at a part of the list; the whole is asked for next. */
  readonly isPartial?: boolean | undefined;
}

export interface PageSource<Row> {
  /** Rows in the whole list; null until the first page has come. */
  readonly total: () => number | null;
  /** `total` is that of a quick answer: there are more rows than that. */
  readonly isPartial: () => boolean;
  readonly row: (index: number) => Row | undefined;
  readonly error: () => unknown;
  /** Says what is in sight, or soon will be; pages that are missing or stale are asked for. */
  readonly see: (first: number, last: number) => void;
  /** Everything may have changed. */
  readonly refresh: () => void;
  readonly subscribe: (listener: () => void) => () => void;
  /** Changes with every arrival, for `useSyncExternalStore`. */
  readonly version: () => number;
}

export interface PageSourceOptions<Row> {
  /** `isFirst`: nothing is in sight yet, so that a quick answer for a part of the list is welcome. */
  readonly load: (offset: number, limit: number, isFirst: boolean) => Promise<Page<Row>>;
  readonly pageSize?: number;
  readonly capacity?: number;
  readonly parallel?: number;
}

export function createPageSource<Row>(options: PageSourceOptions<Row>): PageSource<Row> {
  const { load, pageSize = 100, capacity = 100, parallel = 4 } = options;
  // Insertion order is the order of last sight: a page that is seen is taken out and put in again.
  const pages = new Map<number, { rows: readonly Row[]; stale: boolean }>();
  const underWay = new Set<number>();
  const listeners = new Set<() => void>();
  let total: number | null = null;
  let isPartial = false;
  let failure: unknown = null;
  let seen: readonly [number, number] = [0, 0];
  let version = 0;
  /** Answers of an older generation fill gaps but stay stale. */
  let generation = 0;

  const tell = (): void => {
    version += 1;
    for (const listener of listeners) listener();
  };

  const wanted = (): number[] => {
    const first = Math.floor(seen[0] / pageSize);
    const end = total === null ? seen[1] : Math.min(seen[1], Math.max(0, total - 1));
    const last = Math.floor(Math.max(seen[0], end) / pageSize);
    const numbers = Array.from(
      { length: Math.min(last - first + 1, parallel) },
      (_, i) => first + i,
    );
    return numbers.filter((number) => !underWay.has(number) && (pages.get(number)?.stale ?? true));
  };

  const fetchNext = (): void => {
    for (const number of wanted()) {
      if (underWay.size >= parallel) return;
      underWay.add(number);
      const asked = generation;
      load(number * pageSize, pageSize, total === null)
        .then((page) => {
          failure = null;
          total = page.total;
          isPartial = page.isPartial === true;
          pages.delete(number);
          pages.set(number, { rows: page.rows, stale: isPartial || asked !== generation });
          const oldest = pages.keys().next();
          if (pages.size > capacity && oldest.done !== true) pages.delete(oldest.value);
        })
        .catch((cause: unknown) => {
          failure = cause;
          // Not asked again until the view moves or something changes: no hammering.
          pages.set(number, { rows: pages.get(number)?.rows ?? [], stale: false });
        })
        .finally(() => {
          underWay.delete(number);
          tell();
          // A list that nobody looks at any more asks for nothing.
          if (listeners.size > 0) fetchNext();
        });
    }
  };

  return {
    total: () => total,
    isPartial: () => isPartial,
    row: (index) => pages.get(Math.floor(index / pageSize))?.rows[index % pageSize],
    error: () => failure,
    see(first, last) {
      seen = [first, last];
      for (
        let number = Math.floor(first / pageSize);
        number <= Math.floor(last / pageSize);
        number += 1
      ) {
        const page = pages.get(number);
        if (page !== undefined && pages.delete(number)) pages.set(number, page);
      }
      fetchNext();
    },
    refresh() {
      generation += 1;
      for (const page of pages.values()) page.stale = true;
      fetchNext();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
  };
}
