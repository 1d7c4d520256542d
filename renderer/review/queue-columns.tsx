import type { QueueRow } from '#shared/contract/review-shapes.ts';
import { reviewScreenText as text } from '#shared/text/review-screen.en.ts';

import type { GridColumn } from '../components/data-grid.tsx';
import { SeverityCount } from '../components/severity-count.tsx';
import { TimeAgo } from '../components/time-ago.tsx';
import { ReviewStatusMark } from './review-status-mark.tsx';

const { columns } = text;

/** Beside an open draft the list is narrow: then the sign alone says the status. */
const sign: GridColumn<QueueRow> = {
  id: 'status',
  title: columns.status,
  track: '2.75rem',
  isTitleUnseen: true,
  cell: (row) => <ReviewStatusMark status={row.status} isFailed={row.proof === 'failed'} isSign />,
};

export const queueColumns: readonly GridColumn<QueueRow>[] = [
  {
    id: 'status',
    title: columns.status,
    track: '8.5rem',
    cell: (row) => <ReviewStatusMark status={row.status} isFailed={row.proof === 'failed'} />,
  },
  {
    id: 'title',
    title: columns.title,
    track: 'minmax(8rem, 3fr)',
    cell: (row) => (
      <span className="cut" title={`${row.title ?? ''}\n${row.doi}`}>
        {row.title ?? row.doi}
      </span>
    ),
  },
  {
    id: 'findings',
    title: columns.findings,
    track: '6rem',
    fromWidth: 420,
    cell: (row) => (
      <span className="line">
        <SeverityCount severity="error" count={row.errorCount} />
        <SeverityCount severity="warning" count={row.warningCount} />
      </span>
    ),
  },
  {
    id: 'assignee',
    title: columns.assignee,
    track: 'minmax(6rem, 1fr)',
    fromWidth: 560,
    cell: (row) => <span className="cut">{row.assignee ?? ''}</span>,
  },
  {
    id: 'age',
    title: columns.age,
    track: '7rem',
    fromWidth: 640,
    cell: (row) => <TimeAgo at={row.createdAt} />,
  },
];

export const narrowQueueColumns: readonly GridColumn<QueueRow>[] = [sign, ...queueColumns.slice(1)];
