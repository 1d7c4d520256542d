import type { HubFilter, HubItemRow } from '#shared/contract/hub-shapes.ts';
import type { ParsedInput } from '#shared/contract/contract.ts';
import { urgentEvents } from '#shared/hub/watch.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { listProfiles } from './profile-table.ts';

type Asked = ParsedInput<'hub.items'>;

const urgentKinds = JSON.stringify([...urgentEvents]);

interface Row {
  readonly id: number;
  readonly profile_id: string;
  readonly kind: 'dataset' | 'model';
  readonly name: string;
  readonly title: string | null;
  readonly access: HubItemRow['access'];
  readonly gated: HubItemRow['gated'];
  readonly doi: string | null;
  readonly minted_by: 'hub' | 'own' | null;
  readonly doi_revision: string | null;
  readonly record_doi: string | null;
  readonly head: string | null;
  readonly open_count: number;
  readonly urgent_count: number;
  readonly checked_at: string | null;
}

// One DOI an item: ours before the hub's, the newest first.
const items = /* sql */ `
  select i.id, i.profile_id, i.kind, i.name, r.title, i.access, coalesce(i.seen ->> '$.gated', 'no') as gated,
    d.doi, d.minted_by, d.revision as doi_revision, r.doi as record_doi, i.head, i.checked_at,
    (select count(*) from hub_event e where e.item_id = i.id and e.settled_at is null) as open_count,
    (select count(*) from hub_event e where e.item_id = i.id and e.settled_at is null
       and e.kind in (select value from json_each(@urgent))) as urgent_count,
    case when d.doi is null then 'none' when d.revision is null or i.head is null or d.revision = i.head then 'current' else 'outdated' end as standing
  from hub_item i
  left join record r on r.id = i.record_id
  left join hub_doi d on d.item_id = i.id and d.doi = (
    select x.doi from hub_doi x where x.item_id = i.id and x.outdated_at is null and x.role = 'version'
      and not exists (select 1 from record b where b.doi = x.doi and b.burnt = 1)
    order by x.minted_by = 'own' desc, x.noted_at desc, x.doi limit 1)`;

const where = /* sql */ `
  where (@profile is null or profile_id = @profile)
    and (@text = '' or name like '%' || @text || '%' or title like '%' || @text || '%' or doi like '%' || @text || '%')
    and (@owners is null or substr(name, 1, instr(name, '/') - 1) in (select value from json_each(@owners)))
    and case @show
      when 'all' then 1
      when 'no-doi' then standing = 'none'
      when 'current' then standing = 'current'
      when 'outdated' then standing = 'outdated'
      when 'events' then open_count > 0
      when 'unseen' then access not in ('public', 'private')
      else 1 end`;

/** Orders are constant texts, so that no value stands in the SQL. */
const orders: Readonly<Record<Asked['sort'], readonly [up: string, down: string]>> = {
  name: ['order by name, id', 'order by name desc, id desc'],
  events: [
    'order by urgent_count, open_count, name, id',
    'order by urgent_count desc, open_count desc, name, id',
  ],
  checked: ['order by checked_at, id', 'order by checked_at desc, id'],
  standing: ['order by standing, name, id', 'order by standing desc, name, id'],
};

/** Items of all hubs, a page; counts and standing are of this moment. */
export function listItems(ledger: Ledger, asked: Asked): { rows: HubItemRow[]; total: number } {
  const values = {
    urgent: urgentKinds,
    profile: asked.filter.profileId ?? null,
    text: asked.filter.text ?? '',
    show: asked.filter.show ?? 'all',
    owners: ownersOf(ledger, asked.filter),
  };
  const order = orders[asked.sort][asked.descending ? 1 : 0];
  const rows = ledger.db.all<Row & { standing: HubItemRow['standing'] }>(
    `select * from (${items}) ${where} ${order} limit @limit offset @offset`,
    { ...values, limit: asked.limit, offset: asked.offset },
  );
  const total =
    ledger.db.get<{ count: number }>(`select count(*) as count from (${items}) ${where}`, values)
      ?.count ?? 0;
  return {
    total,
    rows: rows.map((row) => ({
      id: row.id,
      profileId: row.profile_id,
      kind: row.kind,
      name: row.name,
      title: row.title,
      access: row.access,
      gated: row.gated,
      standing: row.standing,
      doi: row.doi,
      mintedBy: row.minted_by,
      recordDoi: row.record_doi,
      head: row.head,
      openEventCount: row.open_count,
      urgentEventCount: row.urgent_count,
      checkedAt: row.checked_at,
    })),
  };
}

/** The user of each token and her organisations; null: everybody's items. */
function ownersOf(ledger: Ledger, { own, profileId }: HubFilter): string | null {
  if (own !== true) return null;
  const accounts = listProfiles(ledger).filter(
    ({ id }) => profileId === undefined || id === profileId,
  );
  const names = accounts.flatMap(({ account }) =>
    account === null ? [] : [account.user, ...account.organisations.map(({ name }) => name)],
  );
  return JSON.stringify(names);
}
