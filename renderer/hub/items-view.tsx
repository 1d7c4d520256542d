import { useState } from 'react';

import type { HubFilter, HubItemRow } from '#shared/contract/hub-shapes.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { hubScreenText as text } from '#shared/text/hub-screens.en.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { DataGrid } from '../components/data-grid.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { SelectField } from '../components/select-field.tsx';
import { toAppError } from '../store/query-cache.ts';
import { useSteward } from '../store/steward.ts';
import { usePages } from '../store/use-pages.ts';
import { useQuery } from '../store/use-query.ts';
import { itemColumns, sortOfColumn } from './item-columns.tsx';
import { ItemPanel } from './item-panel.tsx';
import { Tick } from './tick.tsx';

type Show = NonNullable<HubFilter['show']>;
const shows: readonly Show[] = ['all', 'no-doi', 'current', 'outdated', 'events', 'unseen'];
type Column = keyof typeof sortOfColumn;

interface Props {
  readonly itemId: number | null;
  readonly repository: ChosenRepository;
  readonly onBringIn: () => void;
}

/** Items of all hubs with where they stand, and the one that is open beside them. */
export function ItemsView({ itemId, repository, onBringIn }: Props) {
  const { client } = useSteward();
  const [show, setShow] = useState<Show>('all');
  const [words, setWords] = useState('');
  const [isOwn, setIsOwn] = useState(false);
  const [order, setOrder] = useState<{ column: Column; descending: boolean }>({
    column: 'events',
    descending: true,
  });
  const profiles = useQuery('hub.profiles', {}).data?.profiles ?? [];
  const hasAccount = profiles.some(({ account }) => account !== null);
  const filter: HubFilter = {
    show,
    ...(words.trim() === '' ? {} : { text: words.trim() }),
    ...(isOwn && hasAccount ? { own: true } : {}),
  };
  const asked = { filter, sort: sortOfColumn[order.column], descending: order.descending };
  const source = usePages<HubItemRow>(
    canonicalJson(asked),
    (offset, limit) => client.call('hub.items', { ...asked, offset, limit }),
    ['hub.changed', 'records.changed'],
  );
  const failure = source.error();
  const isFiltered = show !== 'all' || words.trim() !== '' || isOwn;
  return (
    <>
      <div className="hub-toolbar">
        <input
          type="search"
          className="input hub-search"
          aria-label={text.search}
          placeholder={text.search}
          value={words}
          maxLength={200}
          onChange={(event) => setWords(event.target.value)}
        />
        <SelectField
          label={text.show}
          isLabelUnseen
          value={show}
          onChange={(id) => setShow(shows.find((each) => each === id) ?? 'all')}
          groups={[{ title: '', choices: shows.map((id) => ({ id, label: text.shows[id] })) }]}
        />
        {hasAccount && <Tick label={text.own} isOn={isOwn} onChange={setIsOwn} />}
      </div>
      {failure !== null && <ErrorNotice error={toAppError(failure)} onRetry={source.refresh} />}
      <div className="split split-top">
        <DataGrid
          label={text.list}
          source={source}
          columns={itemColumns}
          rowKey={(row) => String(row.id)}
          openKey={itemId === null ? null : String(itemId)}
          onOpen={(row) => goTo({ screen: 'hub', view: 'items', itemId: row.id }, 'replace')}
          sort={{
            column: order.column,
            descending: order.descending,
            sortable: Object.keys(sortOfColumn),
            onSort: (column) =>
              setOrder({
                column: column as Column,
                descending: column === order.column ? !order.descending : column === 'events',
              }),
          }}
          empty={
            <EmptyState
              icon="collections"
              title={isFiltered ? text.noneFit : text.emptyTitle}
              {...(isFiltered
                ? {}
                : {
                    actions: (
                      <Button kind="main" icon="plus" onPress={onBringIn}>
                        {text.bringIn}
                      </Button>
                    ),
                  })}
            >
              <p>{isFiltered ? '' : text.emptyBody}</p>
            </EmptyState>
          }
        />
        {itemId !== null && (
          <ItemPanel
            key={itemId}
            itemId={itemId}
            repository={repository}
            onClose={() => goTo({ screen: 'hub', view: 'items', itemId: null }, 'replace')}
          />
        )}
      </div>
    </>
  );
}
