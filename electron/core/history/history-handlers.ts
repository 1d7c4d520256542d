import type { HistoryFilter } from '#shared/contract/history.ts';
import type { CoreContext } from '../context.ts';
import type { Handlers } from '../router.ts';
import { readAnchors } from './anchor.ts';
import { historyHead } from './append-event.ts';
import type { EventRow } from './event-views.ts';
import { viewEvents } from './event-views.ts';
import { packPiece } from './evidence-pack.ts';
import { exportPiece } from './export-history.ts';
import { conditionOf, isWhole } from './find-events.ts';
import { eventColumns } from './history-rows.ts';
import { planRedaction, redact } from './redact.ts';
import type { Signer } from './sign-heads.ts';
import { isSignedBy } from './sign-heads.ts';
import type { Verdict } from './verify-history.ts';
import { verifyHistory } from './verify-history.ts';

export type HistoryHandlers = Pick<
  Handlers,
  | 'history.list'
  | 'history.export'
  | 'history.head'
  | 'history.verify'
  | 'history.signing'
  | 'history.setSigning'
  | 'history.planRedaction'
  | 'history.redact'
>;

/** `anchorPath`: the side file that the head is held against. */
export function createHistoryHandlers(
  context: CoreContext,
  anchorPath: string,
  signer: Signer,
): HistoryHandlers {
  const { ledger } = context;
  const list = (filter: HistoryFilter, offset: number, limit: number) => {
    const columns = eventColumns(ledger.db);
    if (isWhole(filter)) {
      // Sequences have no gap, so a page is found by its number and not by skipping rows.
      const total = historyHead(ledger).sequence;
      const rows = ledger.db.all<EventRow>(
        `select ${columns} from history_event where sequence <= ? order by sequence desc limit ?`,
        total - offset,
        limit,
      );
      return { events: viewEvents(ledger.db, rows), total };
    }
    const { sql, values } = conditionOf(filter);
    const total = ledger.db.get<{ count: number }>(
      `select count(*) as count from history_event e where ${sql}`,
      ...values,
    );
    const rows = ledger.db.all<EventRow>(
      `select ${columns} from history_event e where ${sql} order by sequence desc limit ? offset ?`,
      ...values,
      limit,
      offset,
    );
    return { events: viewEvents(ledger.db, rows), total: total?.count ?? 0 };
  };
  return {
    'history.list': ({ offset, limit, ...filter }) => list(filter, offset, limit),
    'history.export': async ({ after, filter = { doi: null }, form = 'jsonl' }) => {
      if (form === 'jsonl') return exportPiece(ledger.db, after, filter);
      const head = after === 0 ? await signer.head() : { ...historyHead(ledger), at: '' };
      const { version } = context.config;
      return packPiece(ledger.db, after, {
        filter,
        version,
        head,
        anchors: readAnchors(anchorPath),
      });
    },
    'history.head': () => signer.head(),
    'history.verify': async () => {
      const anchors = readAnchors(anchorPath);
      const verdict = await verifyHistory(ledger.db, anchors);
      const { intact, eventCount, head, message } = withSignatures(verdict, anchors, signer.key());
      return { intact, eventCount, head, message };
    },
    'history.signing': () => ({
      on: signer.isOn(),
      key: signer.key(),
      anchorCount: readAnchors(anchorPath).length,
    }),
    'history.setSigning': async ({ on }) => {
      await signer.setOn(on);
      context.emit('app.changed', {});
      return {};
    },
    'history.planRedaction': ({ redaction }) => planRedaction(context, redaction),
    'history.redact': ({ redaction, reason }) => redact(context, redaction, reason),
  };
}

/** A signed head with a signature that is not of our key, or over something else, was forged. */
function withSignatures(
  verdict: Verdict,
  anchors: ReturnType<typeof readAnchors>,
  key: string | null,
): Verdict {
  const signed = anchors.filter(({ signature }) => signature !== undefined);
  if (!verdict.intact || signed.length === 0) return verdict;
  const forged = signed.find((head) => !isSignedBy(head, key ?? head.key ?? ''));
  if (forged === undefined) {
    return { ...verdict, message: `${verdict.message} Signed heads among them: ${signed.length}.` };
  }
  return {
    ...verdict,
    intact: false,
    brokenAt: forged.sequence,
    message: `The history does not hold: the noted head of event ${forged.sequence} has a signature that is not of this ledger's key.`,
  };
}
