import { reviewText } from '#shared/text/review.en.ts';
import { getRecord } from '../records/find-records.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import type { Clients } from '../outbox/clients.ts';
import { readLanding } from '../landing/landing-views.ts';
import { checkRemote, checkResolution } from './check-published.ts';
import type { Check, PendingProof } from './proof-table.ts';
import { pendingProofs, writeProof } from './proof-table.ts';

/**
 * Looks after every publication: reads DataCite once more, follows the resolver, and only then lets it count as
 * published. What cannot be asked now is asked again; what stays wrong is told as failed, never as done.
 */
export interface Proofs {
  start(): void;
  /** Something was sent or settled: look for what is to be proved. */
  kick(): void;
  stop(): Promise<void>;
  /** Settles when nothing is pending, or nothing more can be asked at present. */
  whenDone(): Promise<void>;
}

const text = reviewText.proof;
const perTurn = 20;
/** A handle takes minutes to be known everywhere: five looks within an hour, by the wall clock of the core. */
const mostTries = 6;
const waitsMs = [5_000, 30_000, 120_000, 600_000, 1_800_000] as const;
const practiceWaitMs = 1_000;

/** A page that lacks something is there; what that is, the audit tells. */
const landingOutcomes = {
  good: 'good',
  incomplete: 'good',
  broken: 'bad',
  unsure: 'unknown',
  unchecked: 'unknown',
} as const;

export function createProofs(
  context: CoreContext,
  clients: Pick<Clients, 'of'>,
  auditPage: ((doi: string) => void) | null,
): Proofs {
  const { ledger, ports } = context;
  let running: Promise<void> | null = null;
  let cut = new AbortController();
  let isStarted = false;
  let isAgain = false;

  async function work(signal: AbortSignal): Promise<void> {
    const waiting = new Map<number, number>(); // record id -> monotonic time of its next look
    for (;;) {
      const now = ports.clock.monotonic();
      const pending = pendingProofs(ledger, 10_000);
      if (pending.length === 0) return;
      const due = pending
        .filter(({ record_id: id }) => (waiting.get(id) ?? 0) <= now)
        .slice(0, perTurn);
      for (const one of due) {
        if (signal.aborted) return;
        const isSettled = await prove(one, signal);
        if (!isSettled) waiting.set(one.record_id, ports.clock.monotonic() + waitOf(one));
      }
      if (due.length > 0) context.emit('review.changed', {});
      if (due.length > 0) continue;
      const next = Math.min(...pending.map(({ record_id: id }) => waiting.get(id) ?? 0));
      await ports.clock.sleep(Math.max(50, next - ports.clock.monotonic()), signal);
    }
  }

  function waitOf({ repository_id: id, try_count: tries }: PendingProof): number {
    const { environment } = clients.of(id);
    return environment === 'practice'
      ? practiceWaitMs
      : (waitsMs[Math.min(tries, waitsMs.length - 1)] ?? 0);
  }

  /** True when the verdict stands. */
  async function prove(pending: PendingProof, signal: AbortSignal): Promise<boolean> {
    const checks = await look(pending, signal);
    if (checks === null) return false;
    const isLast = pending.try_count + 1 >= mostTries;
    const isGood = checks.every(({ outcome }) => outcome === 'good');
    // What nobody could be asked about is neither good nor bad: it is asked again.
    const isBad = checks.some(({ outcome }) => outcome === 'bad');
    const verdict = isGood ? 'verified' : isBad && isLast ? 'failed' : 'pending';
    ledger.transaction(() => {
      writeProof(context, pending, { verdict, checks, isTry: isGood || isBad });
      if (verdict === 'pending') return;
      appendEvent(context, {
        kind: `publication.${verdict}`,
        summary: checks
          .filter(({ outcome }) => isGood || outcome !== 'good')
          .map(({ detail }) => detail)
          .join(' ')
          .slice(0, 2000),
        doi: pending.doi,
        operationId: pending.operation_id,
        detail: Object.fromEntries(checks.map(({ check, outcome }) => [check, outcome])),
      });
    });
    return verdict !== 'pending';
  }

  /** Null: nobody could be asked, which costs no try. */
  async function look(pending: PendingProof, signal: AbortSignal): Promise<Check[] | null> {
    const { doi, repository_id: repositoryId, target_state: state } = pending;
    const account = clients.of(repositoryId);
    const read = await account.client.getDoi(doi, signal);
    if (read.kind === 'later' || read.kind === 'unknown' || read.kind === 'unauthorised')
      return null;
    if (read.kind !== 'done') {
      return [{ check: 'state', outcome: 'bad', detail: `${state}: ${read.kind}` }];
    }
    const record = getRecord(ledger, doi);
    if (record === null) return null;
    const expected = { doi, state, attributes: sentOf(pending) };
    const practiceUrl = account.environment === 'practice' ? account.origin : null;
    return [
      ...checkRemote(expected, read.record),
      ...(await checkResolution(expected, { network: ports.network, practiceUrl, signal })),
      ...(practiceUrl === null ? auditedPage(pending) : []),
    ];
  }

  /** Pages of real accounts are looked at by their audit, which keeps to the manners of hosts. */
  function auditedPage({ doi, finished_at: finishedAt }: PendingProof): Check[] {
    if (auditPage === null) return [];
    const seen = readLanding(ledger, doi);
    if (seen === null || seen.isOutdated || seen.checkedAt < (finishedAt ?? '')) {
      auditPage(doi);
      return [{ check: 'landing-page', outcome: 'unknown', detail: text.pageWaits }];
    }
    const outcome = landingOutcomes[seen.verdict];
    const codes = seen.findings.map(({ code }) => code).join(', ');
    const detail = outcome === 'good' ? text.pageGood : text.pageSeen(seen.verdict, codes);
    return [{ check: 'landing-page', outcome, detail }];
  }

  /** What the DOI was to hold: the copy that was confirmed at the end of the operation, with what it sent. */
  function sentOf({ doi }: PendingProof) {
    return getRecord(ledger, doi)?.remote ?? {};
  }

  const kick = (): void => {
    if (!isStarted || ledger.isReadonly) return;
    if (running !== null) {
      isAgain = true;
      return;
    }
    isAgain = false;
    const { signal } = cut;
    running = work(signal)
      .catch((cause: unknown) => {
        if (signal.aborted) return;
        const error = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
        ports.log({ level: 'error', message: 'Proving publications stopped', detail: { error } });
      })
      .finally(() => {
        running = null;
        if (isAgain) kick();
      });
  };

  return {
    start() {
      isStarted = true;
      cut = new AbortController();
      kick();
    },
    kick,
    async stop() {
      isStarted = false;
      cut.abort(new Error('The core stops'));
      await running;
    },
    async whenDone() {
      while (running !== null) await running;
    },
  };
}
