import { useEffect } from 'react';

import { useSteward } from '../store/steward.ts';
import type { Route } from './route.ts';
import { goTo } from './use-route.ts';

/** A second key later than this is a key of its own. */
const chordMs = 1_200;

const places: Readonly<Record<string, Route>> = {
  d: { screen: 'overview' },
  e: { screen: 'help', topic: null },
  c: { screen: 'collections', collectionId: null },
  u: { screen: 'hub', view: 'items', itemId: null },
  r: { screen: 'records', doi: null },
  v: { screen: 'versions', doi: null },
  q: { screen: 'requests', caseId: null },
  l: { screen: 'landing', doi: null },
  k: { screen: 'conflicts' },
  w: { screen: 'review', doi: null },
  o: { screen: 'outbox', batchId: null },
  b: { screen: 'changes', changeSetId: null },
  h: { screen: 'history' },
  a: { screen: 'repositories', repositoryId: null },
  s: { screen: 'settings' },
};

/** The keys that work everywhere: commands, search, map, and `g` with a letter. */
export function useGlobalKeys(): void {
  const { store } = useSteward();
  useEffect(() => {
    let chordUntil = 0;
    const handleKeyDown = (event: KeyboardEvent): void => {
      const actions = store.getState();
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        actions.showOverlay(actions.overlay === 'commands' ? null : 'commands');
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      // Letters belong to whoever is typing, and to a dialog that is open.
      if (isTyping(event.target) || document.querySelector('[role="dialog"]') !== null) return;
      const place = event.timeStamp < chordUntil ? places[event.key] : undefined;
      chordUntil = event.key === 'g' ? event.timeStamp + chordMs : 0;
      if (place !== undefined) goTo(place);
      else if (event.key === '/') document.getElementById('search')?.focus();
      else if (event.key === '?') actions.showOverlay('keys');
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', handleKeyDown);
    return () => window.removeEventListener('keydown', handleKeyDown);
  }, [store]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest(
      'input, textarea, select, [contenteditable], [role="listbox"], [role="menu"]',
    ) !== null
  );
}
