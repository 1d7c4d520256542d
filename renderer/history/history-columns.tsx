import type { HistoryEvent } from '#shared/contract/history.ts';
import { formatDateTime } from '#shared/text/format.ts';
import { historyText as text } from '#shared/text/history.en.ts';

import type { GridColumn } from '../components/data-grid.tsx';

const { columns } = text;

export const historyColumns: readonly GridColumn<HistoryEvent>[] = [
  {
    id: 'at',
    title: columns.at,
    track: '9.5rem',
    cell: (event) => <span className="soft">{formatDateTime(event.at)}</span>,
  },
  {
    id: 'what',
    title: columns.what,
    track: 'minmax(10rem, 3fr)',
    cell: (event) => (
      <span className="cut" title={event.summary}>
        {event.summary}
      </span>
    ),
  },
  {
    id: 'doi',
    title: columns.doi,
    track: '13.5rem',
    fromWidth: 620,
    cell: (event) => <span className="mono">{event.doi}</span>,
  },
  {
    id: 'person',
    title: columns.person,
    track: 'minmax(5rem, 9rem)',
    fromWidth: 480,
    cell: (event) => <span className="cut soft">{event.person ?? text.nobody}</span>,
  },
];
