import type { Output } from '#shared/contract/contract.ts';
import { caseStatuses, isEnded } from '#shared/removal/case-table.ts';
import type { Ledger } from '../ledger/ledger.ts';

type Suspect = Output<'removal.suspects'>['suspects'][number];

const openStatuses = JSON.stringify(caseStatuses.filter((status) => !isEnded(status)));
const mostShown = 50;

/** DOIs of ours that were published; the text of a reason; how pressing it is, 0 the most. */
const sources: readonly (readonly [why: Suspect['why'], weight: number, from: string])[] = [
  [
    'withdrawn-findable',
    0,
    `record_finding f join record r on r.id = f.record_id
     where f.code = 'withdrawn-not-registered' and r.state = 'findable'`,
  ],
  // Removed here for good, and somebody showed it again.
  [
    'withdrawn-findable',
    0,
    `removal_item i join record r on r.id = i.record_id join removal_case c on c.id = i.case_id
     where i.status = 'done' and r.state = 'findable'
       and coalesce(json_extract(c.tombstone, '$.isTemporary'), 0) = 0`,
  ],
  [
    'tombstone-gone',
    1,
    `landing_check l join record r on r.id = l.record_id
     join removal_page p on p.doi = r.doi and p.kind = 'tombstone' where l.verdict = 'broken'`,
  ],
  // Removed here, and its DOI leads away from the page that says so.
  [
    'leads-elsewhere',
    1,
    `removal_item i join record r on r.id = i.record_id
     where i.status = 'done' and json_extract(r.remote, '$.url') <> i.page_url`,
  ],
  // The record says the page, and the resolver was never told.
  [
    'leads-elsewhere',
    1,
    `removal_item i join record r on r.id = i.record_id
     join landing_check l on l.record_id = r.id and l.url = i.page_url
     join landing_code k on k.record_id = r.id
     where i.status = 'done' and k.code = 'resolver-elsewhere'`,
  ],
  [
    'item-gone',
    2,
    `hub_event e join hub_doi d on d.item_id = e.item_id and d.minted_by = 'own'
     join record r on r.doi = d.doi
     where e.settled_at is null and e.kind in ('deleted','disabled','recreated') and r.state = 'findable'`,
  ],
  // The audit found a page that says so itself, and the DOI is still in the search.
  [
    'item-gone',
    2,
    `landing_check l join record r on r.id = l.record_id
     where l.findings like '%"says-withdrawn"%' and r.state = 'findable'`,
  ],
  [
    'page-broken',
    3,
    `landing_check l join record r on r.id = l.record_id
     where l.verdict = 'broken' and not exists
       (select 1 from removal_page p where p.doi = r.doi and p.kind = 'tombstone')`,
  ],
];

const found = sources
  .map(
    ([
      why,
      weight,
      from,
    ]) => `select r.id, r.doi, r.title, '${why}' as why, ${String(weight)} as weight
       from ${from} and r.state in ('registered','findable') and r.sync <> 'observe-only' and r.burnt = 0`,
  )
  .join(' union all ');

/**
 * DOIs that lie about their item, of which no case is open (E29): withdrawn and still findable, led away from
 * their tombstone page, that page gone, an item gone from its hub, and any page that the audit found broken.
 */
export function findSuspects({ db }: Ledger): Output<'removal.suspects'> {
  const rows = db.all<Suspect>(
    `select doi, title, why from (${found})
     where doi not in (select i.doi from removal_item i join removal_case c on c.id = i.case_id
       where c.status in (select value from json_each(?)))
     group by doi order by min(weight), doi`,
    openStatuses,
  );
  return {
    suspects: rows.slice(0, mostShown).map(({ doi, title, why }) => ({
      doi,
      title: title?.slice(0, 500) ?? null,
      why,
    })),
    total: rows.length,
  };
}
