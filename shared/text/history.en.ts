import { formatCounted } from './format.ts';

/** The words of the history. */
export const historyText = {
  title: 'History',
  list: 'What happened',
  columns: { at: 'When', what: 'What', doi: 'DOI', person: 'Who' },
  emptyTitle: 'Nothing has happened yet',
  emptyBody: 'Every change of a record is written down here: who, when, what and why.',
  verify: 'Prove the chain',
  intact: (count: number): string =>
    `The history is whole: ${formatCounted(count, 'event', 'events')}, each proved by the one after it.`,
  broken: 'The history is damaged',
  nobody: 'The app',
  before: 'Before',
  after: 'After',
  reason: 'Why',
  changes: (count: number): string =>
    formatCounted(count, 'attribute changed', 'attributes changed'),
  close: 'Close the event',
} as const;
