import type { ConflictScope } from '#shared/contract/conflicts.ts';
import type { Output } from '#shared/contract/contract.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** A record with the attributes that are open on it, sorted. */
interface OpenRecord {
  readonly doi: string;
  readonly title: string | null;
  readonly paths: readonly string[];
}

/** An attribute may be open twice: as a conflict now, and as a value that we overwrote before. */
const openPaths = /* sql */ `open_path as (
  select record_id, path from conflict union select record_id, path from overwritten_value)`;

const scoped = /* sql */ `r.sync = 'conflict' and (@isAll = 1 or r.collection_id is @collectionId)`;

const pathsOf = /* sql */ `(select json_group_array(path order by path) from open_path where record_id = r.id)`;

const scopeOf = (scope: ConflictScope) => ({
  isAll: scope === null ? 1 : 0,
  collectionId: scope === 'none' ? null : scope,
});

interface Wanted {
  readonly scope: ConflictScope;
  readonly path: string | null;
}

/** A page of the records in conflict, in the order in which they came into the ledger. */
export function listConflicts(
  { db }: Ledger,
  { scope, path }: Wanted,
  page: { readonly offset: number; readonly limit: number },
): Output<'conflicts.list'> {
  const found = `from record r where ${scoped} and (@path is null or exists
    (select 1 from open_path o where o.record_id = r.id and o.path = @path))`;
  const given = { ...scopeOf(scope), path };
  const total = db.get<{ count: number }>(
    `with ${openPaths} select count(*) as count ${found}`,
    given,
  );
  const rows = db.all<{ doi: string; title: string | null; paths: string }>(
    `with ${openPaths} select r.doi, r.title, ${pathsOf} as paths ${found}
     order by r.id limit @limit offset @offset`,
    { ...given, ...page },
  );
  return {
    total: total?.count ?? 0,
    records: rows.map(({ doi, title, paths }) => ({
      doi,
      title: title?.slice(0, 500) ?? null,
      paths: JSON.parse(paths) as string[],
    })),
  };
}

/** Every record in conflict in this scope, in the order in which they came into the ledger. */
export function openRecords({ db }: Ledger, scope: ConflictScope): Omit<OpenRecord, 'title'>[] {
  return db
    .all<{ doi: string; paths: string }>(
      `with ${openPaths} select r.doi, ${pathsOf} as paths from record r where ${scoped} order by r.id`,
      scopeOf(scope),
    )
    .map(({ doi, paths }) => ({ doi, paths: JSON.parse(paths) as string[] }));
}

/** What is open, counted. Collections are counted over all, so that one can be chosen. */
export function surveyConflicts({ db }: Ledger, scope: ConflictScope): Output<'conflicts.survey'> {
  const given = scopeOf(scope);
  const counts = db.get<{ total: number; agreed: number }>(
    `with ${openPaths} select count(*) as total, ifnull(sum(not exists
       (select 1 from open_path o where o.record_id = r.id)), 0) as agreed from record r where ${scoped}`,
    given,
  );
  const paths = db.all<{ path: string; recordCount: number; overwrittenCount: number }>(
    `with ${openPaths} select o.path, count(*) as recordCount,
       sum(not exists (select 1 from conflict c where c.record_id = r.id and c.path = o.path)) as overwrittenCount
     from record r join open_path o on o.record_id = r.id where ${scoped}
     group by o.path order by recordCount desc, o.path limit 100`,
    given,
  );
  const collections = db.all<{ id: number | null; name: string | null; recordCount: number }>(
    `select c.id, c.name, count(*) as recordCount from record r
     left join collection c on c.id = r.collection_id where r.sync = 'conflict'
     group by r.collection_id order by c.name is null, c.name, c.id limit 1000`,
  );
  return {
    recordCount: counts?.total ?? 0,
    agreedCount: counts?.agreed ?? 0,
    paths,
    collections: collections.map((each) => ({ ...each, name: each.name?.slice(0, 500) ?? '' })),
  };
}
