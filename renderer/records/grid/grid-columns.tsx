import type { ReactNode } from 'react';

import type { Output } from '#shared/contract/contract.ts';
import type { RowBadges } from '#shared/contract/grid.ts';
import { gridText } from '#shared/text/grid.en.ts';
import { recordsText } from '#shared/text/records.en.ts';
import { stateText, syncText } from '#shared/text/states.en.ts';

import type { RecordSort } from '../../store/app-store.ts';
import { recordColumns, sortOfColumn } from '../record-columns.tsx';
import { RowMarks, marksInWords } from '../row-marks.tsx';

export type GridRecord = Output<'records.list'>['rows'][number] & {
  /** Where it stands in other workflows; absent while that column is not shown. */
  readonly badges?: RowBadges;
};

/** A text that fills its cell: half the elements of a drawn one, which scrolling pays for. */
export interface PlainCell {
  readonly text: string;
  readonly tone?: 'soft' | 'faint';
  /** Shown whole while the mouse rests on it. */
  readonly title?: string;
}

/** A column of the grid: how it is headed, shown, copied and sorted. */
export interface RecordColumn {
  readonly id: string;
  readonly title: string;
  readonly sort: RecordSort | null;
  readonly cell: (row: GridRecord) => ReactNode;
  /** The cell as mere text, cut where it is too long; null where `cell` draws it. */
  readonly plain: (row: GridRecord) => PlainCell | null;
  /** What a copy of the cell is; lists with their values separated as in sheets. */
  readonly text: (row: GridRecord) => string;
  /** False where the row brought only the beginning of the value: `text` is not all of it then. */
  readonly isWhole: (row: GridRecord) => boolean;
}

const prefix = 'property:';

/** The property that a column shows; null for a column of the list itself. */
export function pathOfColumn(id: string): string | null {
  return id.startsWith(prefix) ? id.slice(prefix.length) : null;
}

/** How a column is headed. */
export function columnTitle(id: string): string {
  const path = pathOfColumn(id);
  if (path !== null) return gridText.properties[path] ?? path;
  return ownColumns.find((known) => known.id === id)?.title ?? id;
}

export function columnOfPath(path: string): string {
  return `${prefix}${path}`;
}

/** The column whose signs other workflows give; asked for only while it is shown. */
export const marksColumn = 'marks';

/** Columns that the list has by itself, for choosing. */
export const ownColumns: readonly { readonly id: string; readonly title: string }[] = [
  ...recordColumns.map(({ id, title }) => ({ id, title })),
  { id: marksColumn, title: gridText.marks },
  { id: 'doi', title: 'DOI' },
  { id: 'publisher', title: 'Publisher' },
  { id: 'updated', title: 'Changed' },
];

/** The columns of a layout; one that this version does not know is left out. */
export function columnsOf(ids: readonly string[]): readonly RecordColumn[] {
  const paths = ids.flatMap((id) => pathOfColumn(id) ?? []);
  return ids.flatMap((id): RecordColumn[] => {
    const path = pathOfColumn(id);
    if (path !== null) return [propertyColumn(path, paths.indexOf(path))];
    const isOwn = ownColumns.some((known) => known.id === id);
    const drawn = recordColumns.find((known) => known.id === id);
    const text = texts[id];
    if (!isOwn || text === undefined) return [];
    return [
      {
        id,
        title: columnTitle(id),
        sort: sortOfColumn[id] ?? moreSorts[id] ?? null,
        cell: cells[id] ?? drawn?.cell ?? text,
        plain: drawnColumns.has(id) ? () => null : (plainCells[id] ?? softText(text)),
        text,
        isWhole: () => true,
      },
    ];
  });
}

const moreSorts: Readonly<Record<string, RecordSort>> = {
  doi: 'doi',
  publisher: 'publisher',
  updated: 'updated',
  creators: 'creators',
};

/** Columns of signs. */
const drawnColumns: ReadonlySet<string> = new Set(['state', 'findings', 'sync', marksColumn]);

const plainCells: Readonly<Record<string, RecordColumn['plain']>> = {
  title: ({ title, doi }) =>
    title === null
      ? { text: recordsText.untitled, tone: 'faint', title: doi }
      : { text: title, title },
};

function softText(text: RecordColumn['text']): RecordColumn['plain'] {
  return (row) => {
    const shown = text(row);
    return { text: shown, tone: 'soft', title: shown };
  };
}

/** Columns that are drawn in a way of their own. */
const cells: Readonly<Record<string, RecordColumn['cell']>> = {
  [marksColumn]: ({ badges }) => (badges === undefined ? null : <RowMarks badges={badges} />),
};

const texts: Readonly<Record<string, (row: GridRecord) => string>> = {
  state: (row) => stateText[row.state].label,
  title: (row) => row.title ?? '',
  creators: (row) => row.creators ?? '',
  type: (row) => row.resourceType ?? '',
  year: (row) => (row.publicationYear === null ? '' : String(row.publicationYear)),
  findings: (row) => String(row.errorCount + row.warningCount + row.hintCount),
  sync: (row) => syncText[row.sync].label,
  [marksColumn]: ({ badges }) => (badges === undefined ? '' : marksInWords(badges)),
  doi: (row) => row.doi,
  publisher: (row) => row.publisher ?? '',
  updated: (row) => row.updatedAt,
};

function propertyColumn(path: string, place: number): RecordColumn {
  const valuesOf = (row: GridRecord): readonly string[] =>
    (row.cells?.[place]?.values ?? []).map(String);
  return {
    id: columnOfPath(path),
    title: gridText.properties[path] ?? path,
    sort: `property:${path}`,
    text: (row) => valuesOf(row).join('; '),
    isWhole: (row) => {
      const held = row.cells?.[place];
      return held === undefined || (held.isCut !== true && held.count <= held.values.length);
    },
    plain: (row) => {
      if ((row.cells?.[place]?.count ?? 0) > 1) return null;
      const [value = ''] = valuesOf(row);
      return { text: value, tone: 'soft', title: value };
    },
    cell: (row) => {
      const values = valuesOf(row);
      const count = row.cells?.[place]?.count ?? 0;
      return (
        <span className="chips" title={values.join('\n')}>
          {values.map((value, index) => (
            <span key={index} className="chip cut">
              {value}
            </span>
          ))}
          {count > values.length && (
            <span className="soft small">{gridText.more(count - values.length)}</span>
          )}
        </span>
      );
    },
  };
}
