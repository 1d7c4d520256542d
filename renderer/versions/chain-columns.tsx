import type { ChainRow } from '#shared/contract/version-chains.ts';
import { formatCount, formatDate } from '#shared/text/format.ts';
import { defectText } from '#shared/text/version-defects.en.ts';
import { versionsText as text } from '#shared/text/versions.en.ts';

import type { GridColumn } from '../components/data-grid.tsx';
import { Icon } from '../components/icon.tsx';

const { columns } = text;

export const chainColumns: readonly GridColumn<ChainRow>[] = [
  {
    id: 'title',
    title: columns.title,
    track: 'minmax(11rem, 3fr)',
    cell: (row) => (
      <span className="cut" title={`${row.title}\n${row.doi}`}>
        {row.title === '' ? row.doi : row.title}
      </span>
    ),
  },
  {
    id: 'defects',
    title: columns.defects,
    track: 'minmax(6rem, 2fr)',
    cell: (row) =>
      row.defectCount === 0 ? (
        <span className="line soft">
          <Icon name="good" />
          {text.soundShort}
        </span>
      ) : (
        <span
          className="line cut"
          title={row.codes.map(({ code }) => defectText[code].name).join(', ')}
        >
          <Icon name="warning" />
          {formatCount(row.defectCount)}
          <span className="cut soft">
            {row.codes.map(({ code }) => defectText[code].name).join(', ')}
          </span>
        </span>
      ),
  },
  {
    id: 'length',
    title: columns.versions,
    track: '5rem',
    isNumber: true,
    fromWidth: 420,
    cell: (row) => formatCount(row.versionCount),
  },
  {
    id: 'latest',
    title: columns.latest,
    track: 'minmax(5rem, 1fr)',
    fromWidth: 520,
    cell: (row) => (
      <span className="cut" title={row.latest ?? ''}>
        {row.latest === null
          ? text.none
          : row.latestVersion === ''
            ? row.latest
            : row.latestVersion}
      </span>
    ),
  },
  {
    id: 'unsent',
    title: columns.sending,
    track: 'minmax(6rem, 1fr)',
    fromWidth: 720,
    cell: (row) => (
      <span className="cut soft">{text.sending(row.unsentCount, row.halfDoneCount)}</span>
    ),
  },
  {
    id: 'changed',
    title: columns.changed,
    track: '7rem',
    fromWidth: 620,
    cell: (row) => <span className="soft">{formatDate(row.changedAt)}</span>,
  },
];

/** Which order of the contract a heading asks for. */
export const sortOfColumn = {
  title: 'title',
  defects: 'defects',
  length: 'length',
  changed: 'changed',
} as const;
