import type { AppState } from '#shared/contract/app.ts';
import { appText } from '#shared/text/app.en.ts';
import { formatCount } from '#shared/text/format.ts';

import type { IconName } from '../components/icon.tsx';
import { Icon } from '../components/icon.tsx';
import type { Route, Screen } from './route.ts';
import { formatRoute } from './route.ts';

interface Item {
  readonly route: Route;
  readonly label: string;
  readonly icon: IconName;
  /** Screens that belong to this item: its own and those one goes to from it. */
  readonly screens: readonly Screen[];
}

const { screens } = appText;

/**
 * In the order of a steward's day: what waits, what there is, what people decide, what goes out. A workflow is
 * listed once it works.
 */
const day: readonly (readonly Item[])[] = [
  [
    {
      route: { screen: 'overview' },
      label: screens.overview,
      icon: 'overview',
      screens: ['overview'],
    },
  ],
  [
    {
      route: { screen: 'collections', collectionId: null },
      label: screens.collections,
      icon: 'collections',
      screens: ['collections', 'bring-in', 'import'],
    },
    {
      route: { screen: 'hub', view: 'items', itemId: null },
      label: screens.hub,
      icon: 'hub',
      screens: ['hub'],
    },
    {
      route: { screen: 'records', doi: null },
      label: screens.records,
      icon: 'records',
      screens: ['records', 'edit', 'sheet-update'],
    },
    {
      route: { screen: 'versions', doi: null },
      label: screens.versions,
      icon: 'versions',
      screens: ['versions'],
    },
    {
      route: { screen: 'landing', doi: null },
      label: screens.landing,
      icon: 'link',
      screens: ['landing'],
    },
  ],
  [
    {
      route: { screen: 'review', doi: null },
      label: screens.review,
      icon: 'check',
      screens: ['review'],
    },
    {
      route: { screen: 'requests', caseId: null },
      label: screens.requests,
      icon: 'requests',
      screens: ['requests'],
    },
    {
      route: { screen: 'conflicts' },
      label: screens.conflicts,
      icon: 'conflict',
      screens: ['conflicts'],
    },
  ],
  [
    {
      route: { screen: 'outbox', batchId: null },
      label: screens.outbox,
      icon: 'outbox',
      screens: ['outbox'],
    },
    {
      route: { screen: 'changes', changeSetId: null },
      label: screens.changes,
      icon: 'edit',
      screens: ['changes'],
    },
    { route: { screen: 'history' }, label: screens.history, icon: 'history', screens: ['history'] },
    {
      route: { screen: 'repositories', repositoryId: null },
      label: screens.repositories,
      icon: 'repositories',
      screens: ['repositories'],
    },
  ],
];

const foot: readonly Item[] = [
  {
    route: { screen: 'settings' },
    label: screens.settings,
    icon: 'settings',
    screens: ['settings'],
  },
  {
    route: { screen: 'help', topic: null },
    label: screens.help,
    icon: 'help',
    screens: ['help'],
  },
];

/** Help opens at what it says of the screen that somebody comes from. */
function routeFrom({ route }: Item, screen: Screen): Route {
  return route.screen === 'help' && screen !== 'help' ? { ...route, topic: screen } : route;
}

export function Rail({ screen, state }: { readonly screen: Screen; readonly state: AppState }) {
  const waiting = state.sync.waitingCount + state.sync.failedCount;
  const { conflictCount } = state.sync;
  /** Conflicts are rare: their place is there while there are any, or while somebody looks at it. */
  const isListed = (item: Item) =>
    item.icon !== 'conflict' || conflictCount > 0 || screen === 'conflicts';
  const draw = (item: Item) => {
    const isHere = item.screens.includes(screen);
    return (
      <li key={item.label}>
        <a
          href={formatRoute(routeFrom(item, screen))}
          className={isHere ? 'rail-item is-here' : 'rail-item'}
          aria-current={isHere ? 'page' : undefined}
        >
          <Icon name={item.icon} />
          <span>{item.label}</span>
          {item.icon === 'conflict' && conflictCount > 0 && (
            <span className="rail-count is-failed">{formatCount(conflictCount)}</span>
          )}
          {item.icon === 'outbox' && waiting > 0 && (
            <span className={state.sync.failedCount > 0 ? 'rail-count is-failed' : 'rail-count'}>
              {formatCount(waiting)}
            </span>
          )}
        </a>
      </li>
    );
  };
  return (
    <nav className="rail" aria-label={appText.navigation}>
      <p className="rail-name">
        <img src="./icon.svg" alt="" width="20" height="20" />
        <span>{appText.name}</span>
      </p>
      <div className="rail-day">
        {day.map((group) => (
          <ul key={group[0]?.label} className="rail-list">
            {group.filter(isListed).map(draw)}
          </ul>
        ))}
      </div>
      <ul className="rail-list rail-foot">{foot.map(draw)}</ul>
    </nav>
  );
}
