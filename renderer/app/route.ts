/**
 * Where a person is, as the part of the address after `#`. Small on purpose: a place has a screen
 * and at most one thing on it. Everything else (filters, selections) is view state.
 */
export type Route =
  | { readonly screen: 'collections'; readonly collectionId: number | null }
  | {
      readonly screen: 'bring-in';
      /** What the system handed to the app, already a source of the core. */
      readonly offered?: { readonly sourceId: string; readonly name: string };
    }
  | { readonly screen: 'import'; readonly importId: number }
  | { readonly screen: 'records'; readonly doi: string | null }
  | { readonly screen: 'edit'; readonly key: string }
  | { readonly screen: 'versions'; readonly doi: string | null }
  | { readonly screen: 'requests'; readonly caseId: number | null }
  | { readonly screen: 'overview' }
  /** `topic`: a screen, or the code of a finding; null: all of it. */
  | { readonly screen: 'help'; readonly topic: string | null }
  | { readonly screen: 'landing'; readonly doi: string | null }
  | { readonly screen: 'sheet-update' }
  | { readonly screen: 'hub'; readonly view: HubView; readonly itemId: number | null }
  | { readonly screen: 'conflicts' }
  | { readonly screen: 'review'; readonly doi: string | null }
  | { readonly screen: 'outbox'; readonly batchId: string | null }
  | { readonly screen: 'changes'; readonly changeSetId: string | null }
  | { readonly screen: 'history' }
  | { readonly screen: 'repositories'; readonly repositoryId: string | null }
  | { readonly screen: 'settings' };

export type Screen = Route['screen'];
export type HubView = 'items' | 'events' | 'hubs' | 'rules';

/** The address of a place. A DOI is one encoded segment, since it has slashes of its own. */
export function formatRoute(route: Route): string {
  switch (route.screen) {
    case 'collections':
      return address('collections', route.collectionId);
    case 'bring-in':
      return route.offered === undefined
        ? '#/bring-in'
        : `${address('bring-in', route.offered.sourceId)}/${encodeURIComponent(route.offered.name)}`;
    case 'import':
      return address('imports', route.importId);
    case 'records':
      return address('records', route.doi);
    case 'requests':
      return address('requests', route.caseId);
    case 'overview':
      return '#/overview';
    case 'help':
      return address('help', route.topic);
    case 'landing':
      return address('landing', route.doi);
    case 'sheet-update':
      return '#/sheet-update';
    case 'hub':
      return route.itemId === null ? `#/hub/${route.view}` : `#/hub/${route.view}/${route.itemId}`;
    case 'edit':
      return address('edit', route.key);
    case 'versions':
      return address('versions', route.doi);
    case 'conflicts':
      return '#/conflicts';
    case 'review':
      return address('review', route.doi);
    case 'outbox':
      return address('outbox', route.batchId);
    case 'changes':
      return address('changes', route.changeSetId);
    case 'history':
      return '#/history';
    case 'repositories':
      return address('repositories', route.repositoryId);
    case 'settings':
      return '#/settings';
  }
}

function address(screen: string, id: string | number | null): string {
  return id === null ? `#/${screen}` : `#/${screen}/${encodeURIComponent(id)}`;
}

/** The place that an address names; anything unknown is the first screen. */
export function parseRoute(hash: string): Route {
  const [screen = '', rawId, rawName] = hash.replace(/^#\/?/, '').split('/');
  const id = rawId === undefined || rawId === '' ? null : decode(rawId);
  const number = id !== null && /^\d{1,15}$/.test(id) ? Number(id) : null;
  switch (screen) {
    case 'bring-in':
      return bringIn(id, rawName === undefined ? null : decode(rawName));
    case 'imports':
      return number === null ? home : { screen: 'import', importId: number };
    case 'records':
      return { screen: 'records', doi: id };
    case 'requests':
      return { screen: 'requests', caseId: number };
    case 'overview':
      return { screen: 'overview' };
    case 'help':
      return { screen: 'help', topic: id };
    case 'landing':
      return { screen: 'landing', doi: id };
    case 'sheet-update':
      return { screen: 'sheet-update' };
    case 'hub':
      return hubAt(id, rawName);
    case 'edit':
      return id === null ? { screen: 'records', doi: null } : { screen: 'edit', key: id };
    case 'versions':
      return { screen: 'versions', doi: id };
    case 'conflicts':
      return { screen: 'conflicts' };
    case 'review':
      return { screen: 'review', doi: id };
    case 'outbox':
      return { screen: 'outbox', batchId: id };
    case 'changes':
      return { screen: 'changes', changeSetId: id };
    case 'history':
      return { screen: 'history' };
    case 'repositories':
      return { screen: 'repositories', repositoryId: id };
    case 'settings':
      return { screen: 'settings' };
    case 'collections':
      return { screen: 'collections', collectionId: number };
    default:
      return home;
  }
}

function bringIn(sourceId: string | null, name: string | null): Route {
  if (sourceId === null || name === null) return { screen: 'bring-in' };
  return { screen: 'bring-in', offered: { sourceId, name } };
}

function hubAt(view: string | null, item: string | undefined): Route {
  const views: readonly HubView[] = ['items', 'events', 'hubs', 'rules'];
  const itemId = item !== undefined && /^\d{1,15}$/.test(item) ? Number(item) : null;
  return { screen: 'hub', view: views.find((each) => each === view) ?? 'items', itemId };
}

/** Where a day begins. */
const home: Route = { screen: 'overview' };

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    // A broken escape names nothing.
    return null;
  }
}
