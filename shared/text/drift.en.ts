import type { DriftCause } from '../contract/drift.ts';
import { formatCount, formatCounted } from './format.ts';

/** The words of comparing the ledger with what the service holds. */
export const driftText = {
  title: 'Differences',
  hint: 'Reads the whole account and lists every difference from the records here. Nothing is changed on either side.',
  start: 'Compare with the service',
  running: (read: number, total: number | null): string =>
    total === null
      ? `Comparing: ${formatCount(read)} records`
      : `Comparing: ${formatCount(read)} of ${formatCount(total)} records`,
  never: 'Not compared yet.',
  none: 'Everything here is as the service holds it',
  found: (lines: number, records: number): string =>
    `${formatCounted(lines, 'difference', 'differences')} in ${formatCounted(records, 'record', 'records')}`,
  shown: (shown: number): string =>
    `The first ${formatCount(shown)} are shown. All of them: steward sync --drift --json`,
  cut: 'More were found than are kept.',
  here: 'Here',
  there: 'At the service',
  notThere: 'not there',
  wholeRecord: 'the record',
  cause: {
    unsent: 'Changed here, not sent yet',
    undecided: 'Changed on both sides, not decided yet',
    'changed-there':
      'Changed at the service since it was read; read the repository to take it over',
    'not-here': 'At the service, but not here; read the repository to bring it in',
    'not-there': 'Not at the service any more; read the repository to note it',
  } satisfies Record<DriftCause, string>,
  heading: { doi: 'DOI', path: 'Attribute', cause: 'Why' },
  option: 'Lists every difference from the service instead; changes nothing',
  fullOption: 'Reads everything, not only what changed since it was read last',
  comparing: (repository: string): string => `Comparing ${repository}`,
} as const;
