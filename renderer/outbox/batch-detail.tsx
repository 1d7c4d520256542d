import { useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';

import type { BatchSummary, OperationRow, OutboxSummary } from '#shared/contract/outbox.ts';
import { formatCount } from '#shared/text/format.ts';
import { outboxText as text } from '#shared/text/outbox.en.ts';

import { DataGrid } from '../components/data-grid.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Notice } from '../components/notice.tsx';
import { useSteward } from '../store/steward.ts';
import { usePages } from '../store/use-pages.ts';
import { operationColumns } from './operation-columns.tsx';
import { OperationPanel } from './operation-panel.tsx';

const filters = ['all', 'waiting', 'failed', 'done'] as const;

interface Props {
  readonly batch: BatchSummary;
  readonly summary: OutboxSummary | undefined;
}

/** The operations of one batch, and the one that is open beside them. */
export function BatchDetail({ batch, summary }: Props) {
  const { client } = useSteward();
  const [status, setStatus] = useState<(typeof filters)[number]>('all');
  const [openId, setOpenId] = useState<string | null>(null);
  const source = usePages<OperationRow>(
    `${batch.id} ${status}`,
    async (offset, limit) => {
      const input = { batchId: batch.id, status, offset, limit };
      const page = await client.call('outbox.operations', input);
      return { rows: page.operations, total: page.total };
    },
    ['outbox.changed'],
  );
  const held = summary?.heldRepositories.find((known) => known.id === batch.repositoryId);
  const counts = {
    all: batch.total,
    waiting: batch.waitingCount,
    failed: batch.failedCount,
    done: batch.doneCount,
  };

  return (
    <>
      <div className="split-detail">
        {held !== undefined && (
          <div className="outbox-held">
            <Notice kind="warning" title={batch.repositoryName}>
              <p>{held.reason}</p>
            </Notice>
          </div>
        )}
        <div className="toolbar toolbar-top">
          <ToggleButtonGroup
            aria-label={text.filterLabel}
            className="segments"
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[status]}
            onSelectionChange={(keys) => {
              setStatus(filters.find((filter) => keys.has(filter)) ?? 'all');
              setOpenId(null);
            }}
          >
            {filters.map((filter) => (
              <ToggleButton key={filter} id={filter} className="segment">
                {text.filters[filter]} {formatCount(counts[filter])}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        </div>
        <DataGrid
          label={text.operations}
          source={source}
          columns={operationColumns}
          rowKey={(row) => row.id}
          openKey={openId}
          onOpen={(row) => setOpenId(row.id)}
          empty={<EmptyState icon="filter" title={text.noOperations} />}
        />
      </div>
      {openId !== null && (
        <OperationPanel key={openId} id={openId} onClose={() => setOpenId(null)} />
      )}
    </>
  );
}
