import type { Failure } from '#shared/contract/define.ts';
import type { Later } from '#shared/outbox/classify-response.ts';
import type { RemoteRecord } from '#shared/outbox/remote-record.ts';
import { retryDelayMs } from '#shared/outbox/retry-policy.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { CoreContext } from '../context.ts';
import type { DataciteClient, ListPage, ReadFailure } from '../datacite/client.ts';
import type { Clients } from '../outbox/clients.ts';
import { failure, refusal } from '../outbox/refusal.ts';
import { asLater } from '../outbox/settlement.ts';
import { confirmGone } from '../records/confirm-remote.ts';
import type { Repository } from '../repositories/repository-table.ts';
import { getRepository } from '../repositories/repository-table.ts';
import { applyRecords } from './apply-records.ts';
import type { Applied } from './apply-records.ts';
import type { SyncedAccount } from './merge-record.ts';
import { accountOf } from './merge-record.ts';
import { beginReading, noteFailure, noteFinished, notePage, readCursor } from './sync-cursor.ts';

/**
 * Reads whole accounts: everything at first, later what changed since. Resumes after a crash where
 * the last page was written. One reading an account at a time.
 */
export interface Sync {
  /**
   * Begins a reading in the background, of everything or of what changed since the last one; false when one
   * is under way. Throws `NOT_FOUND`.
   */
  start(repositoryId: string, how?: { readonly isFull: boolean }): boolean;
  isRunning(repositoryId: string): boolean;
  /** Resolves when no reading of this account is under way; never rejects. */
  whenDone(repositoryId: string): Promise<void>;
  /** Stops all readings; what was read stays, and the next start goes on from there. */
  stop(): Promise<void>;
}

/**
 * Read again before the point up to which all was read: the index lags, and records change while
 * one pages (datacite.md 2.1).
 */
const overlapMs = 600_000;
/** Tries of one page, with growing delays, before the reading gives up and says why. */
const mostTries = 6;
/** Local drafts that a full reading did not show, looked at one by one in each run. */
const mostMissingDrafts = 1000;

export function createSync(context: CoreContext, clients: Clients): Sync {
  const running = new Map<string, Promise<void>>();
  let cut = new AbortController();

  const run = async (repositoryId: string, isFull: boolean): Promise<void> => {
    try {
      await readAccount(context, clients, { repositoryId, isFull }, cut.signal);
    } catch (cause) {
      if (cut.signal.aborted) return;
      noteFailure(context.ledger, repositoryId, failureOfCause(context, cause));
    } finally {
      running.delete(repositoryId);
      context.emit('sync.changed', { repositoryId });
    }
  };
  return {
    start(repositoryId, how) {
      if (running.has(repositoryId)) return false;
      if (cut.signal.aborted) cut = new AbortController();
      getRepository(context.ledger, repositoryId);
      running.set(repositoryId, run(repositoryId, how?.isFull ?? false));
      return true;
    },
    isRunning: (repositoryId) => running.has(repositoryId),
    whenDone: async (repositoryId) => running.get(repositoryId),
    async stop() {
      cut.abort(new Error('Reading stops'));
      await Promise.all(running.values());
    },
  };
}

/** A defect is told in general words; its detail stands in the local log. */
export function failureOfCause(context: CoreContext, cause: unknown): Failure {
  if (cause instanceof AppError) {
    return failure(cause.code, cause.message, cause.nextStep ?? null, cause.path ?? null);
  }
  const error = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  context.ports.log({ level: 'error', message: 'Reading an account failed', detail: { error } });
  const message = 'Reading from DataCite stopped because of a fault of the app.';
  return failure('INTERNAL', message, 'What was read is kept. Start it again.');
}

interface Reading {
  readonly context: CoreContext;
  readonly client: DataciteClient;
  readonly repository: Repository;
  readonly account: SyncedAccount;
  readonly signal: AbortSignal;
}

async function readAccount(
  context: CoreContext,
  clients: Clients,
  what: { readonly repositoryId: string; readonly isFull: boolean },
  signal: AbortSignal,
): Promise<void> {
  const { ledger } = context;
  const { repositoryId } = what;
  const repository = getRepository(ledger, repositoryId);
  const { client } = clients.of(repositoryId);
  const account = accountOf(context, repositoryId);
  const reading: Reading = { context, client, repository, account, signal };
  const how = { startedAt: context.timestamp(), isFull: what.isFull };
  const begun = beginReading(ledger, repositoryId, how);
  const isFull = begun.is_full === 1;
  const updatedSince = isFull ? null : minus(begun.updated_through, overlapMs);
  let cursor = begun.cursor;
  while (cursor !== null) {
    const at = { cursor, updatedSince };
    const page = await patiently(reading, () => client.listPage(at, signal));
    if (page.kind !== 'page') {
      stopReading(reading, page);
      return;
    }
    await applyPage(reading, page, cursor);
    cursor = readCursor(ledger, repositoryId)?.cursor ?? null;
    context.emit('sync.changed', { repositoryId });
  }
  if (isFull) await lookForMissingDrafts(reading, begun.started_at ?? context.timestamp());
  noteFinished(ledger, repositoryId, {
    finishedAt: context.timestamp(),
    updatedThrough: newestOf(context, repositoryId),
  });
}

