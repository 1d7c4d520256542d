import type { Output } from '#shared/contract/contract.ts';
import type { CoreContext } from '../context.ts';
import { appendEvent } from '../history/append-event.ts';
import type { Handlers } from '../router.ts';
import type { PracticeLink } from './practice-link.ts';
import { practiceId } from './practice-link.ts';
import { removePracticeRows } from './remove-practice-rows.ts';

export type PracticeHandlers = Pick<
  Handlers,
  'practice.status' | 'practice.holdings' | 'practice.reset' | 'practice.addSample'
>;

export interface PracticeParts {
  readonly link: PracticeLink;
  /** Ends what is under way for the practice repository before its rows go; returns the way to go on. */
  readonly hold: () => Promise<() => void>;
  readonly importSample: () => Promise<Output<'practice.addSample'>>;
}

/** The contract's limit for a long text; anybody can put longer ones into a draft. */
const longestText = 20_000;

/** Name of the collection that holds the sample (core/collections/import-sample.ts). */
export const sampleCollectionName = 'Sample collection';

export function createPracticeHandlers(
  context: CoreContext,
  { link, hold, importSample }: PracticeParts,
): PracticeHandlers {
  const { ledger } = context;
  return {
    'practice.status': () => {
      const counts = ledger.db.all<{ state: string; count: number }>(
        'select state, count(*) as count from record where repository_id = ? group by state',
        practiceId,
      );
      const of = (state: string): number => counts.find((row) => row.state === state)?.count ?? 0;
      return {
        running: link.isRunning,
        url: link.url,
        prefix: link.prefix,
        draftCount: of('draft'),
        registeredCount: of('registered'),
        findableCount: of('findable'),
        sampleCollectionId:
          ledger.db.get<{ id: number }>(
            'select id from collection where repository_id = ? and name = ?',
            practiceId,
            sampleCollectionName,
          )?.id ?? null,
      };
    },

    'practice.holdings': ({ offset, limit }) => {
      const { lines, total } = link.holdingPage(offset, limit);
      return {
        holdings: lines.map(({ doi, state, url, title, updatedMs }) => ({
          ...{ doi, state },
          url: url?.slice(0, longestText) ?? null,
          title: title?.slice(0, longestText) ?? null,
          updated: new Date(updatedMs).toISOString(),
        })),
        total,
      };
    },

    'practice.reset': async () => {
      const release = await hold();
      try {
        await link.reset();
        const recordCount = ledger.transaction(() => {
          const removed = removePracticeRows(ledger);
          appendEvent(context, {
            kind: 'practice.reset',
            summary: 'Emptied the practice repository.',
            detail: { recordCount: removed },
          });
          return removed;
        });
        context.ports.log({ level: 'info', message: 'Practice reset', detail: { recordCount } });
      } finally {
        release();
      }
      context.emit('records.changed', { dois: null });
      context.emit('collections.changed', { collectionId: null });
      context.emit('outbox.changed', { batchId: null });
      context.emit('app.changed', {});
      return {};
    },

    'practice.addSample': () => importSample(),
  };
}
