import { createContext, useContext } from 'react';
import { useStore } from 'zustand';

import type { Client } from '#shared/contract/client.ts';

import type { HostLink } from '../transport/host-link.ts';
import type { AppActions, AppStore, AppView } from './app-store.ts';
import type { QueryCache } from './query-cache.ts';

/** What every screen is given; made once by `page.tsx`, or by a test. */
export interface Steward {
  readonly link: HostLink;
  readonly client: Client;
  readonly cache: QueryCache;
  readonly store: AppStore;
}

export const StewardContext = createContext<Steward | null>(null);

export function useSteward(): Steward {
  const steward = useContext(StewardContext);
  if (steward === null) throw new Error('This component stands outside of StewardContext');
  return steward;
}

/** A slice of the view state; the component renders again only when that slice changes. */
export function useView<T>(select: (view: AppView & AppActions) => T): T {
  return useStore(useSteward().store, select);
}

/** The actions on the view state, stable for the life of the window. */
export function useActions(): AppActions {
  return useSteward().store.getState();
}
