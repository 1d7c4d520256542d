import { setImmediate as nextTurn } from 'node:timers/promises';

import type { RecordFilter } from '#shared/contract/records.ts';
import { queryOfFilter } from '#shared/query/filter-query.ts';
import { subjectOf } from '#shared/query/fields.ts';
import { formatQuery } from '#shared/query/format.ts';
import type { Query } from '#shared/query/query.ts';
import { AppError } from '#shared/support/app-error.ts';
import { queryText } from '#shared/text/query.en.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { inForeground } from '../support/turns.ts';
import type { Counts, CountOver, FacetCounts } from './facet-counts.ts';
import { countFacet, overAll, overRest, propertyOfFacet } from './facet-counts.ts';
import { createKept } from './kept.ts';
import { createOrders } from './kept-orders.ts';
import type { Marks } from './marks.ts';
import { bothMarks, idsOfMarks, countMarks, marksOfIds, marksOfKeys, otherMarks } from './marks.ts';
import type { OrderedIds } from './ordered-ids.ts';
import { orderedIds } from './ordered-ids.ts';
import type { IndexProgress, RecordProperties } from './properties/record-properties.ts';
import { createRecordProperties } from './properties/record-properties.ts';
import type { QuerySources } from './query-marks.ts';
import { marksOfQuery, propertiesOfQuery, searchesWords } from './query-marks.ts';
import { createRecordColumns } from './record-columns.ts';
import { propertyOfSort } from './record-order.ts';
import { readSearch, settleSearch } from './search-reading.ts';
import { searchNewest } from './search-text.ts';
import { createSideColumns } from './side-columns.ts';

export interface Order {
  /** A sort of the contract: a name, or `property:PATH`. */
  readonly sort: string;
  readonly descending: boolean;
}

/**
 * Views of the ledger's records: a filter and an order, as the array of ids that they give. Made once,
 * kept for the last few, dropped when a record is written. Any page is a slice of one, and the total is
 * exact.
 */
export interface RecordViews {
  /** Ids in order; by DOI unless told. Throws `VALIDATION` for a query that cannot be read. */
  idsOf(filter: RecordFilter, order?: Order): Int32Array;
  /** The same, found only as far as they are asked for. Do not keep it beyond a turn. */
  view(filter: RecordFilter, order?: Order): OrderedIds;
  /**
   * As `view`, for somebody who is still typing: of a search, only the newest hits are looked at.
   * Null when the whole view costs no more.
   */
  quickView(filter: RecordFilter, order: Order): OrderedIds | null;
  /** Ids in the order in which the records came into the ledger; cheaper than a view, for work on all that match. */
  matching(filter: RecordFilter): Int32Array;
  /** How many records fit; cheaper than a view. */
  countOf(filter: RecordFilter): number;
  /** DOIs of a filter, for a selection of thousands. */
  doisOf(filter: RecordFilter, order?: Order): string[];
  /**
   * Counts of each value, over the records that the other parts of the filter leave: the counts beside
   * a box that is ticked say what ticking its neighbour would add.
   */
  facet(filter: RecordFilter, facet: string, limit: number): FacetCounts;
  /** Reads the columns after a start in turns, so that other calls are answered meanwhile. */
  load(): Promise<void>;
  /** Brings the indexes that these ask for up to date in turns; `idsOf` would do it at once. */
  prepare(filter: RecordFilter, more: { sort?: string; facets?: readonly string[] }): Promise<void>;
  readonly properties: RecordProperties;
  /** Indexes that are brought up to date now. */
  progress(): readonly IndexProgress[];
}

/**
 * Views, marks, ids and counts kept: a list, where one came from, and back. Up to 4 bytes a record each,
 * marks an eighth of one.
 */
const keptLimit = { view: 8, marks: 100, ids: 2, whole: 20, facet: 60 };
/** Hits that a quick search looks at. */
const quickHits = 2_000;
const byDoi: Order = { sort: 'doi', descending: false };

const ofLedger = new WeakMap<Ledger, RecordViews>();
const listeners = new WeakMap<Ledger, () => void>();

