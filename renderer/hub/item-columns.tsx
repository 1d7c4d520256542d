import type { HubItemRow } from '#shared/contract/hub-shapes.ts';
import { shortRevision } from '#shared/hub/hub.ts';
import { formatCount } from '#shared/text/format.ts';
import { hubScreenText as text } from '#shared/text/hub-screens.en.ts';

import type { GridColumn } from '../components/data-grid.tsx';
import { Icon } from '../components/icon.tsx';
import { TimeAgo } from '../components/time-ago.tsx';

const { columns } = text;

const standingIcon = { none: 'minus', current: 'good', outdated: 'warning' } as const;

export const itemColumns: readonly GridColumn<HubItemRow>[] = [
  {
    id: 'name',
    title: columns.name,
    track: 'minmax(12rem, 3fr)',
    cell: (row) => (
      <span className="cut" title={`${row.title ?? ''}\n${row.name}`}>
        {row.name}
      </span>
    ),
  },
  {
    id: 'kind',
    title: columns.kind,
    track: '5rem',
    fromWidth: 560,
    cell: (row) => <span className="soft">{text.kinds[row.kind]}</span>,
  },
  {
    id: 'standing',
    title: columns.standing,
    track: 'minmax(8.5rem, 1.6fr)',
    cell: (row) => (
      <span className="line cut" title={row.doi ?? ''}>
        <Icon name={standingIcon[row.standing]} />
        <span className="cut">
          {row.standing === 'none'
            ? text.standings.none
            : row.standing === 'current'
              ? (row.doi ?? '')
              : text.standings.outdated}
        </span>
      </span>
    ),
  },
  {
    id: 'access',
    title: columns.access,
    track: '6.5rem',
    fromWidth: 540,
    cell: (row) => (
      <span className={row.access === 'public' ? 'soft' : 'strong'}>
        {row.access === 'public' && row.gated !== 'no' ? text.gated : text.accesses[row.access]}
      </span>
    ),
  },
  {
    id: 'events',
    title: columns.events,
    track: '4.5rem',
    isNumber: true,
    cell: (row) =>
      row.openEventCount === 0 ? (
        ''
      ) : (
        <span className="line">
          {row.urgentEventCount > 0 && <Icon name="error" />}
          {formatCount(row.openEventCount)}
        </span>
      ),
  },
  {
    id: 'head',
    title: columns.head,
    track: '5.5rem',
    fromWidth: 620,
    cell: (row) => (
      <span className="mono soft">{row.head === null ? '' : shortRevision(row.head)}</span>
    ),
  },
  {
    id: 'checked',
    title: columns.checked,
    track: '8rem',
    fromWidth: 720,
    cell: (row) => (
      <span className="soft">
        {row.checkedAt === null ? text.neverLooked : <TimeAgo at={row.checkedAt} />}
      </span>
    ),
  },
];

/** Which order of the contract a heading asks for. */
export const sortOfColumn = {
  name: 'name',
  standing: 'standing',
  events: 'events',
  checked: 'checked',
} as const;
