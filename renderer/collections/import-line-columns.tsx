import type { ImportLine } from '#shared/contract/collections.ts';
import { importText as text, lineStatusText } from '#shared/text/collections.en.ts';
import { formatCount } from '#shared/text/format.ts';

import type { GridColumn } from '../components/data-grid.tsx';
import type { IconName } from '../components/icon.tsx';
import { Icon } from '../components/icon.tsx';
import { SeverityCount } from '../components/severity-count.tsx';

const signs: Readonly<Record<ImportLine['status'], IconName>> = {
  new: 'plus',
  changed: 'retry',
  unchanged: 'good',
  'observe-only': 'eye',
  failed: 'error',
};

const { columns } = text;

export const importLineColumns: readonly GridColumn<ImportLine>[] = [
  {
    id: 'line',
    title: columns.line,
    track: '3.5rem',
    isNumber: true,
    cell: (line) => (line.row === null ? null : formatCount(line.row)),
  },
  {
    id: 'status',
    title: columns.status,
    track: '8rem',
    cell: (line) => (
      <span className={`line-status line-${line.status}`}>
        <Icon name={signs[line.status]} size={14} />
        {lineStatusText[line.status]}
      </span>
    ),
  },
  {
    id: 'title',
    title: columns.title,
    track: 'minmax(10rem, 3fr)',
    cell: (line) => (
      <span className="cut" title={line.title ?? line.failure?.message ?? ''}>
        {line.title ?? line.failure?.message ?? line.key}
      </span>
    ),
  },
  {
    id: 'findings',
    title: columns.findings,
    track: '7rem',
    cell: (line) => (
      <>
        <SeverityCount severity="error" count={countOf(line, 'error')} />
        <SeverityCount severity="warning" count={countOf(line, 'warning')} />
        <SeverityCount severity="hint" count={countOf(line, 'hint')} />
      </>
    ),
  },
  {
    id: 'doi',
    title: columns.doi,
    track: '13.5rem',
    fromWidth: 860,
    cell: (line) => <span className="mono">{line.doi}</span>,
  },
  {
    id: 'source',
    title: columns.source,
    track: 'minmax(7rem, 1fr)',
    fromWidth: 1040,
    cell: (line) => (
      <span className="cut soft" title={line.source}>
        {line.source}
      </span>
    ),
  },
];

function countOf(line: ImportLine, severity: 'error' | 'warning' | 'hint'): number {
  return line.findings.filter((finding) => finding.severity === severity).length;
}
