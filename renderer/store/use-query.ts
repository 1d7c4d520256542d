import { useCallback, useState, useSyncExternalStore } from 'react';

import type { Channel, Input, Output } from '#shared/contract/contract.ts';
import { canonicalJson } from '#shared/support/json.ts';

import type { QuerySnapshot } from './query-cache.ts';
import { useSteward } from './steward.ts';

const notAsked: QuerySnapshot<never> = { status: 'loading', data: undefined, error: undefined };

/**
 * The answer to a query, kept current by the core's events. `input` null: not asked yet. With
 * `keepPrevious` the last answer stays in sight while another input is under way, so that a filter
 * or a page turn does not make the screen jump.
 */
export function useQuery<C extends Channel>(
  channel: C,
  input: Input<C> | null,
  options: { readonly keepPrevious?: boolean } = {},
): QuerySnapshot<Output<C>> {
  const { cache } = useSteward();
  const key = input === null ? null : canonicalJson(input);
  const subscribe = useCallback(
    (listener: () => void) =>
      key === null
        ? () => undefined
        : cache.subscribe(channel, JSON.parse(key) as Input<C>, listener),
    [cache, channel, key],
  );
  const read = useCallback(
    (): QuerySnapshot<Output<C>> =>
      key === null ? notAsked : cache.read(channel, JSON.parse(key) as Input<C>),
    [cache, channel, key],
  );
  const snapshot = useSyncExternalStore(subscribe, read);

  const [last, setLast] = useState<Output<C> | undefined>(undefined);
  if (snapshot.data !== undefined && snapshot.data !== last) setLast(snapshot.data);
  if (options.keepPrevious === true && snapshot.status === 'loading' && last !== undefined) {
    return { status: 'ready', data: last, error: undefined };
  }
  return snapshot;
}
