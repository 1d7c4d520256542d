import { readChain } from '#shared/versions/chain.ts';
import type { Chain } from '#shared/versions/chain.ts';
import type { Defect, Surroundings } from '#shared/versions/defect.ts';
import { findDefects } from '#shared/versions/find-defects.ts';
import type { Link } from '#shared/versions/links.ts';
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

/** Stores the outcome; what was stored before is forgotten by then. Joins the caller's transaction. */
export function storeChain({ db }: Ledger, judged: JudgedChain): void {
  const { records, chain, defects } = judged;
  // A record that only speaks of things outside the ledger's chains is no chain.
  if (chain.links.length === 0 && defects.length === 0) return;
  const item = chain.nodes.get(chain.canonical ?? chain.latest ?? chain.versions[0] ?? chain.key);
  const latest = chain.latest === null ? undefined : chain.nodes.get(chain.latest);
  const first = records[0];
  const { lastId } = db.run(
    `insert into version_chain (doi, has_canonical, title, version_count, latest, latest_version,
       defect_count, unsent_count, half_done_count, repository_id, changed_at)
     values (@doi, @hasCanonical, @title, @versionCount, @latest, @latestVersion, @defectCount, @unsentCount,
       @halfDoneCount, @repositoryId, @changedAt)`,
    {
      doi: chain.key,
      hasCanonical: chain.canonical === null ? 0 : 1,
      title: titleOf(judged, item?.title ?? ''),
      versionCount: chain.versions.length,
      latest: chain.latest,
      latestVersion: (latest?.version ?? '').slice(0, 500),
      defectCount: defects.length,
      unsentCount: judged.unsentCount,
      halfDoneCount: judged.halfDoneCount,
      repositoryId: first?.repositoryId ?? null,
      changedAt: records.reduce((last, { updatedAt }) => (updatedAt > last ? updatedAt : last), ''),
    },
  );
  db.run(
    'insert into version_member (record_id, chain_id) select value, ? from json_each(?)',
    lastId,
    JSON.stringify(records.map(({ id }) => id)),
  );
  const counts = new Map<string, number>();
  for (const { code } of defects) counts.set(code, (counts.get(code) ?? 0) + 1);
  for (const [code, count] of counts) {
    db.run(
      'insert into version_defect (chain_id, code, count) values (?, ?, ?)',
      lastId,
      code,
      count,
    );
  }
}

function titleOf({ records }: JudgedChain, title: string): string {
  const found = title === '' ? records.find(({ node }) => node.title !== '')?.node.title : title;
  return (found ?? '').slice(0, 20_000);
}
