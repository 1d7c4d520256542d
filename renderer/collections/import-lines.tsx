import { useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';

import type { ImportLine } from '#shared/contract/collections.ts';
import { importText as text } from '#shared/text/collections.en.ts';

import { DataGrid } from '../components/data-grid.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { useSteward } from '../store/steward.ts';
import { usePages } from '../store/use-pages.ts';
import { ImportLinePanel } from './import-line-panel.tsx';
import { importLineColumns } from './import-line-columns.tsx';
import { SaveResult } from './save-result.tsx';

const filters = ['all', 'problems', 'failed'] as const;
type Only = (typeof filters)[number];

/** A line carries its findings: 100 of them took 200 ms to check on a busy machine (2026-11-21). */
const linesPerPage = 40;

/** The result: one line per item, what happened to it and why. */
export function ImportLines({
  importId,
  isRunning,
}: {
  readonly importId: number;
  readonly isRunning: boolean;
}) {
  const { client } = useSteward();
  const [only, setOnly] = useState<Only>('all');
  const [open, setOpen] = useState<ImportLine | null>(null);
  const source = usePages<ImportLine>(
    `${importId} ${only}`,
    async (offset, limit) => {
      const page = await client.call('imports.lines', { importId, only, offset, limit });
      return { rows: page.lines, total: page.total };
    },
    ['imports.changed'],
    linesPerPage,
  );

  return (
    <>
      <div className="toolbar">
        <h2 className="strong">{text.results}</h2>
        <ToggleButtonGroup
          aria-label={text.filterLabel}
          className="segments"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[only]}
          onSelectionChange={(keys) => {
            const chosen = filters.find((filter) => keys.has(filter));
            if (chosen === undefined) return;
            setOnly(chosen);
            setOpen(null);
          }}
        >
          {filters.map((filter) => (
            <ToggleButton key={filter} id={filter} className="segment">
              {text.filters[filter]}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <span className="push" />
        <SaveResult importId={importId} />
      </div>
      <div className="split">
        <DataGrid
          label={text.results}
          source={source}
          columns={importLineColumns}
          rowKey={(line) => String(line.line)}
          openKey={open === null ? null : String(open.line)}
          onOpen={setOpen}
          empty={
            isRunning ? (
              <EmptyState icon="clock" title={text.linesComing} />
            ) : (
              <EmptyState icon="filter" title={text.noLines} />
            )
          }
        />
        {open !== null && <ImportLinePanel line={open} onClose={() => setOpen(null)} />}
      </div>
    </>
  );
}
