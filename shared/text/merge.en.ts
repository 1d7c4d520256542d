import type { ClusterMethod } from '../changes/cluster-values.ts';
import { formatCount, formatCounted } from './format.ts';

/** The words of finding spellings of one thing and making them one. */
export const mergeText = {
  method: 'How spellings are compared',
  methods: {
    fingerprint: {
      label: 'Same words',
      detail: 'Blind to case, accents, punctuation and the order of words',
    },
    ngram: {
      label: 'Same pieces',
      detail: 'Also where words are run together or parted',
    },
    cologne: { label: 'Same sound, German', detail: 'Müller and Mueller, Maier and Meyer' },
    metaphone: { label: 'Same sound, English', detail: 'Catherine and Kathryn' },
    nearest: { label: 'Few letters apart', detail: 'Typing mistakes; the slowest of them' },
  } satisfies Readonly<Record<ClusterMethod, { readonly label: string; readonly detail: string }>>,
  look: 'Look for spellings',
  found: ({ valueCount, clusterCount }: { valueCount: number; clusterCount: number }): string =>
    clusterCount === 0
      ? `${formatCounted(valueCount, 'value', 'values')}, none of them alike in this way. Try another way.`
      : `${formatCounted(valueCount, 'value', 'values')}, ${formatCounted(clusterCount, 'group', 'groups')} that may be spellings of one thing.`,
  phases: { reading: 'Reading the records', comparing: 'Comparing the values' },
  stopLooking: 'Stop looking',
  stopped: 'It was stopped before it was done.',
  failed: 'The look for spellings failed.',
  notKept: 'What was found here is not kept any more.',
  lookAgain: 'Look for spellings again.',
  tickAll: (count: number, all: number): string =>
    count === all
      ? `Merge all ${formatCount(count)}`
      : `Merge these ${formatCount(count)} of ${formatCount(all)}`,
  tickNone: 'Merge none',
  partial:
    'There are too many values to compare each with each; some alike may be missing. A filter, or another way, finds them.',
  clusters: 'Groups of spellings',
  mergeThese: (count: number, suggestion: string): string =>
    `Merge ${formatCounted(count, 'spelling', 'spellings')} of ${suggestion}`,
  leftOut: (count: number): string =>
    `${formatCounted(count, 'rarer spelling is', 'rarer spellings are')} not shown: look again after this merge.`,
  use: 'Use this',
  useNamed: (value: string): string => `Use this for all: ${value}`,
  becomesLabel: 'They become',
  others: 'Also in this step',
  becomes: (from: readonly string[]): string => `${from.join(', ')} →`,
  removeMerge: (to: string): string => `Leave the merge into ${to} out`,
  merges: (count: number): string =>
    `${formatCounted(count, 'group becomes', 'groups become')} one spelling each.`,
} as const;
