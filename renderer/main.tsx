// First: nothing that is imported later may try to make code from text, which the CSP refuses.
import './no-eval.ts';

import { createRoot } from 'react-dom/client';

import { createClient } from '#shared/contract/client.ts';

import { App } from './app/app.tsx';
import { createAppStore } from './store/app-store.ts';
import { createQueryCache } from './store/query-cache.ts';
import { StewardContext } from './store/steward.ts';
import { pickLink } from './transport/pick-link.ts';
import '@fontsource/roboto-mono/latin-400.css';
import '@fontsource/roboto/latin-400.css';
import '@fontsource/roboto/latin-500.css';
import '@fontsource/roboto/latin-700.css';
import './theme/index.css';

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
