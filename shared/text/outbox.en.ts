import type { OutboxSummary } from '../contract/outbox.ts';
import { formatClock, formatCount, formatCounted, formatDuration, formatRate } from './format.ts';

/** The words of the outbox: what is sent, what came back. */
export const outboxText = {
  title: 'Outbox',
  emptyTitle: 'Nothing was sent yet',
  emptyBody:
    'What you register or change waits here, is sent at the pace that the service permits, and stays until the service has confirmed it.',
  toCollections: 'Go to the collections',
  batches: 'Batches',
  pause: 'Pause sending',
  resume: 'Go on sending',
  retry: (count: number): string =>
    `Try ${formatCounted(count, 'failed one', 'failed ones')} again`,
  retried: (count: number): string =>
    `${formatCounted(count, 'change waits', 'changes wait')} again.`,
  cancelWaiting: (count: number): string => `Cancel ${formatCount(count)} waiting`,
  cancelTitle: 'Cancel what waits?',
  cancelBody: (count: number): string =>
    `${formatCounted(count, 'change is', 'changes are')} taken back before being sent. What was sent stays sent. The records stay here.`,
  keepWaiting: 'Keep them waiting',
  cancelled: (count: number): string =>
    `${formatCounted(count, 'change was', 'changes were')} taken back.`,
  done: (count: number): string => `${formatCount(count)} done`,
  failed: (count: number): string => `${formatCount(count)} failed`,
  waiting: (count: number): string => `${formatCount(count)} waiting`,
  rate: formatRate,
  left: (seconds: number): string => `${formatDuration(seconds)} left`,
  progressOf: (title: string): string => `Progress of ${title}`,
  operations: 'Operations',
  filterLabel: 'Operations shown',
  filters: { all: 'All', waiting: 'Waiting', failed: 'Failed', done: 'Done' },
  columns: {
    status: 'Status',
    doi: 'DOI',
    title: 'Title',
    what: 'What',
    attempts: 'Attempts',
    reason: 'Reason',
  },
  kinds: { create: 'Create', update: 'Update', delete: 'Delete' },
  noOperations: 'No operation of this kind.',
  closeOperation: 'Close the operation',
  request: 'The request, as it was built',
  noRequest: 'The request is built when its turn comes.',
  attempts: 'Attempts',
  noAttempts: 'Not tried yet.',
  attempt: (number: number): string => `Attempt ${formatCount(number)}`,
  stillRunning: 'under way',
  httpStatus: (status: number): string => `HTTP ${status}`,
  differences: 'What the service stored differently',
  sent: 'Sent',
  stored: 'Stored',
  nextAttempt: 'Next attempt',
  openRecord: 'Open the record',
  reason: 'Why it failed',
} as const;

/** What the outbox does at this moment, in words. */
export function describeOutbox(summary: OutboxSummary): string {
  switch (summary.mode) {
    case 'idle':
      return summary.failedCount > 0 ? 'Nothing waits, but some failed' : 'Nothing waits';
    case 'sending':
      return 'Sending';
    case 'paused':
      return 'Paused';
    case 'waiting':
      return summary.waitsUntil === null
        ? 'Waiting, as the service asked'
        : `Waiting until ${formatClock(summary.waitsUntil)}, as the service asked`;
    case 'offline':
      return 'Offline. It goes on by itself when the connection is back';
    case 'held':
      return 'Held: an account needs attention';
  }
}
