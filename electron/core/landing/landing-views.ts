import type { Output, ParsedInput } from '#shared/contract/contract.ts';
import type { LandingDetail, LandingFilter, LandingRow } from '#shared/contract/landing.ts';
import { doiKey } from '#shared/doi/doi.ts';
import type { LandingCode, LandingFinding, LandingVerdict } from '#shared/landing/codes.ts';
import type { Hop } from '#shared/landing/visit.ts';
import type { RecordState } from '#shared/metadata/attributes.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { recordViews } from '../records/record-views.ts';

interface Row {
  readonly id: number;
  readonly doi: string;
  readonly title: string | null;
  readonly state: RecordState;
  readonly record_url: string | null;
  readonly verdict: LandingVerdict;
  readonly findings: string;
  readonly checks: string;
  readonly hops: string;
  readonly host: string;
  readonly url: string;
  readonly status: number | null;
  readonly checked_at: string;
  readonly final_url: string | null;
  readonly snippet: string;
  readonly strikes: number;
}

const from = `from landing_check c join record r on r.id = c.record_id`;

/** The worst first, then by host, so that what has one reason stands together. */
const order = `order by case c.verdict when 'broken' then 0 when 'unsure' then 1 when 'incomplete' then 2
  when 'unchecked' then 3 else 4 end, c.host, r.id`;

export function listLanding(
  ledger: Ledger,
  { filter, offset, limit }: ParsedInput<'landing.list'>,
): Output<'landing.list'> {
  const { db } = ledger;
  const values = valuesOf(ledger, filter);
  const rows = db.all<Row>(
    `select r.id, r.doi, r.title, r.state, r.url as record_url, c.* ${from} ${where} ${order}
     limit @limit offset @offset`,
    { ...values, limit, offset },
  );
  const total = db.get<{ count: number }>(`select count(*) as count ${from} ${where}`, values);
  return {
    rows: rows.map(rowOf),
    total: total?.count ?? 0,
    codes: db.all<{ code: LandingCode; count: number }>(
      `select k.code, count(*) as count from landing_code k join landing_check c on c.record_id = k.record_id
       join record r on r.id = k.record_id ${where} group by k.code order by count desc, k.code limit 100`,
      { ...values, code: null },
    ),
    hosts: db.all<{ host: string; count: number }>(
      `select c.host, count(*) as count ${from} ${where} group by c.host order by count desc, c.host limit 50`,
      { ...values, host: null },
    ),
  };
}

const where = `where (@verdicts is null or c.verdict in (select value from json_each(@verdicts)))
  and (@code is null or exists (select 1 from landing_code k2 where k2.record_id = r.id and k2.code = @code))
  and (@host is null or c.host = @host)
  and (@repositoryId is null or r.repository_id = @repositoryId)
  and (@text is null or instr(lower(coalesce(r.title, '')), @text) > 0 or instr(r.doi, @text) > 0
    or instr(lower(c.url), @text) > 0)
  and (@ids is null or r.id in (select value from json_each(@ids)))`;

function valuesOf(
  ledger: Ledger,
  { verdicts, code, host, repositoryId, text, records }: LandingFilter,
): Record<string, string | null> {
  return {
    verdicts: verdicts === undefined || verdicts.length === 0 ? null : JSON.stringify(verdicts),
    code: code ?? null,
    host: host ?? null,
    repositoryId: repositoryId ?? null,
    text: text === undefined || text === '' ? null : text.toLowerCase(),
    ids: records === undefined ? null : JSON.stringify([...recordViews(ledger).idsOf(records)]),
  };
}

function rowOf(row: Row): LandingRow {
  return {
    doi: row.doi,
    title: row.title,
    state: row.state,
    verdict: row.verdict,
    findings: JSON.parse(row.findings) as LandingFinding[],
    host: row.host,
    url: row.url,
    status: row.status,
    checkedAt: row.checked_at,
    strikes: row.strikes,
  };
}

export function readLanding({ db }: Ledger, doi: string): LandingDetail | null {
  const row = db.get<Row>(
    `select r.id, r.doi, r.title, r.state, r.url as record_url, c.* ${from} where r.doi = ?`,
    doiKey(doi),
  );
  if (row === undefined) return null;
  const changes = db.all<{
    at: string;
    verdict: LandingVerdict;
    findings: string;
    status: number | null;
  }>(
    `select at, verdict, findings, status from landing_change where record_id = ? order by id desc limit 100`,
    row.id,
  );
  return {
    ...rowOf(row),
    finalUrl: row.final_url,
    snippet: row.snippet,
    checks: JSON.parse(row.checks) as LandingDetail['checks'],
    hops: JSON.parse(row.hops) as Hop[],
    isOutdated: (row.record_url ?? '') !== row.url,
    changes: changes.map(({ findings, ...change }) => ({
      ...change,
      codes: (JSON.parse(findings) as LandingFinding[]).map(({ code }) => code),
    })),
    accepted: db.all(
      'select code, note, person, at from landing_acceptance where record_id = ? order by code',
      row.id,
    ),
  };
}
