import type { HistoryFilter, SignedHead } from '#shared/contract/history.ts';
import type { Output } from '#shared/contract/contract.ts';
import type { Exchange } from '#shared/history/evidence-pack.ts';
import { packEnd, packEvent, packTop } from '#shared/history/evidence-pack.ts';
import { evidenceText } from '#shared/text/evidence.en.ts';
import type { Database } from '../sqlite/database.ts';
import type { EventRow } from './event-views.ts';
import { viewEvent } from './event-views.ts';
import { hashAt, lineOf, pieceCharacters, readEvents } from './export-history.ts';
import { conditionOf, isWhole } from './find-events.ts';

export interface PackOptions {
  readonly filter: HistoryFilter;
  readonly version: string;
  readonly head: SignedHead;
  readonly anchors: readonly SignedHead[];
}

/** The newest heads that were noted beside the ledger; more would drown the reader. */
const mostAnchors = 50;

/** One piece of an evidence pack: whole events; the first piece has the top, the last one the end. */
export function packPiece(
  db: Database,
  after: number,
  { filter, version, head, anchors }: PackOptions,
): Output<'history.export'> {
  const parts: string[] = [];
  if (after === 0) {
    const { sql, values } = conditionOf(filter);
    const found = db.get<{ count: number }>(
      `select count(*) as count from history_event e where ${sql}`,
      ...values,
    );
    parts.push(
      packTop({
        scope: describe(filter),
        isWhole: isWhole(filter),
        eventCount: found?.count ?? 0,
        version,
        head,
        anchors: anchors.slice(-mostAnchors),
      }),
    );
  }
  let length = 0;
  let last = { sequence: after, hash: hashAt(db, after) };
  for (const { row, texts } of readEvents(db, after, filter)) {
    const line = lineOf(row, texts).trimEnd();
    const part = packEvent({ event: viewEvent(row, texts), line, exchange: exchangeOf(db, row) });
    parts.push(part);
    length += part.length;
    last = { sequence: row.sequence, hash: row.hash };
    if (length > pieceCharacters) return { text: parts.join(''), next: row.sequence, head: last };
  }
  parts.push(packEnd());
  return { text: parts.join(''), next: null, head: last };
}

/** What was sent and came back stands with the event by which the operation began. */
function exchangeOf(db: Database, { kind, operationId }: EventRow): Exchange | null {
  if (operationId === null || kind !== 'operation.queued') return null;
  const operation = db.get<{
    doi: string;
    kind: string;
    payload: string;
    sha256: string;
    receipt: string | null;
  }>(
    'select doi, kind, payload, payload_sha256 as sha256, receipt from operation where id = ?',
    operationId,
  );
  if (operation === undefined) return null;
  const attempts = db.all<Exchange['attempts'][number]>(
    `select started_at as startedAt, outcome, http_status as httpStatus, message
     from attempt where operation_id = ? order by number`,
    operationId,
  );
  const isCreate = operation.kind === 'create';
  return {
    method: isCreate ? 'POST' : operation.kind === 'delete' ? 'DELETE' : 'PUT',
    path: isCreate ? '/dois' : `/dois/${operation.doi}`,
    body: operation.payload,
    bodySha256: operation.sha256,
    attempts,
    receipt: operation.receipt,
  };
}

function describe(filter: HistoryFilter): string {
  const { scopes } = evidenceText;
  if (isWhole(filter)) return scopes.whole;
  const { doi, batchId, topic, person, text, fromDay, untilDay } = filter;
  const rest = [
    topic == null ? null : scopes.topic(topic),
    person == null || person === '' ? null : scopes.person(person),
    text == null || text === '' ? null : scopes.words(text),
    fromDay == null ? null : scopes.from(fromDay),
    untilDay == null ? null : scopes.until(untilDay),
  ].filter((part) => part !== null);
  const whole = [
    doi === null ? null : scopes.doi(doi),
    batchId == null ? null : scopes.batch(batchId),
  ].filter((part) => part !== null);
  return rest.length === 0 ? whole.join(', ') : scopes.filter([...whole, ...rest]);
}
