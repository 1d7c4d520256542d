import type { Attributes } from '#shared/metadata/attributes.ts';
import { removalText } from '#shared/text/removal.en.ts';
import { orderVersions } from '#shared/versions/version-order.ts';
import { isLive } from '#shared/versions/version-node.ts';
import type { VersionNode } from '#shared/versions/version-node.ts';
import { hasConflict } from '../../conflicts/conflict-table.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { findByDois, getRecord } from '../../records/find-records.ts';
import type { LedgerRecord } from '../../records/record.ts';
import { getRepository } from '../../repositories/repository-table.ts';
import { neighboursOf } from '../../versions/edge-table.ts';
import { readRecords } from '../../versions/version-records.ts';
import { patchItem } from '../item-rows.ts';
import type { MovedNeighbour } from '../item-rows.ts';
import { leadsTo } from './proof-steps.ts';
import { lastOperation, save } from './record-steps.ts';
import type { Step, StepInput, StepOutcome } from './step.ts';
import { done, failed, skipped } from './step.ts';

const { failure, wait, skipped: skippedText } = removalText;

/**
 * Step 9: a canonical DOI that led to the removed version leads to the newest one that is still there. What
 * versions say of each other stays: the chain keeps its tombstones (invenio-rdm-records#1531).
 */
export const mendNeighbours: Step = (input) => {
  const { item, given } = input;
  if (given.tombstone.isTemporary) return skipped(skippedText.temporary);
  const moved = item.neighbours.length > 0 ? item.neighbours : planMoves(input);
  if (moved.length === 0) return skipped(skippedText.noNeighbour);
  return carryOut(input, moved, ({ after }) => after);
};

/** Back: each of them leads to this item again, unless somebody gave it another address since. */
export const putNeighboursBack: Step = (input) => {
  const { context, item } = input;
  if (item.neighbours.length === 0) return skipped(skippedText.noNeighbour);
  const ours = item.neighbours.filter(({ doi, after, before }) => {
    const url = getRecord(context.ledger, doi)?.attributes.url;
    return url === after || url === before;
  });
  return carryOut(input, ours, ({ before }) => before);
};

function planMoves({ context, item, leaving }: StepInput): MovedNeighbour[] {
  const { ledger } = context;
  const url = (item.before?.remote as Attributes | undefined)?.url ?? '';
  const version = JSON.stringify(['version']);
  const canonical = neighboursOf(ledger, [item.doi], version)
    .filter(
      ({ isFromStart, doi, recordId }) => !isFromStart && recordId !== null && !leaving.has(doi),
    )
    .map(({ doi }) => doi);
  return [...findByDois(ledger, canonical).values()]
    .filter(({ attributes, sync }) => attributes.url === url && sync !== 'observe-only')
    .flatMap((record) => {
      const newest = newestLive(
        readRecords(
          ledger,
          neighboursOf(ledger, [record.doi], version).flatMap(({ isFromStart, recordId, doi }) =>
            isFromStart && recordId !== null && doi !== item.doi && !leaving.has(doi)
              ? [recordId]
              : [],
          ),
        ).map(({ node }) => node),
      );
      if (newest === null || newest.url === '') return [];
      return [{ doi: record.doi, before: url, after: newest.url, operationId: null }];
    });
}

function newestLive(nodes: readonly VersionNode[]): VersionNode | null {
  const live = nodes.filter(isLive);
  const last = orderVersions(live, []).at(-1);
  return live.find(({ key }) => key === last) ?? null;
}

/** Each address is changed once; over when DataCite holds it and the resolver leads there. */
async function carryOut(
  input: StepInput,
  moves: readonly MovedNeighbour[],
  addressOf: (move: MovedNeighbour) => string,
): Promise<StepOutcome> {
  const { context, item, kick } = input;
  const isMoved = (move: MovedNeighbour): boolean =>
    getRecord(context.ledger, move.doi)?.remote?.url === addressOf(move);
  const waiting: string[] = [];
  let next = moves;
  for (const move of moves) {
    const record = getRecord(context.ledger, move.doi);
    if (record?.remote == null) continue;
    const status = statusOf(context, move.operationId);
    // Held, and a reader is led elsewhere nevertheless: it is told once more.
    const resends = isMoved(move) && item.failure?.code === 'CONFLICT';
    if (status !== 'open' && isMoved(move) && !resends) continue;
    if (status === 'stopped' && item.failure === null) continue;
    waiting.push(move.doi);
    // Somebody decides about it first: what is sent would overwrite what nobody has chosen.
    if (status === 'open' || hasConflict(context.ledger, record.id)) continue;
    next = send(input, record, { move, next, address: addressOf(move), resends });
  }
  if (waiting.length > 0) {
    kick();
    const patch = { neighbours: next, failure: null };
    return { kind: 'waiting', on: 'outbox', message: wait.neighbour, patch };
  }
  const missing = next.find((move) => !isMoved(move));
  if (missing !== undefined) return failed('CONFLICT', failure.neighbour(missing.doi));
  return (await ledElsewhere(context, next, addressOf)) ?? proven(next);
}

function proven(moves: readonly MovedNeighbour[]): StepOutcome {
  return done({ changed: moves.map(({ doi }) => doi) }, { neighbours: moves });
}

/** Queues the address of one, and notes its operation with the item; answers the moves with it. */
function send(
  { context, item }: StepInput,
  record: LedgerRecord,
  what: {
    readonly move: MovedNeighbour;
    readonly next: readonly MovedNeighbour[];
    readonly address: string;
    readonly resends: boolean;
  },
): readonly MovedNeighbour[] {
  const { move, next, address, resends } = what;
  return context.ledger.transaction(() => {
    const reason = `Case ${String(item.caseId)}`;
    save(context, record, { attributes: { ...record.attributes, url: address }, reason });
    enqueue(context, {
      record: getRecord(context.ledger, move.doi) ?? record,
      clientId: getRepository(context.ledger, record.repositoryId).clientId,
      target: record.remoteState ?? 'findable',
      batchId: null,
      reason,
      resends,
    });
    const sent = { ...move, operationId: lastOperation(context, move.doi) };
    const neighbours = next.map((one) => (one.doi === move.doi ? sent : one));
    patchItem(context, item, { neighbours, failure: null });
    return neighbours;
  });
}

/** A reader who follows a canonical DOI lands on the version that is there. */
async function ledElsewhere(
  context: StepInput['context'],
  moves: readonly MovedNeighbour[],
  addressOf: (move: MovedNeighbour) => string,
): Promise<StepOutcome | null> {
  for (const move of moves) {
    const record = getRecord(context.ledger, move.doi);
    // A draft is known to no resolver.
    if (record === null || record.remoteState === 'draft') continue;
    const repository = getRepository(context.ledger, record.repositoryId);
    const led = await leadsTo(context, { repository, doi: move.doi, wanted: addressOf(move) });
    if (led !== null && 'problem' in led) return failed(led.code, `${move.doi}: ${led.problem}`);
  }
  return null;
}

function statusOf(
  { ledger }: StepInput['context'],
  operationId: string | null,
): 'none' | 'open' | 'stopped' {
  if (operationId === null) return 'none';
  const row = ledger.db.get<{ status: string }>(
    'select status from operation where id = ?',
    operationId,
  );
  // Done, and yet another address: that was an earlier round.
  if (row === undefined || row.status === 'done') return 'none';
  return ['queued', 'in-flight', 'unknown', 'waiting'].includes(row.status) ? 'open' : 'stopped';
}
