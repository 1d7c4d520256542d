import type { DriftLine } from '#shared/contract/drift.ts';
import type { Failure } from '#shared/contract/define.ts';
import type { RemoteRecord } from '#shared/outbox/remote-record.ts';
import { findDrift } from '#shared/sync/find-drift.ts';
import type { HeldRecord } from '#shared/sync/find-drift.ts';
import type { CoreContext } from '../context.ts';
import type { DataciteClient } from '../datacite/client.ts';
import type { Clients } from '../outbox/clients.ts';
import { findByDois, getRecord } from '../records/find-records.ts';
import type { LedgerRecord } from '../records/record.ts';
import { getRepository } from '../repositories/repository-table.ts';
import type { Handlers } from '../router.ts';
import { keepComparison, keptComparison, keptLines } from './drift-table.ts';
import { failureOf, failureOfCause, patiently } from './sync.ts';

/**
 * Compares the ledger with what an account holds and changes neither. The account's list comes from an
 * index that lags, so each difference that our own unsent work does not explain is looked at once more by
 * a read of its own, which tells the truth.
 */
export interface Drift {
  readonly handlers: Pick<Handlers, 'drift.compare' | 'drift.report'>;
  whenDone(repositoryId: string): Promise<void>;
  stop(): Promise<void>;
}

interface Comparison {
  readonly lines: readonly DriftLine[];
  readonly recordCount: number;
  readonly readCount: number;
  readonly total: number | null;
  readonly comparedAt: string | null;
  readonly failure: Failure | null;
}

const nothing: Comparison = {
  lines: [],
  recordCount: 0,
  readCount: 0,
  total: null,
  comparedAt: null,
  failure: null,
};
/** More than anybody reads; the count goes on and says so. */
const mostLines = 50_000;

export function createDrift(context: CoreContext, clients: Clients): Drift {
  const running = new Map<string, Promise<void>>();
  const known = new Map<string, Comparison>();
  let cut = new AbortController();

  const run = async (repositoryId: string): Promise<void> => {
    const note = (comparison: Comparison): void => {
      known.set(repositoryId, comparison);
      context.emit('sync.changed', { repositoryId });
    };
    try {
      const { client } = clients.of(repositoryId);
      const found = await compare({ context, client, signal: cut.signal, repositoryId }, note);
      if (found === null) return;
      const { lines, comparedAt, readCount, total, recordCount } = found;
      const counts = { comparedAt, readCount, total, recordCount, lineCount: lines.length };
      keepComparison(context.ledger, repositoryId, counts, lines);
      known.delete(repositoryId);
    } catch (cause) {
      if (cut.signal.aborted) return;
      note({ ...(known.get(repositoryId) ?? nothing), failure: failureOfCause(context, cause) });
    } finally {
      running.delete(repositoryId);
      context.emit('sync.changed', { repositoryId });
    }
  };
  return {
    handlers: {
      'drift.compare': ({ repositoryId }) => {
        getRepository(context.ledger, repositoryId);
        if (running.has(repositoryId)) return { started: false };
        if (cut.signal.aborted) cut = new AbortController();
        known.set(repositoryId, nothing);
        running.set(repositoryId, run(repositoryId));
        return { started: true };
      },
      'drift.report': ({ repositoryId, offset, limit }) => {
        // One under way, or one that failed, of this run of the program; else the last that ended.
        const { lines, ...rest } = known.get(repositoryId) ?? nothing;
        const kept = known.has(repositoryId) ? null : keptComparison(context.ledger, repositoryId);
        const lineCount = kept?.lineCount ?? lines.length;
        return {
          ...rest,
          ...kept,
          running: running.has(repositoryId),
          lineCount,
          isCut: lineCount >= mostLines,
          lines:
            kept === null
              ? lines.slice(offset, offset + limit)
              : keptLines(context.ledger, repositoryId, { offset, limit }),
        };
      },
    },
    whenDone: async (repositoryId) => running.get(repositoryId),
    async stop() {
      cut.abort(new Error('Comparing stops'));
      await Promise.all(running.values());
    },
  };
}

interface Comparing {
  readonly context: CoreContext;
  readonly client: DataciteClient;
  readonly signal: AbortSignal;
  readonly repositoryId: string;
}

/** Null when it could not be ended; `note` was told why. */
async function compare(
  comparing: Comparing,
  note: (comparison: Comparison) => void,
): Promise<(Comparison & { readonly comparedAt: string }) | null> {
  const { context, client, signal, repositoryId } = comparing;
  const lines: DriftLine[] = [];
  const seen = new Set<string>();
  let soFar = nothing;
  const add = (found: readonly DriftLine[]): void => {
    if (found.length === 0) return;
    soFar = { ...soFar, recordCount: soFar.recordCount + 1 };
    lines.push(...found.slice(0, mostLines - lines.length));
  };
  for (let cursor: string | null = '1'; cursor !== null;) {
    const at = { cursor, updatedSince: null };
    const page = await patiently(comparing, () => client.listPage(at, signal));
    if (page.kind !== 'page') {
      note({ ...soFar, lines, failure: failureOf(page) });
      return null;
    }
    const local = findByDois(
      context.ledger,
      page.records.map(({ doi }) => doi),
    );
    for (const record of page.records) {
      seen.add(record.doi);
      add(await lookAt(comparing, local.get(record.doi) ?? null, record));
    }
    soFar = { ...soFar, readCount: soFar.readCount + page.records.length, total: page.total };
    note({ ...soFar, lines });
    cursor = page.records.length === 0 || page.nextCursor === cursor ? null : page.nextCursor;
  }
  for (const doi of heldThere(context, repositoryId)) {
    if (!seen.has(doi)) add(await lookAt(comparing, getRecord(context.ledger, doi), null));
  }
  return { ...soFar, lines, comparedAt: context.timestamp() };
}

/** What the list says is believed where our own work explains it; all else is read by itself. */
async function lookAt(
  { context, client, signal }: Comparing,
  local: LedgerRecord | null,
  listed: RemoteRecord | null,
): Promise<DriftLine[]> {
  const held = local === null || local.isBurnt ? null : heldOf(local);
  const found = findDrift(held, listed);
  const isExplained = found.every(({ cause }) => cause === 'unsent' || cause === 'undecided');
  const doi = local?.doi ?? listed?.doi;
  if (isExplained || doi === undefined) return found;
  const verdict = await client.getDoi(doi, signal);
  if (verdict.kind !== 'done' && verdict.kind !== 'gone') return found;
  // The outbox may have settled it meanwhile.
  const now = getRecord(context.ledger, doi);
  const there = verdict.kind === 'done' ? verdict.record : null;
  return findDrift(now === null || now.isBurnt ? null : heldOf(now), there);
}

function heldOf(record: LedgerRecord): HeldRecord {
  const { doi, state, attributes, remote, remoteState, sync } = record;
  return {
    ...{ doi, state, attributes, remote, remoteState },
    isUndecided: sync === 'conflict',
    isOurs: sync !== 'observe-only',
  };
}

/** DOIs of an account that DataCite holds as far as the ledger knows. */
function heldThere({ ledger }: CoreContext, repositoryId: string): string[] {
  return ledger.db
    .all<{ doi: string }>(
      'select doi from record where repository_id = ? and remote_state is not null and burnt = 0 order by id',
      repositoryId,
    )
    .map(({ doi }) => doi);
}
