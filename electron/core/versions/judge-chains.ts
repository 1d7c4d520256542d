import { readChain } from '#shared/versions/chain.ts';
import type { Chain } from '#shared/versions/chain.ts';
import type { Defect, Surroundings } from '#shared/versions/defect.ts';
import { findDefects } from '#shared/versions/find-defects.ts';
import type { Link } from '#shared/versions/links.ts';
import { positionsIn } from '#shared/versions/position.ts';
import type { Position } from '#shared/versions/position.ts';
import type { Statement } from '#shared/versions/version-node.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ChainRecord } from './version-records.ts';

export interface JudgedChain {
  readonly records: readonly ChainRecord[];
  readonly chain: Chain;
  readonly defects: readonly Defect[];
  readonly unsentCount: number;
  readonly halfDoneCount: number;
}

/** Reads records as one chain and says what is wrong with it, and what of it DataCite does not hold yet. */
export function judgeChain(
  records: readonly ChainRecord[],
  surroundings: Surroundings,
): JudgedChain {
  const chain = readChain(records.map(({ node }) => node));
  const byKey = new Map(records.map((record) => [record.node.key, record]));
  let [unsentCount, halfDoneCount] = [0, 0];
  for (const link of chain.links) {
    const sides = sidesOf(link, byKey);
    if (sides.includes('unsent')) unsentCount += 1;
    if (sides.includes('unsent') && sides.includes('sent')) halfDoneCount += 1;
  }
  return { records, chain, defects: findDefects(chain, surroundings), unsentCount, halfDoneCount };
}

export type Side = 'no' | 'unsent' | 'sent' | 'unknown';

/** For the start and the end of a link: whether it is said there, and whether DataCite holds that. */
export function sidesOf(
  { start, end, byStart, byEnd }: Link,
  byKey: ReadonlyMap<string, ChainRecord>,
): readonly [Side, Side] {
  const side = (key: string, statement: Statement | null): Side => {
    const record = byKey.get(key);
    if (record === undefined) return 'unknown';
    if (statement === null) return 'no';
    const name = `${statement.type} ${statement.key ?? ''}`;
    return record.sent === null || record.sent.has(name) ? 'sent' : 'unsent';
  };
  return [side(start, byStart), side(end, byEnd)];
}

/** Takes away what was stored of the chains of these records. Joins the caller's transaction. */
export function forgetChains({ db }: Ledger, ids: readonly number[]): void {
  db.run(
    `delete from version_chain where id in (select chain_id from version_member
       where record_id in (select value from json_each(?)))`,
    JSON.stringify(ids),
  );
}

/** Stores the outcomes; what was stored of these records before is forgotten by then. Joins the caller's transaction. */
export function storeChains({ db }: Ledger, all: readonly JudgedChain[]): void {
  // A record that only speaks of things outside the ledger's chains is no chain.
  const judged = all.filter(({ chain, defects }) => chain.links.length > 0 || defects.length > 0);
  if (judged.length === 0) return;
  const last = db.get<{ id: number | null }>('select max(id) as id from version_chain')?.id ?? 0;
  const chains = judged.map((one, at) => ({ ...chainRow(one), id: last + 1 + at }));
  // Many rows in one statement: each run of its own costs as much again as what it writes.
  db.run(
    `insert into version_chain (id, doi, canonical, has_canonical, title, version_count, latest, latest_number,
       latest_version, defect_count, unsent_count, half_done_count, repository_id, changed_at)
     select value->>'id', value->>'doi', value->>'canonical', value->>'canonical' is not null, value->>'title',
       value->>'versionCount', value->>'latest', value->>'latestNumber', value->>'latestVersion',
       value->>'defectCount', value->>'unsentCount', value->>'halfDoneCount', value->>'repositoryId',
       value->>'changedAt' from json_each(?)`,
    JSON.stringify(chains),
  );
  const members = judged.flatMap(({ records, chain }, at) => {
    const positionOf = positionsIn(chain);
    return records.map(({ id, node }) => [id, last + 1 + at, ...placeRow(positionOf(node.key))]);
  });
  db.run(
    `insert into version_member (record_id, chain_id, role, number, is_outdated)
     select value->>0, value->>1, value->>2, value->>3, value->>4 from json_each(?)`,
    JSON.stringify(members),
  );
  const counts = judged.flatMap(({ defects }, at) =>
    [...countCodes(defects)].map(([code, count]) => [last + 1 + at, code, count]),
  );
  if (counts.length === 0) return;
  db.run(
    `insert into version_defect (chain_id, code, count)
     select value->>0, value->>1, value->>2 from json_each(?)`,
    JSON.stringify(counts),
  );
}

function chainRow(judged: JudgedChain) {
  const { records, chain, defects, unsentCount, halfDoneCount } = judged;
  const item = chain.nodes.get(chain.canonical ?? chain.latest ?? chain.versions[0] ?? chain.key);
  const latest = chain.latest === null ? undefined : chain.nodes.get(chain.latest);
  return {
    doi: chain.key,
    canonical: chain.canonical,
    title: titleOf(judged, item?.title ?? ''),
    versionCount: chain.versions.length,
    latest: chain.latest,
    latestNumber: chain.latest === null ? null : chain.versions.indexOf(chain.latest) + 1,
    latestVersion: (latest?.version ?? '').slice(0, 500),
    defectCount: defects.length,
    unsentCount,
    halfDoneCount,
    repositoryId: records[0]?.repositoryId ?? null,
    changedAt: records.reduce((last, { updatedAt }) => (updatedAt > last ? updatedAt : last), ''),
  };
}

/** role, number, is_outdated */
function placeRow(position: Position | null): readonly [string, number | null, number] {
  if (position === null) return ['beside', null, 0];
  if (position.kind === 'canonical') return ['canonical', null, 0];
  return ['version', position.number, position.isOutdated ? 1 : 0];
}

function countCodes(defects: readonly Defect[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of defects) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

function titleOf({ records }: JudgedChain, title: string): string {
  const found = title === '' ? records.find(({ node }) => node.title !== '')?.node.title : title;
  return (found ?? '').slice(0, 20_000);
}
