import { doiKey } from '#shared/doi/doi.ts';
import { canonicalJson, isJsonObject } from '#shared/support/json.ts';
import type { HistoryEvent } from '#shared/contract/history.ts';
import type { CoreContext } from '../context.ts';
import type { Handlers } from '../router.ts';
import { readAnchors } from './anchor.ts';
import { historyHead } from './append-event.ts';
import { exportPiece } from './export-history.ts';
import { verifyHistory } from './verify-history.ts';

interface Row {
  readonly sequence: number;
  readonly id: string;
  readonly at: string;
  readonly person: string | null;
  readonly kind: string;
  readonly doi: string | null;
  readonly reason: string | null;
  readonly body: string;
}

const changeLimit = 500;
const columns = 'sequence, id, at, person, kind, doi, reason, body';

/** `anchorPath`: the side file that the head is held against. */
export function createHistoryHandlers(
  { ledger }: CoreContext,
  anchorPath: string,
): Pick<Handlers, 'history.list' | 'history.export' | 'history.verify'> {
  return {
    'history.list': ({ doi, offset, limit }) => {
      if (doi === null) {
        // Sequences have no gap, so a page is found by its number and not by skipping rows.
        const total = historyHead(ledger).sequence;
        const rows = ledger.db.all<Row>(
          `select ${columns} from history_event where sequence <= ? order by sequence desc limit ?`,
          total - offset,
          limit,
        );
        return { events: rows.map(toEvent), total };
      }
      const key = doiKey(doi);
      const total = ledger.db.get<{ count: number }>(
        'select count(*) as count from history_event where doi = ?',
        key,
      );
      const rows = ledger.db.all<Row>(
        `select ${columns} from history_event where doi = ? order by sequence desc limit ? offset ?`,
        key,
        limit,
        offset,
      );
      return { events: rows.map(toEvent), total: total?.count ?? 0 };
    },

    'history.export': ({ after }) => exportPiece(ledger.db, after),
    'history.verify': async () => {
      const { intact, eventCount, head, message } = await verifyHistory(
        ledger.db,
        readAnchors(anchorPath),
      );
      return { intact, eventCount, head, message };
    },
  };
}

function toEvent({ body, ...row }: Row): HistoryEvent {
  const parsed: unknown = JSON.parse(body);
  const { summary, changes } = isJsonObject(parsed) ? parsed : {};
  const list: readonly unknown[] = Array.isArray(changes) ? changes : [];
  return {
    ...row,
    summary: typeof summary === 'string' ? summary : '',
    changes: list.slice(0, changeLimit).flatMap((change) => {
      if (!isJsonObject(change) || typeof change['path'] !== 'string') return [];
      const side = (name: 'before' | 'after'): string | null =>
        Object.hasOwn(change, name) ? canonicalJson(change[name]) : null;
      return [{ path: change['path'], before: side('before'), after: side('after') }];
    }),
  };
}
