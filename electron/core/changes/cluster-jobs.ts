import type { Output, ParsedInput } from '#shared/contract/contract.ts';
import type { ClusterRun } from '#shared/contract/changes.ts';
import type { Cluster } from '#shared/changes/cluster-values.ts';
import { clusterSteps } from '#shared/changes/cluster-values.ts';
import { changeablePath } from '#shared/changes/map-path.ts';
import type { PathStep } from '#shared/query/property-path.ts';
import { valuesAt } from '#shared/query/property-path.ts';
import { mergeText } from '#shared/text/merge.en.ts';
import type { CoreContext } from '../context.ts';
import { selectedIds } from '../register/selection.ts';
import type { KeptJob, KeptJobs } from '../support/kept-jobs.ts';
import { keepJobs, newKeptJob } from '../support/kept-jobs.ts';
import { paceOf } from '../support/pace.ts';

/** Looks for spellings of one thing that go on, or whose clusters are shown. They are gone with the program. */
export interface ClusterJobs extends Pick<KeptJobs<Job>, 'pause' | 'resume' | 'cancel' | 'stop'> {
  start(input: ParsedInput<'changes.cluster'>): { readonly id: string };
  get(id: string): ClusterRun;
  page(input: ParsedInput<'changes.clusters'>): Output<'changes.clusters'>;
}

interface Job extends KeptJob {
  phase: ClusterRun['phase'];
  total: number;
  handled: number;
  valueCount: number;
  /** When the phase began, of the time that it was not held: reading and comparing go at different rates. */
  phaseMs: number;
  clusters: readonly Cluster[];
  isPartial: boolean;
}

/** Longest stretch of work between two turns of the event loop, in milliseconds. */
const turnMs = 16;
/** Records read at once, a few milliseconds. */
const recordsAtOnce = 50;
/** Of one cluster, the most frequent: as many as a page and a recipe can carry. */
const mostValues = 200;
/** The contract's limit of one text; a longer value is no spelling of a name. */
const longestValue = 20_000;

export function createClusterJobs(context: CoreContext): ClusterJobs {
  const { clock } = context.ports;
  const told = (id: string): void => context.emit('changes.changed', { id });
  const jobs = keepJobs<Job>(context, {
    name: 'A look for spellings',
    notKept: { message: mergeText.notKept, nextStep: mergeText.lookAgain },
    onChange: told,
  });

  /** Takes steps in turns to their end; null: it was cancelled. */
  const inTurns = async <Result>(
    job: Job,
    steps: Generator<number, Result>,
  ): Promise<{ readonly result: Result } | null> => {
    job.phaseMs = job.pausable.workedMs();
    for (;;) {
      const until = clock.monotonic() + turnMs;
      do {
        const step = steps.next();
        if (step.done === true) return { result: step.value };
        job.handled = Math.floor(step.value);
      } while (clock.monotonic() < until);
      told(job.id);
      await new Promise((resolve) => setImmediate(resolve));
      await job.pausable.whenRunning();
      if (job.pausable.isCancelled()) return null;
    }
  };
  const run = async (
    job: Job,
    { ids, steps, method }: Pick<ParsedInput<'changes.cluster'>, 'method'> & Reading,
  ): Promise<void> => {
    const read = await inTurns(job, countValues(context, { ids, steps }));
    if (read === null) return;
    const counts = read.result;
    job.phase = 'comparing';
    job.valueCount = counts.size;
    job.total = counts.size;
    job.handled = 0;
    const found = await inTurns(job, clusterSteps(counts, method));
    if (found === null) return;
    job.clusters = found.result.clusters;
    job.isPartial = found.result.isPartial;
    job.handled = job.total;
  };

  return {
    ...jobs,
    start({ selection, path, method }) {
      const steps = changeablePath(path);
      const ids = selectedIds(context.ledger, selection);
      const job: Job = {
        ...newKeptJob(context),
        phase: 'reading',
        total: ids.length,
        handled: 0,
        valueCount: 0,
        phaseMs: 0,
        clusters: [],
        isPartial: false,
      };
      jobs.add(job, async () => run(job, { ids, steps, method }));
      return { id: job.id };
    },
    get: (id) => describe(jobs.get(id)),
    page({ id, offset, limit }) {
      const { clusters } = jobs.get(id);
      return {
        total: clusters.length,
        clusters: clusters.slice(offset, offset + limit).map(({ suggestion, values }) => ({
          suggestion,
          values: values.slice(0, mostValues).map(({ value, count }) => ({ value, count })),
          leftOutCount: Math.max(0, values.length - mostValues),
        })),
      };
    },
  };
}

interface Reading {
  readonly ids: readonly number[];
  readonly steps: readonly PathStep[];
}

/** How often each value of a property occurs; yields how many records were read. */
function* countValues(
  context: Pick<CoreContext, 'ledger'>,
  { ids, steps }: Reading,
): Generator<number, Map<string, number>> {
  const counts = new Map<string, number>();
  for (let start = 0; start < ids.length; start += recordsAtOnce) {
    const rows = context.ledger.db.all<{ attributes: string }>(
      'select attributes from record where id in (select value from json_each(?))',
      JSON.stringify(ids.slice(start, start + recordsAtOnce)),
    );
    for (const { attributes } of rows) {
      for (const value of valuesAt(JSON.parse(attributes), steps)) {
        if (typeof value !== 'string' || value.length > longestValue) continue;
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
    yield Math.min(ids.length, start + recordsAtOnce);
  }
  return counts;
}

function describe(job: Job): ClusterRun {
  const { handled, total, phaseMs, pausable } = job;
  const isRunning = job.status === 'running';
  return {
    id: job.id,
    status: job.status,
    failure: job.failure,
    phase: job.phase,
    total,
    handledCount: handled,
    ...paceOf(pausable, { count: handled, share: handled / total, isRunning, sinceMs: phaseMs }),
    valueCount: job.valueCount,
    clusterCount: job.clusters.length,
    isPartial: job.isPartial,
  };
}