/**
 * Steps of about 1 ms that the first list of a large ledger takes at once: beside work that fills its turns, such as
 * checking all records anew, a step a turn took minutes.
 */
const stepsPerTurn = 40;

/** The views of a ledger; the same ones for everybody who asks. */
export function recordViews(ledger: Ledger): RecordViews {
  const known = ofLedger.get(ledger);
  if (known !== undefined) return known;
  const views = createRecordViews(ledger);
  ofLedger.set(ledger, views);
  return views;
}

/** Calls back while the index of a property is being made, and when it is. */
export function onIndexProgress(ledger: Ledger, listener: () => void): void {
  listeners.set(ledger, listener);
}

/** Records over which facets are counted; `isRest`: over all but these. */
interface CountedIds {
  readonly ids: Int32Array;
  readonly isRest: boolean;
}

/** One part of a filter, and the facet that it belongs to: that facet is counted without it. */
interface Part {
  readonly facet: string | null;
  readonly marks: Marks;
}

function createRecordViews(ledger: Ledger): RecordViews {
  let isSideWritten = false;
  const columns = createRecordColumns(ledger);
  const properties = createRecordProperties(ledger, () => listeners.get(ledger)?.());
  const sides = createSideColumns(ledger, {
    versionOf: () => columns.version,
    onWrite: () => (isSideWritten = true),
  });
  const sources: QuerySources = { ledger, columns, properties, sides };
  const kept = {
    view: createKept<OrderedIds>(keptLimit.view),
    marks: createKept<Marks>(keptLimit.marks),
    ids: createKept<CountedIds>(keptLimit.ids),
    whole: createKept<Counts>(keptLimit.whole),
    facet: createKept<FacetCounts>(keptLimit.facet),
  };
  const orders = createOrders(sources);
  let version = -1;

  const refresh = (): void => {
    const changed = columns.refresh();
    if (changed === 'all') {
      orders.forget();
      if (ledger.isReadonly) properties.forget();
      if (ledger.isReadonly) sides.forget();
    } else orders.note(changed);
    if (version === columns.version && !isSideWritten) return;
    version = columns.version;
    isSideWritten = false;
    for (const cache of Object.values(kept)) cache.clear();
  };

  const marksOf = (query: Query): Marks =>
    kept.marks(formatQuery(query), () => marksOfQuery(sources, query));
  const partsOf = (filter: RecordFilter): Part[] =>
    conjuncts(readFilter(filter)).map((part) => ({ facet: facetOf(part), marks: marksOf(part) }));

  const present = (): Marks =>
    kept.marks('present', () => marksOfKeys(columns.maxId, columns.present, onlyOne));
  /** Of the records that lists show. */
  const shown = (parts: readonly Marks[]): Marks => bothMarks([present(), ...parts], columns.maxId);

  /** Those of these records, or all others, whichever are fewer. */
  const idsToCount = (marks: Marks): CountedIds => {
    const others = bothMarks([present(), otherMarks(marks, columns.maxId)], columns.maxId);
    const isRest = countMarks(others) < countMarks(marks);
    return { ids: idsOfMarks(isRest ? others : marks), isRest };
  };
  /** Over all records that lists show: counted once for each facet. */
  const all =
    (facet: string): CountOver =>
    (count) =>
      kept.whole(facet, () =>
        count(kept.ids('all', () => ({ ids: idsOfMarks(present()), isRest: false })).ids),
      );

  const view = (filter: RecordFilter, order = byDoi): OrderedIds => {
    refresh();
    return kept.view(JSON.stringify([filter, order]), () => {
      const parts = partsOf(filter);
      const marks = parts.length === 0 ? null : shown(marksOnly(parts));
      return orderedIds(orders.of(order.sort), marks, order.descending);
    });
  };

  const load = async (): Promise<void> => {
    let steps = 0;
    for (const step of columns.load()) {
      steps += 1;
      if (steps % stepsPerTurn === 0) await nextTurn(step);
    }
  };
  let words: IndexProgress | null = null;
  const settleWords = async (): Promise<void> => {
    try {
      await settleSearch(ledger, (done, total) => {
        words = { name: 'words', done, total };
        listeners.get(ledger)?.();
      });
    } finally {
      const wasTold = words !== null;
      words = null;
      if (wasTold) listeners.get(ledger)?.();
    }
  };
  const prepare: RecordViews['prepare'] = async (filter, { sort, facets = [] }) => {
    await load();
    const query = readFilter(filter);
    if (searchesWords(columns, query)) await settleWords();
    const wanted = new Set(propertiesOfQuery(query));
    const sorted = sort === 'creators' ? 'creators.name' : propertyOfSort(sort ?? '');
    if (sorted !== null) wanted.add(sorted);
    for (const facet of facets) {
      const property = propertyOfFacet(facet);
      if (property !== null) wanted.add(property);
    }
    if (wanted.size > 0) await properties.prepare([...wanted]);
  };

  return {
    properties,
    progress: () => [...(words === null ? [] : [words]), ...properties.progress()],
    load: () => inForeground(ledger, load),
    view,
    idsOf: (filter, order) => allOf(view(filter, order)),
    quickView(filter, order) {
      const { text, ...others } = filter;
      if (text === undefined) return null;
      refresh();
      readSearch(ledger);
      const hits = searchNewest(ledger, text, quickHits);
      if (hits === null || hits.length < quickHits) return null;
      const marks = shown([marksOfIds(columns.maxId, hits), ...marksOnly(partsOf(others))]);
      return orderedIds(orders.of(order.sort), marks, order.descending);
    },
    matching(filter) {
      refresh();
      return idsOfMarks(shown(marksOnly(partsOf(filter))));
    },
    countOf(filter) {
      refresh();
      return countMarks(shown(marksOnly(partsOf(filter))));
    },
    doisOf: (filter, order) =>
      ledger.db
        .all<{ doi: string }>(
          `select doi from json_each(?) join record on record.id = json_each.value order by json_each.key`,
          JSON.stringify([...allOf(view(filter, order))]),
        )
        .map(({ doi }) => doi),
    facet(filter, facet, limit) {
      refresh();
      return kept.facet(JSON.stringify([filter, facet, limit]), () => {
        const id = facetId(facet);
        const parts = partsOf(filter);
        const others = parts.filter((part) => part.facet !== id);
        // Most facets are counted over the same records: those of the whole filter.
        const key = JSON.stringify([filter, others.length === parts.length ? null : id]);
        const { ids, isRest } = kept.ids(key, () => idsToCount(shown(marksOnly(others))));
        return countFacet(sources, facet, isRest ? overRest(ids, all(facet)) : overAll(ids), limit);
      });
    },
    prepare: (filter, asked) => inForeground(ledger, () => prepare(filter, asked)),
  };
}

