import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';

import { formatCount } from '#shared/text/format.ts';
import { hubScreenText as text } from '#shared/text/hub-screens.en.ts';

import type { HubView } from '../app/route.ts';
import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TimeAgo } from '../components/time-ago.tsx';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import { BringInDialog } from './bring-in-dialog.tsx';
import { EventsView } from './events-view.tsx';
import { HubsView } from './hubs-view.tsx';
import { ItemsView } from './items-view.tsx';
import { RulesView } from './rules-view.tsx';
import { RunStrip } from './run-strip.tsx';
import './hub.css';

interface Props {
  readonly repository: ChosenRepository;
  readonly view: HubView;
  readonly itemId: number | null;
}

const views = ['items', 'events', 'hubs', 'rules'] as const;

/** Models and data sets of hubs: what is there, what happened to them, the hubs, and how cards become records. */
export function HubScreen({ repository, view, itemId }: Props) {
  const [isBringing, setIsBringing] = useState(false);
  const state = useQuery('hub.watchState', {}).data;
  const look = useCommand('hub.watch');
  const stop = useCommand('hub.stopWatch');
  const isRunning = state?.isRunning === true;
  return (
    <section className="screen" aria-labelledby="screen-title">
      <header className="screen-head">
        <h1 id="screen-title">{text.title}</h1>
        <span className="soft" role="status">
          {isRunning ? (
            text.looking(state.checkedCount, state.total, state.waitMs)
          ) : state === undefined ? (
            ''
          ) : state.finishedAt === null ? (
            text.itemCount(state.itemCount)
          ) : (
            <>
              {text.itemCount(state.itemCount)} · {text.lookedAt} <TimeAgo at={state.finishedAt} />
            </>
          )}
        </span>
        <span className="push" />
        {isRunning ? (
          <Button icon="pause" onPress={() => void stop.run({})}>
            {text.stopLooking}
          </Button>
        ) : (
          <Button
            icon="eye"
            isDisabled={(state?.itemCount ?? 0) === 0}
            isPending={look.pending}
            onPress={() => void look.run({ itemIds: null })}
          >
            {text.look}
          </Button>
        )}
        <Button kind="main" icon="plus" onPress={() => setIsBringing(true)}>
          {text.bringIn}
        </Button>
      </header>
      {look.error !== null && <ErrorNotice error={look.error} />}
      {state?.failure != null && (
        <p className="hub-failure small" role="status">
          {state.failure}
        </p>
      )}
      <RunStrip />
      <Tabs
        className="hub-tabs"
        selectedKey={view}
        onSelectionChange={(key) =>
          goTo({ screen: 'hub', view: key as HubView, itemId: null }, 'replace')
        }
      >
        <TabList className="tablist" aria-label={text.title}>
          {views.map((each) => (
            <Tab key={each} id={each} className="tab">
              {text.views[each]}{' '}
              {each === 'events' && (state?.openEventCount ?? 0) > 0 && (
                <span className="tab-count">{formatCount(state?.openEventCount ?? 0)}</span>
              )}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="items" className="hub-tab">
          <ItemsView
            itemId={itemId}
            onBringIn={() => setIsBringing(true)}
            repository={repository}
          />
        </TabPanel>
        <TabPanel id="events" className="hub-tab">
          <EventsView repository={repository} />
        </TabPanel>
        <TabPanel id="hubs" className="screen-body tabpanel">
          <HubsView />
        </TabPanel>
        <TabPanel id="rules" className="screen-body tabpanel">
          <RulesView />
        </TabPanel>
      </Tabs>
      {isBringing && <BringInDialog repository={repository} onClose={() => setIsBringing(false)} />}
    </section>
  );
}
