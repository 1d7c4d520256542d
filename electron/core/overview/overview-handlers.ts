import { setImmediate as nextTurn } from 'node:timers/promises';

import type { LandingVerdict } from '#shared/landing/codes.ts';
import type { Attributes, RecordState } from '#shared/metadata/attributes.ts';
import type { Report } from '#shared/reports/report.ts';
import { reportCsv, reportHtml } from '#shared/reports/report-file.ts';
import { Tally } from '#shared/reports/tally.ts';
import type { UseCounts } from '#shared/reports/use-tally.ts';
import { formatDate } from '#shared/text/format.ts';
import { overviewText } from '#shared/text/overview.en.ts';
import type { CoreContext } from '../context.ts';
import { getRepository } from '../repositories/repository-table.ts';
import type { Handlers } from '../router.ts';
import { countNeeds } from './needs.ts';

type OverviewHandlers = Pick<Handlers, Extract<keyof Handlers, `overview.${string}`>>;

/** Records counted between two turns of the event loop. */
const recordsPerTurn = 500;
/** A report of the same catalogue is not counted again within this time. */
const keptMs = 5000;

/** The procedures of the start page and of reports. */
export function createOverviewHandlers(context: CoreContext): OverviewHandlers {
  const { ledger, ports } = context;
  const kept = new Map<string, { readonly at: number; readonly report: Promise<Report> }>();

  const reportOf = (scope: Scope): Promise<Report> => {
    const key = JSON.stringify([scope.repositoryId, scope.collectionId]);
    const known = kept.get(key);
    const now = ports.clock.monotonic();
    if (known !== undefined && now - known.at < keptMs) return known.report;
    const report = gather(context, scope);
    kept.set(key, { at: now, report });
    report.catch(() => kept.delete(key));
    return report;
  };

  return {
    'overview.needs': ({ repositoryId }) => ({
      needs: countNeeds(context, repositoryId),
      recordCount:
        ledger.db.get<{ count: number }>(
          'select count(*) as count from record where @repositoryId is null or repository_id = @repositoryId',
          { repositoryId },
        )?.count ?? 0,
    }),
    'overview.report': async ({ repositoryId, collectionId = null }) =>
      toWire(await reportOf({ repositoryId, collectionId })),
    'overview.file': async ({ repositoryId, collectionId = null, format }) => {
      const report = await reportOf({ repositoryId, collectionId });
      const repository = repositoryId === null ? null : getRepository(ledger, repositoryId);
      const day = context.timestamp();
      const head = {
        name: collectionName(context, collectionId) ?? repository?.name ?? overviewText.report,
        date: formatDate(day),
        isPractice: repository?.environment === 'practice',
      };
      const text =
        format === 'html'
          ? reportHtml(report, head)
          : format === 'csv'
            ? reportCsv(report, head)
            : `${JSON.stringify({ ...head, ...report }, null, 2)}\n`;
      return { text, fileName: `report-${day.slice(0, 10)}.${format}` };
    },
  };
}

/** Null: all of them. */
interface Scope {
  readonly repositoryId: string | null;
  readonly collectionId: number | null;
}

function collectionName({ ledger }: CoreContext, id: number | null): string | null {
  return (
    ledger.db.get<{ name: string }>('select name from collection where id = ?', id)?.name ?? null
  );
}

interface Row {
  readonly id: number;
  readonly state: RecordState;
  readonly attributes: string;
  readonly confirmed_at: string | null;
  readonly created_at: string;
  readonly verdict: LandingVerdict | null;
  readonly citations: number | null;
  readonly views: number | null;
  readonly downloads: number | null;
  readonly fetched_at: string | null;
}

/** Goes through the catalogue in turns, so that nothing else has to wait for a report. */
async function gather({ ledger, ports }: CoreContext, scope: Scope): Promise<Report> {
  const tally = new Tally(ports.clock.now());
  for (let after = 0; ;) {
    const rows = ledger.db.all<Row>(
      `select r.id, r.state, r.attributes, r.confirmed_at, r.created_at, c.verdict,
         u.citations, u.views, u.downloads, u.fetched_at from record r
       left join landing_check c on c.record_id = r.id left join record_use u on u.record_id = r.id
       where r.id > @after and r.burnt = 0 and (@repositoryId is null or r.repository_id = @repositoryId)
         and (@collectionId is null or r.collection_id = @collectionId)
       order by r.id limit @limit`,
      { after, ...scope, limit: recordsPerTurn },
    );
    for (const row of rows) {
      const { state, attributes, confirmed_at, created_at, verdict, ...use } = row;
      tally.add({
        state,
        attributes: JSON.parse(attributes) as Attributes,
        confirmedAt: confirmed_at,
        createdAt: created_at,
        page: verdict,
        use: countsIn(use),
      });
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < recordsPerTurn) return tally.report();
    after = last.id;
    await nextTurn();
  }
}

function countsIn({
  citations,
  views,
  downloads,
  fetched_at: fetchedAt,
}: Pick<Row, 'citations' | 'views' | 'downloads' | 'fetched_at'>): UseCounts | null {
  if (citations === null || views === null || downloads === null || fetchedAt === null) return null;
  return { citations, views, downloads, fetchedAt };
}

function toWire({ recordCount, figures, charts }: Report) {
  return {
    recordCount,
    figures: figures.map((figure) => ({ ...figure })),
    charts: charts.map(({ id, series, asOf, rows }) => ({
      id,
      asOf,
      series: [...series],
      rows: rows.map((row) => ({ ...row, values: [...row.values] })),
    })),
  };
}
