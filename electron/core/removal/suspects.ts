import type { Output } from '#shared/contract/contract.ts';
import { caseStatuses, isEnded } from '#shared/removal/case-table.ts';
import type { Ledger } from '../ledger/ledger.ts';

type Suspect = Output<'removal.suspects'>['suspects'][number];

const openStatuses = JSON.stringify(caseStatuses.filter((status) => !isEnded(status)));
const mostShown = 50;

/**
 * DOIs that lie about their item, of which no case is open (E29): withdrawn and still findable, a tombstone page
 * that is gone, and a published DOI whose page the audit found broken.
 */
export function findSuspects({ db }: Ledger): Output<'removal.suspects'> {
  const rows = db.all<Suspect>(
    `select doi, title, why from (
       select r.id, r.doi, r.title, 'withdrawn-findable' as why, 0 as weight
         from record_finding f join record r on r.id = f.record_id
         where f.code = 'withdrawn-not-registered' and r.state = 'findable'
       union all
       select r.id, r.doi, r.title,
           case when p.doi is null then 'page-broken' else 'tombstone-gone' end,
           case when p.doi is null then 2 else 1 end
         from landing_check l join record r on r.id = l.record_id
         left join removal_page p on p.doi = r.doi and p.kind = 'tombstone'
         where l.verdict = 'broken' and r.state in ('registered', 'findable')
           and r.sync <> 'observe-only' and r.burnt = 0)
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
