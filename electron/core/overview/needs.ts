import type { NeedId } from '#shared/overview/needs.ts';
import { needIds, yearBefore } from '#shared/overview/needs.ts';
import type { CoreContext } from '../context.ts';
import { pressingCases } from '../removal/case-inbox.ts';

/** Counts one kind of thing that may need a person; `@repositoryId` null means all, `@today` and `@yearAgo` are days. */
type Provider = string;

const recordsWhere = (test: string): Provider =>
  `select count(*) as count from record r where ${test} and (@repositoryId is null or r.repository_id = @repositoryId)`;
const pagesWhere = (verdict: string): Provider =>
  recordsWhere(
    `r.state in ('registered','findable') and exists
       (select 1 from landing_check c where c.record_id = r.id and c.verdict = '${verdict}')`,
  );

/** One line a kind: a workflow counts its own here, in one statement that an index serves. */
const providers: Readonly<Partial<Record<NeedId, Provider>>> = {
  conflicts: recordsWhere(`r.sync = 'conflict'`),
  failed: recordsWhere(`r.sync = 'failed'`),
  'broken-pages': pagesWhere('broken'),
  'unsure-pages': pagesWhere('unsure'),
  // A case may be about DOIs of several repositories.
  requests: `select count(*) as count from removal_case where status in ('open','asked')`,
  'pressing-requests': pressingCases,
  // An item of a hub may have a DOI of its own, of a repository here, or none yet.
  'hub-events': `select count(*) as count from hub_event where settled_at is null`,
  'to-review': recordsWhere(
    `r.state in ('reserved','draft') and exists (select 1 from review v where v.record_id = r.id
       and (v.step = 'in-review' or (v.step <> 'new' and v.content_hash <> r.content_hash)))`,
  ),
  'ready-drafts': recordsWhere(
    `r.state = 'draft' and r.error_count = 0 and r.sync <> 'observe-only'`,
  ),
  'drafts-with-errors': recordsWhere(
    `r.state = 'draft' and r.error_count > 0 and r.sync <> 'observe-only'`,
  ),
  'version-defects': `select count(*) as count from version_chain
    where defect_count > 0 and (@repositoryId is null or repository_id = @repositoryId)`,
  outdated: recordsWhere(`exists (select 1 from version_mark m where m.record_id = r.id)`),
  findings: recordsWhere(
    `r.state = 'findable' and r.sync <> 'observe-only' and (r.error_count > 0 or r.warning_count > 0)`,
  ),
  // E4: somebody answers for what is public, and looks after it.
  contacts: `select count(*) as count from collection c join repository a on a.id = c.repository_id
      left join review_policy p on p.collection_id = c.id
    where a.environment <> 'practice' and a.removed_at is null
      and (@repositoryId is null or c.repository_id = @repositoryId)
      and coalesce(p.policy ->> '$.contactConfirmedAt', '') < @yearAgo
      and exists (select 1 from record r where r.collection_id = c.id
        and r.state in ('registered','findable') and r.sync <> 'observe-only')`,
  stale: recordsWhere(
    `r.state in ('registered','findable') and r.sync <> 'observe-only'
       and r.confirmed_at < @yearAgo`,
  ),
  unsent: recordsWhere(`r.sync = 'unsent'`),
  'expired-reservations': recordsWhere(
    `r.state = 'reserved' and r.burnt = 0 and exists
       (select 1 from reservation v where v.record_id = r.id and v.expires_on < @today)`,
  ),
};

/** What needs a person, only kinds of which there is any, in their order. */
export function countNeeds(
  context: CoreContext,
  repositoryId: string | null,
): { id: NeedId; count: number }[] {
  const today = context.timestamp().slice(0, 10);
  const values = { repositoryId, today, yearAgo: yearBefore(today) };
  return needIds.flatMap((id) => {
    const sql = providers[id];
    if (sql === undefined) return [];
    const count = context.ledger.db.get<{ count: number }>(sql, values)?.count ?? 0;
    return count === 0 ? [] : [{ id, count }];
  });
}
