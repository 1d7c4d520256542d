import { setImmediate as nextTurn } from 'node:timers/promises';

import { twinReasonsOf } from '#shared/duplicates/compare-items.ts';
import type { TwinReason } from '#shared/duplicates/compare-items.ts';
import { factsOf } from '#shared/duplicates/item-facts.ts';
import { exactMarks, marksOf } from '#shared/duplicates/marks.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** A record that may be the same item; `recordId` null: only its DOI is known, from the metadata. */
export interface FoundTwin {
  readonly doi: string;
  readonly recordId: number | null;
  readonly reasons: readonly TwinReason[];
}

/** Records whose marks are written in one transaction: about 20 ms of work. */
const chunkSize = 150;
/** Those that share most marks: in a long series a twin shares more of them than its neighbours do. */
const mostCandidates = 40;
const mostTwins = 50;

interface Row {
  readonly id: number;
  readonly doi: string;
  readonly attributes: string;
}

/** Brings the marks up to date with the records that changed since, which `duplicate_unread` holds. */
interface TwinReading {
  /**
   * In turns, so that other calls are answered meanwhile. Await it before anybody looks for twins: an import or a
   * batch pays nothing for them, and of many records it takes a while.
   */
  settle(): Promise<void>;
  /** Ends after the records at hand; the rest waits for the next who asks. */
  stop(): Promise<void>;
}

const ofLedger = new WeakMap<Ledger, TwinReading>();

/** The reading of a ledger; the same one for everybody who asks. */
export function twinReading(ledger: Ledger): TwinReading {
  const known = ofLedger.get(ledger) ?? createTwinReading(ledger);
  ofLedger.set(ledger, known);
  return known;
}

function createTwinReading(ledger: Ledger): TwinReading {
  let running: Promise<void> | null = null;
  let isStopped = false;
  const work = async (): Promise<void> => {
    while (!isStopped && readSome(ledger)) await nextTurn();
  };
  return {
    async settle() {
      running ??= work().finally(() => (running = null));
      await running;
    },
    async stop() {
      isStopped = true;
      await running;
    },
  };
}

/** What is left of it; joins the caller's transaction. */
function readUnread(ledger: Ledger): void {
  while (readSome(ledger));
}

/** False when none waits. */
function readSome(ledger: Ledger): boolean {
  if (ledger.isReadonly) return false;
  // `cross join` keeps the order: else SQLite goes through all records for each few that wait.
  const rows = ledger.db.all<Row>(
    `select r.id, r.doi, r.attributes from duplicate_unread u cross join record r on r.id = u.record_id
     where r.burnt = 0 limit ?`,
    chunkSize,
  );
  if (rows.length === 0) return false;
  ledger.transaction(() => {
    for (const row of rows) writeMarks(ledger, row);
  });
  return true;
}

function writeMarks(ledger: Ledger, { id, doi, attributes }: Row): void {
  ledger.db.run('delete from duplicate_mark where record_id = ?', id);
  const marks = marksOf(factsOf(doi, JSON.parse(attributes) as Attributes));
  for (const mark of marks) {
    ledger.db.run('insert into duplicate_mark (mark, record_id) values (?, ?)', mark, id);
  }
  ledger.db.run('delete from duplicate_unread where record_id = ?', id);
}

interface Item {
  readonly id: number;
  readonly doi: string;
  readonly attributes: Attributes;
}

/** All twins of a record in this ledger, those of the most reasons first, and DOIs that it names itself. */
export function findTwins(ledger: Ledger, item: Item): FoundTwin[] {
  readUnread(ledger);
  const facts = factsOf(item.doi, item.attributes);
  const candidates = ledger.db.all<Row>(
    `select r.id, r.doi, r.attributes from (
       select record_id, count(*) as shared from duplicate_mark
       where mark in (select value from json_each(?)) and record_id <> ?
       group by record_id order by shared desc limit ?) m
     join record r on r.id = m.record_id where r.burnt = 0`,
    JSON.stringify(marksOf(facts)),
    item.id,
    mostCandidates,
  );
  const found: FoundTwin[] = candidates.flatMap((row) => {
    const reasons = twinReasonsOf(
      facts,
      factsOf(row.doi, JSON.parse(row.attributes) as Attributes),
    );
    return reasons.length === 0 ? [] : [{ doi: row.doi, recordId: row.id, reasons }];
  });
  const known = new Set(found.map(({ doi }) => doi));
  const foreign = facts.dois
    .filter((doi) => doi !== item.doi && !known.has(doi))
    .map((doi): FoundTwin => ({ doi, recordId: null, reasons: ['doi'] }));
  return [...found, ...foreign]
    .toSorted((one, other) => other.reasons.length - one.reasons.length)
    .slice(0, mostTwins);
}

/**
 * DOIs of other records that share an exact mark with this one, and that it names itself as the same item: what
 * the publish gate waits for. A likeness of titles is for people to judge and is not among them.
 */
export function findExactTwins(ledger: Ledger, item: Item): string[] {
  readUnread(ledger);
  const facts = factsOf(item.doi, item.attributes);
  const marks = [...exactMarks(facts), `doi:${facts.doi}`];
  const rows = ledger.db.all<{ doi: string }>(
    `select distinct r.doi from duplicate_mark m join record r on r.id = m.record_id
     where m.mark in (select value from json_each(?)) and m.record_id <> ? and r.burnt = 0 limit 20`,
    JSON.stringify(marks),
    item.id,
  );
  return [
    ...new Set([...rows.map(({ doi }) => doi), ...facts.dois.filter((doi) => doi !== item.doi)]),
  ];
}
