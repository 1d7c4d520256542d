import type { CoreContext } from '../context.ts';
import { createPracticeNames } from '../network/practice-names.ts';
import type { Handlers } from '../router.ts';
import type { Audit } from './audit.ts';
import { createAudit } from './audit.ts';
import type { AuditParts } from './check-page.ts';
import { createPageCheck } from './check-page.ts';
import { catalogueIds, addDue, lastWholeAudit, latestRun, unsureIds } from './due-table.ts';
import { createLandingHandlers, everyDays } from './landing-handlers.ts';
import { createLook } from './look-at.ts';

/** The audit of landing pages (requirements E11, E26 to E28d). */
export interface Landing {
  readonly handlers: Pick<Handlers, Extract<keyof Handlers, `landing.${string}`>>;
  readonly audit: Audit;
  /** Goes on with what a crash or a stop left, and from now on keeps to the timetable. */
  start(): void;
  stop(): Promise<void>;
}

const hourMs = 3_600_000;
/** A page that failed in a way that may pass is looked at again after this long, where a timetable is set. */
const againMs = 20 * hourMs;

export function createLanding(
  context: CoreContext,
  { practiceUrl, look }: { readonly practiceUrl: () => string | null; readonly look?: AuditParts },
): Landing {
  const { ledger, ports } = context;
  const names = createPracticeNames(practiceUrl);
  const { pages: reader } = ports;
  const parts =
    look ?? (reader === undefined ? null : createLook(context, { reader, names, practiceUrl }));
  const nobody: AuditParts = { lookAt: noReader, isOnline: async () => Promise.resolve(true) };
  const audit = createAudit(context, createPageCheck(context, parts ?? nobody));
  const cut = new AbortController();
  let ticking: Promise<void> = Promise.resolve();

  function takeUpWhatIsDue(): void {
    const days = everyDays(ledger);
    if (days === null) return;
    const now = ports.clock.now();
    const last = lastWholeAudit(ledger);
    const status = latestRun(ledger)?.status;
    if (status === 'running' || status === 'paused') return;
    if (last === null || now - Date.parse(last) >= days * 24 * hourMs) {
      addDue(context, catalogueIds(ledger), 'all');
    } else {
      addDue(context, unsureIds(ledger, new Date(now - againMs).toISOString()), 'some');
    }
  }

  async function tick(): Promise<void> {
    while (!cut.signal.aborted) {
      takeUpWhatIsDue();
      audit.kick();
      await ports.clock.sleep(hourMs, cut.signal).catch(() => undefined);
    }
  }

  return {
    handlers: createLandingHandlers(context, audit, parts !== null),
    audit,
    start() {
      if (ledger.isReadonly || parts === null) return;
      ticking = tick();
    },
    async stop() {
      cut.abort();
      await Promise.all([audit.stop(), ticking]);
    },
  };
}

const noReader = (): never => {
  throw new Error('This core was given no way to read pages');
};
