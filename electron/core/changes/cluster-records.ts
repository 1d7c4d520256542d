import type { Output, ParsedInput } from '#shared/contract/contract.ts';
import { clusterValues } from '#shared/changes/cluster-values.ts';
import { changeablePath } from '#shared/changes/map-path.ts';
import { valuesAt } from '#shared/query/property-path.ts';
import type { CoreContext } from '../context.ts';
import { selectedIds } from '../register/selection.ts';

/** Records whose values are read between two turns of the event loop. */
const recordsPerTurn = 500;
const mostClusters = 200;
const mostValues = 200;
/** The contract's limit of one text; a longer value is no spelling of a name. */
const longestValue = 20_000;

/** Counts the values of a property over the selected records, and proposes which may be spellings of one thing. */
export async function clusterRecords(
  context: CoreContext,
  { selection, path, method }: ParsedInput<'changes.cluster'>,
): Promise<Output<'changes.cluster'>> {
  const steps = changeablePath(path);
  const ids = selectedIds(context.ledger, selection);
  const counts = new Map<string, number>();
  for (let start = 0; start < ids.length; start += recordsPerTurn) {
    const rows = context.ledger.db.all<{ attributes: string }>(
      'select attributes from record where id in (select value from json_each(?))',
      JSON.stringify(ids.slice(start, start + recordsPerTurn)),
    );
    for (const { attributes } of rows) {
      for (const value of valuesAt(JSON.parse(attributes), steps)) {
        if (typeof value !== 'string' || value.length > longestValue) continue;
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { clusters, isPartial } = clusterValues(counts, method);
  return {
    valueCount: counts.size,
    clusterCount: clusters.length,
    isPartial,
    clusters: clusters.slice(0, mostClusters).map(({ suggestion, values }) => ({
      suggestion,
      values: values.slice(0, mostValues).map(({ value, count }) => ({ value, count })),
    })),
  };
}