const onlyOne = Uint8Array.of(0, 1);

function marksOnly(parts: readonly Part[]): Marks[] {
  return parts.map(({ marks }) => marks);
}

function allOf(view: OrderedIds): Int32Array {
  return view.slice(0, view.total);
}

/** The query of a filter; one that cannot be read is an error that says where. */
export function readFilter(filter: RecordFilter): Query {
  const read = queryOfFilter(filter);
  if (read.ok) return read.value;
  throw new AppError('VALIDATION', {
    message: queryText.wrong(read.error.message, read.error.from),
    path: 'query',
    nextStep: queryText.wrongNext,
  });
}

function conjuncts(query: Query): readonly Query[] {
  return query.kind === 'all' ? query.parts : [query];
}

/** A facet's own part: a test of one field, or several of the same. */
function facetOf(part: Query): string | null {
  switch (part.kind) {
    case 'test':
    case 'has':
      return facetId(part.field);
    case 'not':
      return facetOf(part.part);
    case 'any': {
      const ids = new Set(part.parts.map(facetOf));
      return ids.size === 1 ? ([...ids][0] ?? null) : null;
    }
    case 'all':
    case 'words':
      return null;
  }
}

function facetId(name: string): string | null {
  const subject = subjectOf(name);
  if (subject === null) return null;
  return subject.kind === 'field' ? subject.field.id : subject.key;
}
