import { setTimeout as sleep } from 'node:timers/promises';

import type { Browser, Page } from 'playwright-core';

import { startBrowserHost } from '#hosts/browser/browser-host.ts';
import { createStaging } from '#hosts/browser/staging.ts';
import type { HostedCore } from '#hosts/hosted-core.ts';
import type { BuiltPage } from '#hosts/page/built-page.ts';
import { events } from '#shared/contract/contract.ts';
import type { Channel } from '#shared/contract/contract.ts';

import { createFixtureCore } from '../renderer/fixture/fixture-core.ts';
import type { Poisoner, Tally } from './poison.ts';
import { createPoisoner } from './poison.ts';

/** A page of its own over a poisoned core of its own. */
export interface Lane {
  /** Shows a view until every payload has stood in each of its fields; returns the fields where some could not. */
  attack(view: string, rounds: number): Promise<ReadonlyMap<string, number>>;
  close(): Promise<void>;
}

export async function openLane(parts: {
  readonly browser: Browser;
  readonly page: BuiltPage;
  readonly folder: string;
  readonly executed: string[];
  readonly tally: Tally;
  readonly turn: number;
}): Promise<Lane> {
  const poisoner = createPoisoner(parts.turn, parts.tally);
  const fixture = createFixtureCore({ scene: 'full' });
  let patienceMs = 0;
  /** The view whose questions count; null while one page goes and the next is not there. */
  let shown: string | null = null;
  const core: HostedCore = {
    subscribe: (listener) => fixture.subscribe(listener),
    admitSource: (paths, name) => fixture.admitSource(paths, name),
    async dispatch(channel, input) {
      const asker = shown;
      const answer = await fixture.dispatch(channel, input);
      // What the view before still asked is nothing that this one shows.
      if (!answer.ok || asker === null || asker !== shown) return answer;
      return { ok: true, value: poisoner.poison(channel as Channel, input, answer.value) };
    },
  };
  const staging = await createStaging(parts.folder);
  const host = await startBrowserHost({ core, page: parts.page, staging, port: 0 });
  const tab = await watchedPage(await (await parts.browser.newContext()).newPage(), parts.executed);
  await tab.goto(host.url);
  const { origin } = new URL(tab.url());

  const refresh = async (): Promise<void> => {
    const begun = fixture.calls.length;
    // Told that everything changed, the screen asks for everything again.
    for (const event of Object.keys(events)) fixture.emit(event, changedOf(event));
    await settled(tab, fixture.calls, { begun, patienceMs });
  };
  /** Some screens ask nothing, so nothing is waited for. */
  const leaveFor = async (hash: string): Promise<void> => {
    await tab.evaluate((to) => {
      location.hash = to;
    }, hash);
    await drawn(tab);
  };
  const goTo = async (hash: string): Promise<void> => {
    const begun = fixture.calls.length;
    await leaveFor(hash);
    await settled(tab, fixture.calls, { begun, patienceMs });
  };
  const open = async (view: string): Promise<void> => {
    shown = null;
    await tab.goto('about:blank');
    // The page is gone when its connection is: what it had sent before has been read then.
    while (host.pageCount > 0) await sleep(5);
    shown = view;
    const begun = fixture.calls.length;
    // A screen is loaded when it is first shown: only then it asks.
    await tab.goto(`${origin}/${view}`, { waitUntil: 'networkidle' });
    await tab.locator('main').first().waitFor();
    await settled(tab, fixture.calls, { begun, patienceMs });
    // What it asks when it has the first answers comes after them.
    await settled(tab, fixture.calls, { begun, patienceMs });
  };
  return {
    async attack(view, rounds) {
      shown = null;
      poisoner.nextView();
      await open(view);
      const remount = async (): Promise<void> => {
        shown = null;
        await leaveFor(quietView);
        shown = view;
        await goTo(view);
      };
      // What a screen asks once only is asked again by a screen that opens anew, or by a page that does.
      const ways = [refresh, ...(view === quietView ? [] : [remount]), () => open(view)];
      for (patienceMs of patience) {
        await attackBy(ways, poisoner, rounds);
        if (rounds <= shortRounds || poisoner.left().size === 0) break;
      }
      patienceMs = 0;
      return poisoner.left();
    },
    async close() {
      await tab.close();
      await host.close();
    },
  };
}

/** What a page asks later than it was waited for is waited for longer, in milliseconds. */
const patience = [0, 200, 1000];
/** The short form looks only at what comes at once. */
const shortRounds = 2;

/** It asks for nothing, so that nothing of it counts for the view that it makes room for. */
const quietView = '#/help';

/** How often all ways are looked at anew: one that brought nothing may have met a machine under load. */
const roundsToLook = 40;
/** How often all ways must have brought nothing in turn before a view counts as done. */
const vainTurns = 4;

/** Goes the way that brings most payloads to stand in a second, as long as one brings any. */
async function attackBy(
  ways: readonly (() => Promise<void>)[],
  poisoner: Poisoner,
  rounds: number,
): Promise<void> {
  const unknown = ways.map(() => Infinity);
  let worth = [...unknown];
  poisoner.nextRound(); // what the opening brought
  for (let [round, vain] = [1, 0]; round < rounds && vain < vainTurns * ways.length; round += 1) {
    if (poisoner.left().size === 0) return;
    if (round % roundsToLook === 0 || worth.every((each) => each === 0)) worth = [...unknown];
    const way = worth.indexOf(Math.max(...worth));
    const begun = performance.now();
    await ways[way]?.();
    const stood = poisoner.nextRound();
    worth[way] = stood / (performance.now() - begun);
    vain = stood === 0 ? vain + 1 : 0;
    // The first is the quickest by far: it goes again between two of the others.
    if (way > 0) worth[0] = Infinity;
  }
}

/** Until the page has asked and asks no more: as short as the machine allows. */
async function settled(
  tab: Page,
  calls: readonly unknown[],
  { begun, patienceMs }: { readonly begun: number; readonly patienceMs: number },
): Promise<void> {
  const start = performance.now();
  for (let [tries, before] = [0, -1]; tries < 60; tries += 1) {
    await drawn(tab);
    // A screen that has everything already asks nothing; one on a machine under load asks late.
    const hasWaited = performance.now() - start > 2000;
    if (calls.length === before && (calls.length > begun || hasWaited)) {
      if (patienceMs === 0) return;
      await sleep(patienceMs);
      if (calls.length === before) return;
    }
    before = calls.length;
  }
}

/** Two frames: what was asked before has been answered, and drawn. */
async function drawn(tab: Page): Promise<void> {
  await tab.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );
}

/** What an event says of what changed: everything, or what the fixture shows. */
function changedOf(event: string): object {
  const told: Readonly<Record<string, object>> = {
    'collections.changed': { collectionId: null },
    'imports.changed': { importId: 1 },
    'records.changed': { dois: null },
    'outbox.changed': { batchId: null },
    'sync.changed': { repositoryId: 'practice' },
  };
  return told[event] ?? {};
}

export async function watchedPage(page: Page, executed: string[]): Promise<Page> {
  await page.exposeBinding('__xss', ({ frame }) => void executed.push(frame.url()));
  page.on('dialog', (dialog) => {
    executed.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return page;
}
