import { useEffect, useMemo, useSyncExternalStore } from 'react';

import type { EventName } from '#shared/contract/contract.ts';

import type { Page, PageSource } from './page-source.ts';
import { createPageSource } from './page-source.ts';
import { useSteward } from './steward.ts';

/** Pause between two refreshes while events pour in. */
const refreshPauseMs = 300;

/**
 * A long list in pages; a new `key` is a new list. `load` may be a new function at every render: the
 * one of the render in which the key changed is used. Rows that carry much want small pages, so that
 * reading one keeps the page responsive.
 */
export function usePages<Row>(
  key: string,
  load: (offset: number, limit: number, isFirst: boolean) => Promise<Page<Row>>,
  events: readonly EventName[],
  pageSize = 100,
): PageSource<Row> {
  const { client, link } = useSteward();
  const source = useMemo(
    () => createPageSource<Row>({ load, pageSize }),
    // The key names everything that `load` depends on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [key],
  );
  const eventNames = events.join(' ');

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const refreshSoon = (): void => {
      timer ??= setTimeout(() => {
        timer = null;
        source.refresh();
      }, refreshPauseMs);
    };
    const stops = (eventNames.split(' ') as EventName[]).map((name) =>
      client.on(name, refreshSoon),
    );
    stops.push(link.connection.subscribe(refreshSoon));
    return () => {
      for (const stop of stops) stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [client, link, source, eventNames]);

  useSyncExternalStore(source.subscribe, source.version);
  return source;
}
