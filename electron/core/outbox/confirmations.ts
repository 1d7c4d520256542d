import type { RemoteRecord } from '#shared/outbox/remote-record.ts';
import type { CoreContext } from '../context.ts';
import { mostPerRead } from '../datacite/client.ts';
import type { DataciteClient } from '../datacite/client.ts';
import { noteResolver } from '../records/note-resolver.ts';
import type { Clients } from './clients.ts';
import type { Receipt } from './settle.ts';
import type { Settlement } from './settlement.ts';

/**
 * Reads what was done once more, many DOIs in one request. The answer to a write says that the
 * service took it; only a later look shows that its handle was registered (`registered` is null
 * while the DOI does not resolve, datacite.md 1.6) and that the index has it. The index lags, so
 * what it does not show yet is asked for again, a few times, with growing patience.
 */
export interface Confirmations {
  start(): void;
  stop(): void;
  add(settlement: Extract<Settlement, { event: 'confirm' }>): void;
}

interface Pending {
  readonly operationId: string;
  readonly doi: string;
  readonly updated: string | null;
  readonly isPublic: boolean;
  readonly tries: number;
}

const firstLookMs = { practice: 2_000, service: 30_000 } as const;
/** 30 s, 1, 2, 4, 8, 16 minutes: entries can stay stale for days, which a later sync will see. */
const mostTries = 6;
const longestWaitMs = 960_000;
/** Left from a former run: more than this is the next sync's business. */
const mostTakenUp = 20_000;

/** What is to be looked at while the outbox runs; a new start begins with a new one. */
interface Watch {
  readonly stopped: AbortController;
  /** By repository, then by DOI. */
  readonly pending: Map<string, Map<string, Pending>>;
  /** Repositories that somebody looks after already. */
  readonly looping: Set<string>;
}

const newWatch = (): Watch => ({
  stopped: new AbortController(),
  pending: new Map(),
  looping: new Set(),
});

export function createConfirmations(context: CoreContext, clients: Clients): Confirmations {
  const { clock, log } = context.ports;
  let watch = newWatch();

  const note = (repositoryId: string, entry: Pending): void => {
    const waiting = watch.pending.get(repositoryId) ?? new Map<string, Pending>();
    waiting.set(entry.doi, entry);
    watch.pending.set(repositoryId, waiting);
    if (watch.looping.has(repositoryId)) return;
    const { signal } = watch.stopped;
    void lookAfter(watch, repositoryId).catch((cause: unknown) => {
      if (signal.aborted) return;
      const error = cause instanceof Error ? cause.message : String(cause);
      log({ level: 'warn', message: 'Confirming failed', detail: { repositoryId, error } });
    });
  };

  const lookAfter = async (mine: Watch, repositoryId: string): Promise<void> => {
    mine.looping.add(repositoryId);
    try {
      const { client, environment } = clients.of(repositoryId);
      const first = firstLookMs[environment === 'practice' ? 'practice' : 'service'];
      let wait: number = first;
      for (;;) {
        const waiting = mine.pending.get(repositoryId);
        if (waiting === undefined) return;
        await clock.sleep(wait, mine.stopped.signal);
        mine.pending.delete(repositoryId);
        const again = await lookAtAll(context, client, [...waiting.values()], mine.stopped.signal);
        const merged = new Map([...again, ...(mine.pending.get(repositoryId) ?? [])]);
        if (merged.size > 0) mine.pending.set(repositoryId, merged);
        wait = again.length === 0 ? first : Math.min(wait * 2, longestWaitMs);
      }
    } finally {
      mine.looping.delete(repositoryId);
    }
  };

  return {
    start() {
      watch = newWatch();
      for (const { repositoryId, entry } of unconfirmed(context)) note(repositoryId, entry);
    },
    stop: () => watch.stopped.abort(new Error('The outbox stops')),
    add({ operation, record }) {
      if (record === null) return;
      note(operation.repository_id, {
        operationId: operation.id,
        doi: operation.doi,
        updated: record.updated,
        isPublic: record.state !== 'draft',
        tries: 0,
      });
    },
  };
}