async function applyPage(reading: Reading, page: ListPage, cursor: string): Promise<void> {
  const { context, repository } = reading;
  const { ledger, ports } = context;
  // A full last page names a next one that is empty; a page that leads to itself would never end.
  const nextCursor = page.records.length === 0 ? null : page.nextCursor;
  let doubtful: string[] = [];
  ledger.transaction(() => {
    const outcomes = applyRecords(context, reading.account, page.records, false);
    doubtful = doisThatAre(outcomes, 'doubtful');
    notePage(ledger, repository.id, {
      nextCursor: nextCursor === cursor ? null : nextCursor,
      readCount: page.records.length,
      changedCount: countChanged(outcomes),
      total: page.total,
    });
    ports.crashPoint('sync.page.before-commit');
  });
  ports.crashPoint('sync.page.after-commit');
  if (page.unreadableCount > 0) {
    const detail = { repository: repository.id, count: page.unreadableCount };
    ports.log({ level: 'warn', message: 'Entries of the list could not be read', detail });
  }
  for (const doi of doubtful) await readOne(reading, doi);
}

/** The truth about one DOI, from the service's database instead of its index. */
async function readOne(reading: Reading, doi: string): Promise<void> {
  const { context, client, signal } = reading;
  const before = remoteTextOf(context, doi);
  const verdict = await client.getDoi(doi, signal);
  // The outbox has settled a newer copy meanwhile: this one is the past.
  if (remoteTextOf(context, doi) !== before) return;
  if (verdict.kind === 'done') applyTruth(context, reading.account, verdict.record);
  if (verdict.kind === 'gone') {
    context.ledger.transaction(() =>
      confirmGone(context, doi, { kind: 'deleted', reason: 'It was not found at DataCite.' }),
    );
  }
}

function remoteTextOf({ ledger }: CoreContext, doi: string): string | null {
  const row = ledger.db.get<{ remote: string | null }>(
    'select remote from record where doi = ?',
    doi,
  );
  return row?.remote ?? null;
}

function applyTruth(context: CoreContext, account: SyncedAccount, record: RemoteRecord): void {
  context.ledger.transaction(() => {
    const outcomes = applyRecords(context, account, [record], true);
    notePageCounts(context, account.repository.id, countChanged(outcomes));
  });
}

function notePageCounts(context: CoreContext, repositoryId: string, changedCount: number): void {
  const cursor = readCursor(context.ledger, repositoryId)?.cursor ?? null;
  notePage(context.ledger, repositoryId, {
    nextCursor: cursor,
    readCount: 0,
    changedCount,
    total: null,
  });
}

/**
 * A deleted draft never shows in a list (datacite.md 2.2.3). Only a read of its own tells, since a
 * list may lack what exists.
 */
async function lookForMissingDrafts(reading: Reading, startedAt: string): Promise<void> {
  const missing = reading.context.ledger.db.all<{ doi: string }>(
    `select doi from record where repository_id = ? and remote_state = 'draft' and burnt = 0
       and (confirmed_at is null or confirmed_at < ?)
       and not exists (select 1 from operation o where o.record_id = record.id
         and o.status not in ('done', 'cancelled', 'superseded'))
     order by id limit ?`,
    reading.repository.id,
    startedAt,
    mostMissingDrafts,
  );
  for (const { doi } of missing) await readOne(reading, doi);
}

/** Tries a page a few times, with growing delays. */
export async function patiently(
  { context, signal }: Pick<Reading, 'context' | 'signal'>,
  read: () => Promise<ListPage | ReadFailure>,
): Promise<ListPage | ReadFailure> {
  const { clock, randomBytes } = context.ports;
  const random = (): number => (randomBytes(1)[0] ?? 0) / 256;
  for (let tries = 1; ; tries += 1) {
    const answer = await read();
    const isPassing = answer.kind === 'later' || answer.kind === 'unknown';
    if (!isPassing || tries === mostTries) return answer;
    const { reason, retryAfterMs } = asLater(answer);
    await clock.sleep(retryDelayMs({ reason, retryAfterMs, failures: tries }, random), signal);
  }
}

function stopReading({ context, repository }: Reading, answer: ReadFailure): void {
  noteFailure(context.ledger, repository.id, failureOf(answer));
}

export function failureOf(answer: ReadFailure): Failure {
  switch (answer.kind) {
    case 'unauthorised':
      return failure('UNAUTHORIZED', answer.message, 'Enter the account’s password again.');
    case 'permanent':
      return refusal(answer.errors);
    case 'later':
    case 'unknown':
      return fromLater(asLater(answer));
  }
}

function fromLater({ reason, message }: Later): Failure {
  const code = {
    offline: 'OFFLINE',
    'rate-limit': 'RATE_LIMITED',
    service: 'REMOTE_REJECTED',
  } as const;
  return failure(code[reason], message, 'What was read is kept. Start it again later.');
}

function doisThatAre(outcomes: ReadonlyMap<string, Applied>, wanted: Applied): string[] {
  return [...outcomes].filter(([, outcome]) => outcome === wanted).map(([doi]) => doi);
}

function countChanged(outcomes: ReadonlyMap<string, Applied>): number {
  const counted: readonly Applied[] = ['new', 'changed', 'conflict'];
  return outcomes.values().reduce((sum, one) => sum + (counted.includes(one) ? 1 : 0), 0);
}

/** The service's own clock counts: the newest change that was read. */
function newestOf({ ledger }: CoreContext, repositoryId: string): string | null {
  const row = ledger.db.get<{ newest: string | null }>(
    'select max(remote_updated_at) as newest from record where repository_id = ?',
    repositoryId,
  );
  return row?.newest ?? null;
}

function minus(time: string | null, milliseconds: number): string | null {
  return time === null ? null : new Date(Date.parse(time) - milliseconds).toISOString();
}
