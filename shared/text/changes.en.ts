import type { ChangeKind } from '../contract/changes.ts';
import { formatCounted } from './format.ts';

const records = (count: number): string => formatCounted(count, 'record', 'records');

/** The words of change sets: batch edits, their preview, sending and undo. */
export const changesText = {
  changeKind: {
    correction: 'Correction',
    'files-added': 'Files added',
    'minor-version': 'Minor version',
    other: 'Other',
  } satisfies Record<ChangeKind, string>,
  /** Why a record is left as it is. */
  refused: {
    unknown: 'The ledger has no record of this DOI.',
    givenUp: 'This DOI was deleted at DataCite and is not used again.',
    observeOnly: 'It is not ours to change: it belongs to another account or prefix.',
    conflict:
      'It was changed here and at DataCite, and nobody has decided yet which values stand. Settle that first.',
    invalid: (state: string, finding: { path: string; message: string } | undefined): string =>
      `DataCite would refuse the ${state} record afterwards${finding === undefined ? '' : `: ${finding.path === '' ? '' : `${finding.path}: `}${finding.message}`}`,
    twice: 'It is named twice in this change set; the first one was applied.',
    changedMeanwhile: (paths: readonly string[]): string =>
      `Changed meanwhile: ${paths.join(', ')}. Open it again and make the edit on what is there now.`,
    changedSince: (paths: readonly string[]): string =>
      `Changed again since: ${paths.join(', ')}. It was left as it is.`,
  },
  begun: (title: string): string => `${title}: begun.`,
  ended: (
    title: string,
    status: 'applied' | 'cancelled' | 'interrupted',
    changed: number,
    refused: number,
  ): string =>
    `${title}: ${status === 'applied' ? '' : `${status}, `}${records(changed)} changed${refused === 0 ? '' : `, ${records(refused)} left out`}.`,
  undoTitle: (title: string): string => `Undo: ${title}`,
  redoTitle: (title: string): string => `Redo: ${title}`,
  sendTitle: (title: string, repository: string): string => `${title} on ${repository}`,
  stays: {
    published: (count: number): string =>
      `${formatCounted(count, 'DOI was', 'DOIs were')} registered or published at DataCite since; that cannot be undone. Only the metadata goes back.`,
    created: (count: number): string =>
      `${formatCounted(count, 'draft was', 'drafts were')} created at DataCite since; they stay there with the earlier metadata.`,
    sent: (count: number): string =>
      `${formatCounted(count, 'record was', 'records were')} sent to DataCite with the change; the earlier values are sent again, and DataCite keeps both steps in its own log.`,
  },
} as const;
