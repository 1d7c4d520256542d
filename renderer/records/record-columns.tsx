import type { RecordRow } from '#shared/contract/records.ts';
import { recordsText as text } from '#shared/text/records.en.ts';

import type { GridColumn } from '../components/data-grid.tsx';
import { SeverityCount } from '../components/severity-count.tsx';
import { StateGlyph } from '../components/state-glyph.tsx';
import type { RecordSort } from '../store/app-store.ts';
import { SyncMark } from './sync-mark.tsx';

const { columns } = text;

/** Which order of the contract a heading asks for. */
export const sortOfColumn: Readonly<Record<string, RecordSort>> = {
  state: 'state',
  title: 'title',
  type: 'type',
  year: 'year',
  findings: 'findings',
  sync: 'sync',
};

export const recordColumns: readonly GridColumn<RecordRow>[] = [
  {
    id: 'state',
    title: columns.state,
    track: '3.75rem',
    cell: (row) => (
      <StateGlyph
        state={row.sync === 'conflict' ? 'conflict' : row.state}
        unsent={row.sync === 'unsent'}
        label
      />
    ),
  },
  {
    id: 'title',
    title: columns.title,
    track: 'minmax(10rem, 4fr)',
    cell: (row) => (
      <span className={row.title === null ? 'cut faint' : 'cut'} title={row.title ?? row.doi}>
        {row.title ?? text.untitled}
      </span>
    ),
  },
  {
    id: 'creators',
    title: columns.creators,
    track: 'minmax(8rem, 2fr)',
    fromWidth: 920,
    cell: (row) => (
      <span className="cut soft" title={row.creators ?? ''}>
        {row.creators}
      </span>
    ),
  },
  {
    id: 'type',
    title: columns.type,
    track: '7.5rem',
    fromWidth: 800,
    cell: (row) => <span className="cut soft">{row.resourceType}</span>,
  },
  {
    id: 'year',
    title: columns.year,
    track: '3.25rem',
    fromWidth: 560,
    cell: (row) => <span className="soft">{row.publicationYear}</span>,
  },
  {
    id: 'findings',
    title: columns.findings,
    track: '6.5rem',
    fromWidth: 420,
    cell: (row) => (
      <>
        <SeverityCount severity="error" count={row.errorCount} />
        <SeverityCount severity="warning" count={row.warningCount} />
        <SeverityCount severity="hint" count={row.hintCount} />
      </>
    ),
  },
  {
    id: 'sync',
    title: columns.sync,
    track: '8.5rem',
    fromWidth: 660,
    cell: (row) => <SyncMark sync={row.sync} />,
  },
];
