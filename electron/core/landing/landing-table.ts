import { doiKey } from '#shared/doi/doi.ts';
import type { LandingCode, LandingFinding, LandingVerdict } from '#shared/landing/codes.ts';
import { effectiveVerdict } from '#shared/landing/judge.ts';
import type { Judgement } from '#shared/landing/judge.ts';
import type { Strikes } from '#shared/landing/strikes.ts';
import { strikesToAlarm } from '#shared/landing/strikes.ts';
import type { Hop } from '#shared/landing/visit.ts';
import { AppError } from '#shared/support/app-error.ts';
import { appendEvent } from '../history/append-event.ts';
import type { CoreContext } from '../context.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** What was seen of one page. */
export interface CheckInput {
  readonly recordId: number;
  readonly url: string;
  readonly host: string;
  readonly judgement: Judgement;
  readonly hops: readonly Hop[];
  readonly strikes: Strikes;
}

export function strikesOf({ db }: Ledger, recordId: number): Strikes {
  const row = db.get<{ strikes: number; struck_at: string | null }>(
    'select strikes, struck_at from landing_check where record_id = ?',
    recordId,
  );
  return { count: row?.strikes ?? 0, at: row?.struck_at ?? null };
}

/** Stores what was seen, and takes the page from the list of those that wait. */
export function saveCheck(context: CoreContext, input: CheckInput): void {
  const { ledger } = context;
  const { db } = ledger;
  const { recordId, judgement, strikes } = input;
  const at = context.timestamp();
  const findings = JSON.stringify(judgement.findings);
  ledger.transaction(() => {
    const accepted = acceptedCodes(ledger, recordId);
    const verdict = effectiveVerdict(judgement.findings, {
      accepted,
      isAlarm: strikes.count >= strikesToAlarm,
    });
    const before = db.get<{ verdict: string; findings: string }>(
      'select verdict, findings from landing_check where record_id = ?',
      recordId,
    );
    db.run(
      `insert into landing_check (record_id, checked_at, url, host, verdict, findings, checks, hops, status,
         final_url, snippet, strikes, struck_at)
       select id, @at, @url, @host, @verdict, @findings, @checks, @hops, @status, @finalUrl, @snippet,
         @strikes, @struckAt from record where id = @recordId
       on conflict (record_id) do update set checked_at = excluded.checked_at, url = excluded.url,
         host = excluded.host, verdict = excluded.verdict, findings = excluded.findings,
         checks = excluded.checks, hops = excluded.hops, status = excluded.status,
         final_url = excluded.final_url, snippet = excluded.snippet, strikes = excluded.strikes,
         struck_at = excluded.struck_at`,
      {
        recordId,
        at,
        url: input.url,
        host: input.host,
        verdict,
        findings,
        checks: JSON.stringify(judgement.checks),
        hops: JSON.stringify(input.hops),
        status: judgement.status,
        finalUrl: judgement.finalUrl,
        snippet: judgement.snippet,
        strikes: strikes.count,
        struckAt: strikes.at,
      },
    );
    writeCodes(ledger, recordId, judgement.findings, accepted);
    if (before?.verdict !== verdict || before.findings !== findings) {
      db.run(
        `insert into landing_change (record_id, at, verdict, findings, status, final_url, snippet)
         select id, ?, ?, ?, ?, ?, ? from record where id = ?`,
        ...[
          at,
          verdict,
          findings,
          judgement.status,
          judgement.finalUrl,
          judgement.snippet,
          recordId,
        ],
      );
    }
    db.run('delete from landing_due where record_id = ?', recordId);
  });
  context.emit('landing.changed', {});
}

function writeCodes(
  { db }: Ledger,
  recordId: number,
  findings: readonly LandingFinding[],
  accepted: ReadonlySet<string>,
): void {
  db.run('delete from landing_code where record_id = ?', recordId);
  for (const { code } of findings) {
    if (accepted.has(code)) continue;
    db.run(
      `insert or ignore into landing_code (record_id, code) select id, ? from record where id = ?`,
      code,
      recordId,
    );
  }
}

function acceptedCodes({ db }: Ledger, recordId: number): ReadonlySet<string> {
  const rows = db.all<{ code: string }>(
    'select code from landing_acceptance where record_id = ?',
    recordId,
  );
  return new Set(rows.map(({ code }) => code));
}

/** A person accepts a finding, with the reason, or takes it back (`note` null). */
export function acceptFinding(
  context: CoreContext,
  {
    doi,
    code,
    note,
  }: { readonly doi: string; readonly code: LandingCode; readonly note: string | null },
): void {
  const { ledger } = context;
  const { db } = ledger;
  ledger.transaction(() => {
    const row = db.get<{ id: number; findings: string; strikes: number; doi: string }>(
      `select r.id, r.doi, c.findings, c.strikes from record r join landing_check c on c.record_id = r.id
       where r.doi = ?`,
      doiKey(doi),
    );
    if (row === undefined) {
      throw new AppError('NOT_FOUND', {
        message: `The landing page of ${doi} was not looked at yet. Nothing was changed.`,
        nextStep: 'Check its page first.',
      });
    }
    if (note === null) {
      db.run('delete from landing_acceptance where record_id = ? and code = ?', row.id, code);
    } else {
      db.run(
        `insert into landing_acceptance (record_id, code, note, person, at) values (?, ?, ?, ?, ?)
         on conflict (record_id, code) do update set note = excluded.note, person = excluded.person,
           at = excluded.at`,
        ...[row.id, code, note, context.person(), context.timestamp()],
      );
    }
    const findings = JSON.parse(row.findings) as LandingFinding[];
    const accepted = acceptedCodes(ledger, row.id);
    const isAlarm = row.strikes >= strikesToAlarm;
    db.run(
      'update landing_check set verdict = ? where record_id = ?',
      effectiveVerdict(findings, { accepted, isAlarm }),
      row.id,
    );
    writeCodes(ledger, row.id, findings, accepted);
    appendEvent(context, {
      kind: note === null ? 'landing.acceptance-withdrawn' : 'landing.accepted',
      summary:
        note === null
          ? `“${code}” of the landing page counts again`
          : `“${code}” of the landing page was accepted`,
      doi: row.doi,
      reason: note,
      detail: { code },
    });
  });
  context.emit('landing.changed', {});
}

export type VerdictCounts = Record<LandingVerdict | 'never', number>;

/** How many pages of each verdict; of one repository, or of all. */
export function countVerdicts({ db }: Ledger, repositoryId: string | null): VerdictCounts {
  const counts: VerdictCounts = {
    good: 0,
    incomplete: 0,
    broken: 0,
    unsure: 0,
    unchecked: 0,
    never: 0,
  };
  const rows = db.all<{ verdict: LandingVerdict | 'never'; count: number }>(
    `select coalesce(c.verdict, 'never') as verdict, count(*) as count
     from record r left join landing_check c on c.record_id = r.id
     where r.state in ('registered','findable') and r.sync <> 'observe-only'
       and (@repositoryId is null or r.repository_id = @repositoryId)
     group by 1`,
    { repositoryId },
  );
  for (const { verdict, count } of rows) counts[verdict] = count;
  return counts;
}
