import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';

import type { HubItemDetail } from '#shared/contract/hub-shapes.ts';
import { formatCount } from '#shared/text/format.ts';
import { hubScreenText } from '#shared/text/hub-screens.en.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { CodeView } from '../components/code-view.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { Notice } from '../components/notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useQuery } from '../store/use-query.ts';
import { EventList } from './event-list.tsx';
import { ItemAbout } from './item-about.tsx';
import { ItemDois } from './item-dois.tsx';
import { OriginTable } from './origin-table.tsx';

const text = hubScreenText.panel;
const tabs = ['about', 'dois', 'values', 'card', 'events'] as const;

interface Props {
  readonly itemId: number;
  readonly repository: ChosenRepository;
  readonly onClose: () => void;
}

/** One item of a hub: where it stands, its DOIs, where each value comes from, its card, and what happened. */
export function ItemPanel({ itemId, repository, onClose }: Props) {
  const { data: item, error } = useQuery('hub.item', { id: itemId }, { keepPrevious: true });
  const open = item?.events.filter(({ settledAt }) => settledAt === null).length ?? 0;
  return (
    <aside className="panel hub-panel" aria-label={item?.name ?? text.close}>
      <div className="panel-head">
        <div className="panel-title">
          <h2 className="title">{item === undefined ? ' ' : (item.title ?? item.name)}</h2>
          <p className="line line-wrap">
            <span className="mono">{item?.name}</span>
            <span className="soft">{item === undefined ? '' : hubScreenText.kinds[item.kind]}</span>
          </p>
        </div>
        <IconButton icon="close" label={text.close} onPress={onClose} />
      </div>
      {error !== undefined && <ErrorNotice error={error} />}
      {item === undefined && error === undefined && <Skeleton lines={10} />}
      {item !== undefined && (
        <Tabs className="panel-tabs" defaultSelectedKey="about">
          <TabList className="tablist" aria-label={hubScreenText.title}>
            {tabs.map((tab) => (
              <Tab key={tab} id={tab} className="tab">
                {text.tabs[tab]}{' '}
                {tab === 'events' && open > 0 && (
                  <span className="tab-count">{formatCount(open)}</span>
                )}
              </Tab>
            ))}
          </TabList>
          <TabPanel id="about" className="panel-body tabpanel">
            <ItemAbout item={item} />
          </TabPanel>
          <TabPanel id="dois" className="panel-body tabpanel">
            <ItemDois item={item} repository={repository} />
          </TabPanel>
          <TabPanel id="values" className="panel-body tabpanel">
            {item.values.length === 0 ? (
              <p className="soft">{hubScreenText.values.none}</p>
            ) : (
              <OriginTable values={item.values} revision={item.revision} />
            )}
          </TabPanel>
          <TabPanel id="card" className="panel-body tabpanel">
            <CardText item={item} />
          </TabPanel>
          <TabPanel id="events" className="panel-body tabpanel">
            {item.events.length === 0 ? (
              <p className="soft">{text.noEvents}</p>
            ) : (
              <EventList events={item.events} repository={repository} />
            )}
          </TabPanel>
        </Tabs>
      )}
    </aside>
  );
}

function CardText({ item }: { readonly item: HubItemDetail }) {
  if (item.card === '') return <p className="soft">{text.noCard}</p>;
  return (
    <div className="stack">
      {item.isCardCut && <Notice kind="hint" title={text.cardCut} />}
      <CodeView what={text.tabs.card} text={item.card} />
    </div>
  );
}
