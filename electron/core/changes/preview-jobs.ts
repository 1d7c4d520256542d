import type { Output, ParsedInput } from '#shared/contract/contract.ts';
import type { ChangePreview } from '#shared/contract/changes.ts';
import type { RecipeStep } from '#shared/changes/recipe.ts';
import type { CompiledRecipe } from '#shared/changes/compile-recipe.ts';
import { AppError } from '#shared/support/app-error.ts';
import { equalJson } from '#shared/support/json.ts';
import { changesText } from '#shared/text/changes.en.ts';
import type { AheadThread } from '../ahead/ahead.ts';
import { startAhead } from '../ahead/many-records.ts';
import type { CoreContext } from '../context.ts';
import type { Selection } from '../register/selection.ts';
import { selectedIds } from '../register/selection.ts';
import type { KeptJob, KeptJobs } from '../support/kept-jobs.ts';
import { keepJobs, newKeptJob } from '../support/kept-jobs.ts';
import { paceOf } from '../support/pace.ts';
import { attributeChange } from './change-set-table.ts';
import type { Foresight } from './preview-changes.ts';
import { foresight, readPreviewed } from './preview-changes.ts';
import { PreviewTally } from './preview-tally.ts';
import { TwoEnded } from './share-work.ts';

/** Previews that run, or are looked at. They change nothing and are gone with the program. */
export interface PreviewJobs extends Pick<
  KeptJobs<Preview>,
  'pause' | 'resume' | 'cancel' | 'stop'
> {
  start(
    selection: Selection,
    steps: readonly RecipeStep[],
    compiled: CompiledRecipe,
  ): { readonly id: string };
  get(id: string): ChangePreview;
  page(input: ParsedInput<'changes.previewRecords'>): Output<'changes.previewRecords'>;
  /** What the preview of these steps saw. Throws `CONFLICT` where it was of other steps or has not seen all. */
  seenIn(id: string, steps: readonly RecipeStep[]): Seen;
}

/** Records that a preview would change or refuse: what began to fit since then was not seen. */
export type Seen = Pick<PreviewTally, 'hasSeen' | 'isAsSeen'>;

interface Preview extends KeptJob {
  readonly steps: readonly RecipeStep[];
  readonly compiled: CompiledRecipe;
  readonly total: number;
  readonly tally: PreviewTally;
  handled: number;
}

/** Longest stretch of work between two turns of the event loop, in milliseconds. */
const turnMs = 16;
/**
 * Records read and checked at once. The first few compile all that they need, and the next are still slow: by what
 * they took, so many follow as take a part of a turn.
 */
const chunk = { first: 10, most: 200, ms: 8 } as const;
/** The same for the thread, which is asked for so many pieces at a time. */
const threadChunk = 250;
const piecesAsked = 4;

export function createPreviewJobs(context: CoreContext): PreviewJobs {
  const { clock } = context.ports;
  const told = (id: string): void => context.emit('changes.changed', { id });
  const previews = keepJobs<Preview>(context, {
    name: 'A preview',
    notKept: { message: changesText.previewNotKept, nextStep: changesText.previewAgain },
    onChange: told,
  });

  const run = async (preview: Preview, ids: readonly number[]): Promise<void> => {
    const task = { kind: 'foresee', steps: preview.steps } as const;
    const thread = startAhead(context, task, ids.length);
    const work = new TwoEnded(ids);
    const asked = new Set<Promise<void>>();
    let next: number = chunk.first;
    try {
      const ahead = foresight(context, preview.compiled);
      while (!preview.pausable.isCancelled() && (!work.isEmpty() || asked.size > 0)) {
        while (thread?.isRunning() === true && asked.size < piecesAsked && !work.isEmpty()) {
          const answered = countElsewhere(preview, thread, work);
          asked.add(answered);
          void answered.then(() => asked.delete(answered));
        }
        const until = clock.monotonic() + turnMs;
        while (!work.isEmpty() && clock.monotonic() < until) {
          const start = clock.monotonic();
          const own = work.fromStart(next);
          countHere(preview, ahead, own);
          const recordMs = (clock.monotonic() - start) / own.length;
          next = Math.max(1, Math.min(chunk.most, Math.floor(chunk.ms / recordMs)));
        }
        told(preview.id);
        if (work.isEmpty()) await Promise.all(asked);
        await new Promise((resolve) => setImmediate(resolve));
        await preview.pausable.whenRunning();
      }
    } finally {
      await thread?.close();
    }
    preview.tally.finish();
  };
  const countHere = (preview: Preview, ahead: Foresight, ids: readonly number[]): void => {
    const records = readPreviewed(context, ids);
    const foreseen = ahead.of(records);
    records.forEach((record, at) => {
      preview.tally.add(record, foreseen[at] ?? { kind: 'unchanged' });
    });
    preview.handled += ids.length;
  };
  /** From the end of the work: the two meet where their speed lets them. What fails comes back. */
  const countElsewhere = async (
    preview: Preview,
    thread: AheadThread,
    work: TwoEnded,
  ): Promise<void> => {
    const ids = work.fromEnd(threadChunk);
    const answer = await thread.ask(ids);
    if (answer?.kind !== 'foreseen') {
      work.giveBack(ids);
      return;
    }
    preview.tally.join(answer.counts);
    preview.handled += ids.length;
  };

  return {
    ...previews,
    start(selection, steps, compiled) {
      const ids = selectedIds(context.ledger, selection);
      const preview: Preview = {
        ...newKeptJob(context),
        steps,
        compiled,
        total: ids.length,
        tally: new PreviewTally(),
        handled: 0,
      };
      previews.add(preview, async () => run(preview, ids));
      return { id: preview.id };
    },
    get: (id) => describe(previews.get(id)),
    page: ({ id, which, offset, limit }) => {
      const preview = previews.get(id);
      const { changedIds, refusedIds } = preview.tally;
      const ids = which === 'changed' ? changedIds : refusedIds;
      const ahead = foresight(context, preview.compiled);
      const previewed = readPreviewed(context, ids.slice(offset, offset + limit));
      const all = ahead.of(previewed);
      const records = previewed.map((record, at) => {
        const foreseen = all[at] ?? { kind: 'unchanged' };
        const changes = foreseen.kind === 'changed' ? foreseen.changes().map(attributeChange) : [];
        const refusal = foreseen.kind === 'refused' ? foreseen.refusal : null;
        return { doi: record.doi, title: record.title, changes: changes.slice(0, 200), refusal };
      });
      return { total: ids.length, records };
    },
    seenIn(id, steps) {
      const preview = previews.get(id);
      if (preview.status !== 'done' || !equalJson(preview.steps, steps))
        throw new AppError('CONFLICT', {
          message: changesText.otherPreview,
          nextStep: changesText.otherPreviewNext,
        });
      return preview.tally;
    },
  };
}

function describe(preview: Preview): ChangePreview {
  const { id, status, failure, total, handled, pausable, tally } = preview;
  const isRunning = status === 'running';
  return {
    id,
    status,
    failure,
    total,
    handledCount: handled,
    ...paceOf(pausable, { count: handled, share: handled / total, isRunning }),
    ...tally.counts(),
  };
}
