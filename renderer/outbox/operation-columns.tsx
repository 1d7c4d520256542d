import type { OperationRow } from '#shared/contract/outbox.ts';
import { formatCount } from '#shared/text/format.ts';
import { outboxText as text } from '#shared/text/outbox.en.ts';

import type { GridColumn } from '../components/data-grid.tsx';
import { OperationStatusMark } from './operation-status-mark.tsx';

const { columns } = text;

export const operationColumns: readonly GridColumn<OperationRow>[] = [
  {
    id: 'status',
    title: columns.status,
    track: '9.5rem',
    cell: (row) => <OperationStatusMark status={row.status} />,
  },
  {
    id: 'title',
    title: columns.title,
    track: 'minmax(8rem, 3fr)',
    cell: (row) => (
      <span className="cut" title={row.title ?? row.doi}>
        {row.title ?? row.doi}
      </span>
    ),
  },
  {
    id: 'reason',
    title: columns.reason,
    track: 'minmax(8rem, 3fr)',
    fromWidth: 560,
    cell: (row) => (
      <span className="cut soft" title={row.failure?.message ?? ''}>
        {row.failure?.message}
      </span>
    ),
  },
  {
    id: 'what',
    title: columns.what,
    track: '4.5rem',
    fromWidth: 680,
    cell: (row) => <span className="soft">{text.kinds[row.kind]}</span>,
  },
  {
    id: 'attempts',
    title: columns.attempts,
    track: '4.5rem',
    isNumber: true,
    fromWidth: 680,
    cell: (row) => <span className="soft">{formatCount(row.attemptCount)}</span>,
  },
  {
    id: 'doi',
    title: columns.doi,
    track: '13.5rem',
    fromWidth: 980,
    cell: (row) => <span className="mono">{row.doi}</span>,
  },
];