/** Reads all of them, many a request; answers, by DOI, what has to be looked at again. */
async function lookAtAll(
  context: CoreContext,
  client: DataciteClient,
  entries: readonly Pending[],
  signal: AbortSignal,
): Promise<[doi: string, entry: Pending][]> {
  const again: [string, Pending][] = [];
  for (const part of inParts(entries)) {
    const answer = await client.readMany(
      part.map(({ doi }) => doi),
      signal,
    );
    // What nobody answered was not looked at: it costs no try.
    const left = answer.kind === 'records' ? noteSeen(context, part, answer.records) : part;
    again.push(...left.map((entry): [string, Pending] => [entry.doi, entry]));
  }
  return again;
}

/** Notes what agrees, and what nobody will see any more; answers the rest. */
function noteSeen(
  context: CoreContext,
  part: readonly Pending[],
  records: readonly RemoteRecord[],
): Pending[] {
  const found = new Map(records.map((record) => [record.doi, record]));
  const unseen: Pending[] = [];
  context.ledger.transaction(() => {
    for (const entry of part) {
      const record = found.get(entry.doi);
      const isOver = isSeen(entry, record) || entry.tries + 1 >= mostTries;
      if (isOver && record !== undefined) noteResolver(context, record);
      if (isSeen(entry, record)) markConfirmed(context, entry.operationId, record);
      else if (isOver) markUnseen(context, entry, record);
      else unseen.push({ ...entry, tries: entry.tries + 1 });
    }
    context.ports.crashPoint('outbox.confirm.before-commit');
  });
  context.emit('outbox.changed', { batchId: null });
  return unseen;
}

function isSeen(entry: Pending, record: RemoteRecord | undefined): boolean {
  if (record === undefined) return false;
  if (entry.isPublic && record.registered === null) return false;
  return entry.updated === null || isAtLeast(record.updated, entry.updated);
}

/** The list leaves milliseconds out (datacite.md 1.11). */
function isAtLeast(seen: string | null, known: string): boolean {
  if (seen === null) return false;
  return Math.floor(Date.parse(seen) / 1000) >= Math.floor(Date.parse(known) / 1000);
}

function markConfirmed(
  context: CoreContext,
  operationId: string,
  record: RemoteRecord | undefined,
): void {
  context.ledger.db.run(
    `update operation set receipt = json_set(receipt, '$.confirmedAt', @at, '$.registered', @registered)
     where id = @operationId and status = 'done' and receipt is not null`,
    { operationId, at: context.timestamp(), registered: record?.registered ?? null },
  );
}

/** What nobody saw after all tries becomes visible in the operation, as a difference. */
function markUnseen(
  context: CoreContext,
  { operationId, doi }: Pending,
  record: RemoteRecord | undefined,
): void {
  const difference =
    record?.registered === null
      ? { path: 'registered', sent: '"a date"', stored: 'null' }
      : { path: 'updated', sent: '"in the index"', stored: 'null' };
  context.ledger.db.run(
    `update operation set differences = json_insert(differences, '$[#]', json(@difference))
     where id = @operationId`,
    { operationId, difference: JSON.stringify(difference) },
  );
  const detail = { doi, ...difference };
  context.ports.log({ level: 'warn', message: 'DataCite did not confirm a DOI', detail });
}

/** Done, but not seen again before the program ended. */
function unconfirmed(context: CoreContext): { repositoryId: string; entry: Pending }[] {
  const rows = context.ledger.db.all<{
    id: string;
    doi: string;
    repository_id: string;
    receipt: string;
  }>(
    `select id, doi, repository_id, receipt from operation o
     where status = 'done' and receipt ->> '$.confirmedAt' is null and receipt ->> '$.state' is not null
       and not exists (select 1 from operation l where l.doi = o.doi and l.sequence > o.sequence)
     order by rowid desc limit ?`,
    mostTakenUp,
  );
  return rows.map(({ id, doi, repository_id: repositoryId, receipt }) => {
    const { state, updated } = JSON.parse(receipt) as Receipt;
    const isPublic = state !== 'draft';
    return { repositoryId, entry: { operationId: id, doi, updated, isPublic, tries: 0 } };
  });
}

function inParts<T>(entries: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < entries.length; start += mostPerRead) {
    parts.push(entries.slice(start, start + mostPerRead));
  }
  return parts;
}
