import { createRoot } from 'react-dom/client';

import { createClient } from '#shared/contract/client.ts';

import { App } from './app/app.tsx';
import { createAppStore } from './store/app-store.ts';
import { createQueryCache } from './store/query-cache.ts';
import { StewardContext } from './store/steward.ts';
import { pickLink } from './transport/pick-link.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element #root');

const link = pickLink(window);
const client = createClient(link.transport);
const cache = createQueryCache(client);
// While the connection was lost, anything may have changed.
link.connection.subscribe(() => {
  if (link.connection.get() === 'open') cache.refresh(() => true);
});

createRoot(root).render(
  <StewardContext value={{ link, client, cache, store: createAppStore() }}>
    <App />
  </StewardContext>,
);
