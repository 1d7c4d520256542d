import type { RemoteRecord } from '#shared/outbox/remote-record.ts';
import type { CoreContext } from '../context.ts';
import { mostPerRead } from '../datacite/client.ts';
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
/** Left from a former run: more than this is the next sync's business. */
const mostTakenUp = 20_000;

export function createConfirmations(context: CoreContext, clients: Clients): Confirmations {
  const { clock, log, crashPoint } = context.ports;
  const pending = new Map<string, Map<string, Pending>>(); // repository -> DOI -> what to see
  let stopped = new AbortController();

  const note = (repositoryId: string, entry: Pending): void => {
    const known = pending.get(repositoryId);
    if (known !== undefined) {
      known.set(entry.doi, entry);
      return;
    }
    pending.set(repositoryId, new Map([[entry.doi, entry]]));
    const { environment } = clients.of(repositoryId);
    const delay = firstLookMs[environment === 'practice' ? 'practice' : 'service'];
    void later(repositoryId, delay).catch((cause: unknown) => {
      if (stopped.signal.aborted) return;
      const error = cause instanceof Error ? cause.message : String(cause);
      log({ level: 'warn', message: 'Confirming failed', detail: { repositoryId, error } });
    });
  };

  const later = async (repositoryId: string, delay: number): Promise<void> => {
    for (let wait = delay; ; wait *= 2) {
      await clock.sleep(wait, stopped.signal);
      const waiting = pending.get(repositoryId);
      if (waiting === undefined) return;
      pending.delete(repositoryId);
      for (const part of inParts([...waiting.values()])) {
        for (const entry of await look(repositoryId, part)) {
          const map = pending.get(repositoryId) ?? new Map<string, Pending>();
          if (!map.has(entry.doi)) map.set(entry.doi, entry);
          pending.set(repositoryId, map);
        }
      }
      if (!pending.has(repositoryId)) return;
    }
  };

  /** Reads a part and notes what agrees; answers what has to be looked at again. */
  const look = async (repositoryId: string, part: readonly Pending[]): Promise<Pending[]> => {
    const { client } = clients.of(repositoryId);
    const answer = await client.readMany(
      part.map(({ doi }) => doi),
      stopped.signal,
    );
    if (answer.kind !== 'records') return [...part];
    const found = new Map(answer.records.map((record) => [record.doi, record]));
    const seen = part.filter((entry) => isSeen(entry, found.get(entry.doi)));
    const unseen = part.filter((entry) => !seen.includes(entry));
    const givenUp = unseen.filter(({ tries }) => tries + 1 >= mostTries);
    context.ledger.transaction(() => {
      for (const { operationId, doi } of seen) markConfirmed(context, operationId, found.get(doi));
      for (const entry of givenUp) markUnseen(context, entry, found.get(entry.doi));
      crashPoint('outbox.confirm.before-commit');
    });
    context.emit('outbox.changed', { batchId: null });
    return unseen
      .filter((entry) => !givenUp.includes(entry))
      .map((entry) => ({ ...entry, tries: entry.tries + 1 }));
  };

  return {
    start() {
      stopped = new AbortController();
      pending.clear();
      for (const { repositoryId, entry } of unconfirmed(context)) note(repositoryId, entry);
    },
    stop: () => stopped.abort(new Error('The outbox stops')),
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
