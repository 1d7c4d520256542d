import { findOverwritten } from '#shared/outbox/find-overwritten.ts';
import type { Overwritten } from '#shared/outbox/find-overwritten.ts';
import { comparableText } from '#shared/sync/stored-value.ts';
import { hasConflict, keepOverwritten } from '../conflicts/conflict-table.ts';
import type { CoreContext } from '../context.ts';
import type { DataciteClient } from '../datacite/client.ts';
import { appendEvent } from '../history/append-event.ts';
import { getRecord } from '../records/find-records.ts';
import type { ActivityCheck } from './activity-check-table.ts';
import { accountsToCheck, activityChecks, countTry, removeCheck } from './activity-check-table.ts';
import type { Clients } from './clients.ts';
import { openOperations } from './operation-table.ts';

/**
 * DataCite has no conditional write: what somebody changes between our read and our write is overwritten.
 * Its activities tell so afterwards. Each confirmed update is compared with its own entry there; the index
 * lags, so it is read again, with growing patience, until that entry appears. What was overwritten is shown
 * as a conflict that a person settles, and can bring back.
 */
export interface ActivityChecks {
  start(): void;
  stop(): void;
  /** An update of this account was confirmed. */
  note(repositoryId: string): void;
}

const firstLookMs = { practice: 2_000, service: 60_000 } as const;
const longestWaitMs = 3_600_000;
/** With the waits above, about half a day. */
const mostTries = 16;
/** Read one after the other: sending goes first. */
const mostPerRound = 200;

interface Watch {
  readonly stopped: AbortController;
  /** Accounts that somebody looks after already. */
  readonly looping: Set<string>;
  /** When each is looked at next, by the monotonic clock; each try has a time of its own. */
  readonly dueAt: Map<string, { readonly tries: number; readonly at: number }>;
}

const newWatch = (): Watch => ({
  stopped: new AbortController(),
  looping: new Set(),
  dueAt: new Map(),
});

export function createActivityChecks(context: CoreContext, clients: Clients): ActivityChecks {
  const { clock, log } = context.ports;
  let watch = newWatch();

  const note = (repositoryId: string): void => {
    const mine = watch;
    const { signal } = mine.stopped;
    if (signal.aborted || mine.looping.has(repositoryId)) return;
    mine.looping.add(repositoryId);
    void lookAfter(mine, repositoryId)
      .catch((cause: unknown) => {
        if (signal.aborted) return;
        const error = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
        log({ level: 'error', message: 'Reading activities failed', detail: { error } });
      })
      .finally(() => mine.looping.delete(repositoryId));
  };

  const lookAfter = async ({ stopped, dueAt }: Watch, repositoryId: string): Promise<void> => {
    const { client, environment } = clients.of(repositoryId);
    const first = firstLookMs[environment === 'practice' ? 'practice' : 'service'];
    const dueOf = ({ operationId, tries }: ActivityCheck): number => {
      const wait = Math.min(first * 2 ** tries, longestWaitMs);
      const known = dueAt.get(operationId) ?? { tries: -1, at: 0 };
      if (known.tries === tries) return known.at;
      const at = clock.monotonic() + wait;
      dueAt.set(operationId, { tries, at });
      return at;
    };
    for (;;) {
      const checks = activityChecks(context.ledger, repositoryId, mostPerRound);
      if (checks.length === 0) return;
      const next = Math.min(...checks.map(dueOf)) - clock.monotonic();
      await clock.sleep(Math.max(next, first / 2), stopped.signal);
      const due = checks.filter((check) => dueOf(check) <= clock.monotonic());
      await lookAtAll(context, client, due, stopped.signal);
    }
  };

  return {
    start() {
      watch = newWatch();
      for (const id of accountsToCheck(context.ledger)) note(id);
    },
    stop: () => watch.stopped.abort(new Error('The outbox stops')),
    note,
  };
}

/** An answer that tells nothing ends the round and costs no try. */
async function lookAtAll(
  context: CoreContext,
  client: DataciteClient,
  checks: readonly ActivityCheck[],
  signal: AbortSignal,
): Promise<void> {
  for (const check of checks) {
    const answer = await client.readActivities(check.doi, signal);
    signal.throwIfAborted();
    if (answer.kind === 'later' || answer.kind === 'unauthorised') return;
    const isLast = check.tries + 1 >= mostTries;
    // Should the service name its entries otherwise than its answers, their contents still tell.
    const update = isLast ? { ...check.update, requestId: null } : check.update;
    const found = answer.kind === 'activities' ? findOverwritten(update, answer.activities) : null;
    context.ledger.transaction(() => {
      if (found !== null) keepFound(context, check, found);
      if (found !== null || isLast) removeCheck(context.ledger, check.operationId);
      else countTry(context.ledger, check.operationId);
      context.ports.crashPoint('outbox.activity.before-commit');
    });
    if (found === null && isLast) sayUnproved(context, check);
  }
}

/** Joins the caller's transaction. */
function keepFound(
  context: CoreContext,
  { recordId, doi, operationId }: ActivityCheck,
  found: readonly Overwritten[],
): void {
  if (found.length === 0) return;
  const { ledger } = context;
  const record = getRecord(ledger, doi);
  if (record === null) return;
  const where = { recordId, operationId, now: context.timestamp() };
  for (const value of found) {
    const key = value.path;
    // It stands again already: somebody brought it back.
    const isBack =
      key === 'state'
        ? record.state === value.theirs
        : comparableText(record.attributes, key) === comparableText({ [key]: value.theirs }, key);
    if (!isBack) keepOverwritten(ledger, where, value);
  }
  if (openOperations(ledger, recordId).length === 0 && hasConflict(ledger, recordId)) {
    ledger.db.run(`update record set sync = 'conflict' where id = ?`, recordId);
  }
  appendEvent(context, {
    kind: 'record.overwrote',
    summary: `Our update overwrote what somebody else had just written at DataCite: ${found.map(({ path }) => path).join(', ')}.`,
    doi,
    operationId,
    changes: found.map(({ path, theirs, mine }) => ({ path, before: theirs, after: mine })),
    detail: {
      base: Object.fromEntries(found.map(({ path, base }) => [path, base])),
      at: Object.fromEntries(found.map(({ path, at }) => [path, at])),
    },
  });
  context.emit('records.changed', { dois: [doi] });
}

/** Nobody saw our entry: whether somebody else wrote in between is not known. Said, not kept for ever. */
function sayUnproved(context: CoreContext, { doi, operationId }: ActivityCheck): void {
  const difference = { path: 'activities', sent: '"our entry"', stored: 'null' };
  const { changes } = context.ledger.db.run(
    `update operation set differences = json_insert(differences, '$[#]', json(@difference))
     where id = @operationId and status = 'done'`,
    { operationId, difference: JSON.stringify(difference) },
  );
  // One that nobody ever confirmed may well have written nothing.
  if (changes === 0) return;
  const detail = { doi, ...difference };
  context.ports.log({ level: 'warn', message: 'DataCite’s activities lack an update', detail });
}
