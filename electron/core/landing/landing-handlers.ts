import type { LandingDetail } from '#shared/contract/landing.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { CoreContext } from '../context.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { prepareSelection, selectedIds } from '../register/selection.ts';
import type { Handlers } from '../router.ts';
import type { Audit } from './audit.ts';
import {
  addDue,
  catalogueIds,
  countDue,
  lastWholeAudit,
  latestRun,
  setRunStatus,
} from './due-table.ts';
import { acceptFinding, countVerdicts } from './landing-table.ts';
import { listLanding, readLanding } from './landing-views.ts';

type LandingHandlers = Pick<Handlers, Extract<keyof Handlers, `landing.${string}`>>;

const everyDaysKey = 'landing.every-days';

/** Days between two audits of the whole catalogue; null: only when somebody asks. */
export function everyDays({ db }: Ledger): number | null {
  const row = db.get<{ value: string | null }>(
    'select value from setting where key = ?',
    everyDaysKey,
  );
  const days = Number(row?.value ?? Number.NaN);
  return Number.isInteger(days) && days > 0 ? days : null;
}

export function createLandingHandlers(
  context: CoreContext,
  audit: Audit,
  hasReader: boolean,
): LandingHandlers {
  const { ledger } = context;

  const underWay = () => {
    const run = latestRun(ledger);
    if (run !== null && (run.status === 'running' || run.status === 'paused')) return run;
    throw new AppError('CONFLICT', {
      message: 'No audit of landing pages is under way.',
      nextStep: 'Start one, for a selection or for the whole catalogue.',
    });
  };

  return {
    'landing.status': ({ repositoryId }) => {
      const run = latestRun(ledger);
      return {
        run:
          run === null
            ? null
            : {
                id: run.id,
                status: run.status,
                total: run.total,
                doneCount: Math.max(0, run.total - countDue(ledger)),
                startedAt: run.startedAt,
                finishedAt: run.finishedAt,
                waitsFor: run.status === 'running' ? audit.waitsFor : null,
                perSecond: audit.perSecond(),
              },
        counts: countVerdicts(ledger, repositoryId ?? null),
        everyDays: everyDays(ledger),
        lastWholeAt: lastWholeAudit(ledger),
      };
    },
    'landing.list': async (asked) => {
      const { records } = asked.filter;
      if (records !== undefined) await prepareSelection(ledger, { filter: records });
      return listLanding(ledger, asked);
    },
    'landing.get': ({ doi }): { detail: LandingDetail | null } => ({
      detail: readLanding(ledger, doi),
    }),
    'landing.start': async ({ of }) => {
      if (!hasReader) {
        throw new AppError('INTERNAL', { message: 'This program was started without a network.' });
      }
      if (of !== 'all') await prepareSelection(ledger, of);
      const ids = of === 'all' ? catalogueIds(ledger) : selectedIds(ledger, of);
      const added = addDue(context, ids, of === 'all' ? 'all' : 'some');
      context.emit('landing.changed', {});
      audit.kick();
      return added;
    },
    'landing.pause': async () => {
      const { id } = underWay();
      setRunStatus(context, id, 'paused');
      await audit.halt();
      return {};
    },
    'landing.resume': () => {
      const { id } = underWay();
      setRunStatus(context, id, 'running');
      audit.kick();
      return {};
    },
    'landing.cancel': async () => {
      const { id } = underWay();
      setRunStatus(context, id, 'paused');
      await audit.halt();
      setRunStatus(context, id, 'cancelled');
      return {};
    },
    'landing.setSchedule': ({ everyDays: days }) => {
      ledger.db.run(
        'insert into setting (key, value) values (?, ?) on conflict (key) do update set value = excluded.value',
        everyDaysKey,
        days === null ? null : String(days),
      );
      context.emit('landing.changed', {});
      return {};
    },
    'landing.accept': (asked) => {
      acceptFinding(context, asked);
      return {};
    },
  };
}
