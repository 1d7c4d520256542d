import { useMemo } from 'react';

import type { Client } from '#shared/contract/client.ts';
import type { RecordFilter } from '#shared/contract/records.ts';
import { pageLimit } from '#shared/contract/define.ts';
import { moved, resized } from '#shared/grid/columns.ts';
import { countTicks } from '#shared/grid/ticks.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { gridText } from '#shared/text/grid.en.ts';
import { isFiltered, recordsText as text } from '#shared/text/records.en.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useRemPx } from '../components/use-row-height.ts';
import { toAppError } from '../store/query-cache.ts';
import { useActions, useSteward, useView } from '../store/steward.ts';
import { usePages } from '../store/use-pages.ts';
import { ColumnsMenu } from './columns-menu.tsx';
import { FacetPanel } from './facet-panel.tsx';
import type { GridRecord } from './grid/grid-columns.tsx';
import { marksColumn, pathOfColumn } from './grid/grid-columns.tsx';
import { RecordGrid } from './grid/record-grid.tsx';
import { useGridEdits } from './grid/use-grid-edits.ts';
import { NoRecords } from './no-records.tsx';
import { PasteList } from './paste-list.tsx';
import { QueryBar } from './query-bar.tsx';
import { RecordPanel } from './record-panel.tsx';
import { RecordsToolbar } from './records-toolbar.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useRecordLayout } from './use-record-layout.ts';
import { ViewsMenu } from './views-menu.tsx';

interface Props {
  readonly repository: ChosenRepository;
  readonly doi: string | null;
}

/** All records of a repository: found, shown as a person likes, edited; the one that is open beside them. */
export function RecordsScreen({ repository, doi }: Props) {
  const { client } = useSteward();
  const actions = useActions();
  useRecordLayout();
  const chosenFilter = useView((view) => view.recordFilter);
  const sort = useView((view) => view.recordSort);
  const descending = useView((view) => view.recordsDescending);
  const columns = useView((view) => view.recordColumns);
  const frozen = useView((view) => view.frozenColumns);
  const ticks = useView((view) => view.ticks);
  const isPanelOpen = useView((view) => view.isFacetPanelOpen);
  const remPx = useRemPx();
  const filter = useMemo<RecordFilter>(
    () => ({ ...chosenFilter, repositoryId: repository.id }),
    [chosenFilter, repository.id],
  );
  const properties = columns.flatMap(({ id }) => pathOfColumn(id) ?? []);
  const shown = { filter, sort, descending };
  const hasMarks = columns.some(({ id }) => id === marksColumn);
  const load = async (offset: number, limit: number, isFirst = false, isWhole = false) => {
    const page = await client.call('records.list', {
      ...{ ...shown, offset, limit },
      ...(isFirst && filter.text !== undefined ? { isQuick: true } : {}),
      ...(properties.length === 0 ? {} : { properties, isWhole }),
    });
    return hasMarks ? { ...page, rows: await withBadges(client, page.rows) } : page;
  };
  const source = usePages<GridRecord>(
    canonicalJson({ ...shown, properties, hasMarks }),
    load,
    hasMarks ? [...listEvents, ...markEvents] : listEvents,
  );
  const edits = useGridEdits({ ...shown, source });
  const isPartial = source.isPartial();
  // Whatever is done to all that match waits until all are known.
  const total = isPartial ? null : source.total();
  const failure = source.error();

  return (
    <section className="screen" aria-labelledby="screen-title">
      <h1 id="screen-title" className="unseen">
        {text.title}
      </h1>
      {countTicks(ticks, total ?? 0) === 0 ? (
        <RecordsToolbar filter={filter} total={total} atLeast={isPartial ? source.total() : null} />
      ) : (
        <SelectionBar repository={repository} filter={filter} total={total} />
      )}
      <div className="toolbar query-row">
        <Button kind="plain" icon="filter" onPress={() => actions.showFacetPanel(!isPanelOpen)}>
          {isPanelOpen ? gridText.hideFilters : gridText.filters}
        </Button>
        <QueryBar />
        <PasteList filter={filter} />
        <ViewsMenu repositoryId={repository.id} />
        <ColumnsMenu />
      </div>
      {failure !== null && <ErrorNotice error={toAppError(failure)} onRetry={source.refresh} />}
      {edits.error !== null && <ErrorNotice error={edits.error} onClose={edits.clear} />}
      <div className="split">
        {isPanelOpen && <FacetPanel filter={filter} />}
        <RecordGrid
          label={text.list}
          source={source}
          places={columns}
          frozen={frozen}
          sort={sort}
          descending={descending}
          onSort={(next) => actions.sortRecords(next)}
          onResize={(id, width, boxes) =>
            actions.setRecordLayout({
              recordColumns: resized(columns, boxes, { id, width, remPx }),
            })
          }
          onMove={(id, by) => {
            const from = columns.findIndex((column) => column.id === id);
            actions.setRecordLayout({ recordColumns: moved(columns, from, from + by) });
          }}
          openKey={doi}
          onOpen={(row) => goTo({ screen: 'records', doi: row.doi }, 'replace')}
          ticks={ticks}
          onTick={(next) => actions.tickRecords(next)}
          edits={edits}
          loadRows={(first, count) =>
            loadRows((offset, limit) => load(offset, limit, false, true), first, count)
          }
          empty={<NoRecords isFiltered={isFiltered(chosenFilter)} />}
        />
        {doi !== null && (
          <RecordPanel
            key={doi}
            doi={doi}
            onClose={() => goTo({ screen: 'records', doi: null }, 'replace')}
          />
        )}
      </div>
    </section>
  );
}

const listEvents = ['records.changed', 'outbox.changed'] as const;
const markEvents = ['review.changed', 'versions.changed', 'landing.changed'] as const;

/** The rows of a page with the signs of other workflows. */
async function withBadges(client: Client, rows: readonly GridRecord[]): Promise<GridRecord[]> {
  if (rows.length === 0) return [];
  const { badges } = await client.call('grid.badges', { dois: rows.map(({ doi }) => doi) });
  const byDoi = new Map(badges.map((badge) => [badge.doi, badge]));
  return rows.map((row) => {
    const known = byDoi.get(row.doi);
    return known === undefined ? row : { ...row, badges: known };
  });
}

type Load = (offset: number, limit: number) => Promise<{ readonly rows: readonly GridRecord[] }>;

/** Rows of the list page by page, for what a person takes without having seen it. */
async function loadRows(load: Load, first: number, count: number): Promise<readonly GridRecord[]> {
  const rows: GridRecord[] = [];
  while (rows.length < count) {
    const page = await load(first + rows.length, Math.min(pageLimit, count - rows.length));
    if (page.rows.length === 0) break;
    rows.push(...page.rows);
  }
  return rows;
}
