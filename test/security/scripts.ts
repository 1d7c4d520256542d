import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';

import { startBrowserHost } from '#hosts/browser/browser-host.ts';
import { createStaging } from '#hosts/browser/staging.ts';
import type { HostedCore } from '#hosts/hosted-core.ts';
import { openBuiltPage } from '#hosts/page/built-page.ts';
import { contract, events } from '#shared/contract/contract.ts';
import type { Channel } from '#shared/contract/contract.ts';

import { chromiumOptions } from '../browser.ts';
import { createFixtureCore } from '../renderer/fixture/fixture-core.ts';
import { scriptPayloads, scriptTexts } from './payloads.ts';
import type { Extent, Proof } from './suite.ts';
import { seeded } from './suite.ts';

const views = [
  '#/collections',
  '#/collections/1',
  '#/imports/1',
  '#/records',
  '#/records/10.5072%2Fnias-4f2a-000004',
  '#/versions',
  '#/versions/10.5072%2Fc',
  '#/changes',
  '#/outbox',
  '#/outbox/b2',
  '#/history',
  '#/repositories',
  '#/repositories/nias',
  '#/settings',
] as const;

/** Names by which screens find what they show; poisoned, a screen would have nothing to show. */
const keptNames = new Set([
  'id',
  'doi',
  'collectionId',
  'repositoryId',
  'batchId',
  'at',
  'version',
]);

/** What is put into a place in this round. `took`: told which of it the contract let through. */
type TextFor = (place: string) => {
  readonly whole: readonly string[];
  /** Which part of it, where there is no room for all. */
  readonly turn: number;
  readonly took: (payloads: readonly string[]) => void;
};

/** Every text of an answer replaced by a payload, as far as the contract lets it stand there. */
function poison(channel: Channel, value: unknown, textFor: TextFor): unknown {
  const output = contract[channel].output;
  let result = value;
  for (const path of textPaths(value)) {
    if (keptNames.has(String(path.at(-1)))) continue;
    const { whole, turn, took } = textFor(`${channel} ${path.join('.')}`);
    const [half, one] = [part(whole, 2, turn), part(whole, whole.length, turn)];
    // Where the contract has no room for all of them, some are tried.
    for (const payloads of [whole, half, one]) {
      const changed = withText(result, path, payloads.join(' '));
      if (!output.safeParse(changed).success) continue;
      result = changed;
      took(payloads);
      break;
    }
  }
  return result;
}

/** One of `count` parts of a list. */
function part<T>(list: readonly T[], count: number, turn: number): readonly T[] {
  const size = Math.ceil(list.length / count);
  const at = (turn % count) * size;
  return list.slice(at, at + size);
}

type Path = readonly (string | number)[];

function textPaths(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  // The first rows of a list are what is seen.
  const entries: (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.slice(0, 6).map((item, index) => [index, item] as const)
    : Object.entries(value);
  return entries.flatMap(([key, item]) => textPaths(item, [...path, key]));
}

function withText(value: unknown, [first, ...rest]: Path, text: string): unknown {
  if (first === undefined) return text;
  if (Array.isArray(value)) {
    return value.with(Number(first), withText(value[Number(first)], rest, text));
  }
  const known = value as Record<string, unknown>;
  return { ...known, [first]: withText(known[first], rest, text) };
}

/** S6: scripts in every text of every answer, in every view, in a real Chromium. */
export async function proveScripts({ isLong, seed }: Extent): Promise<Proof> {
  // Every place has payloads of its own, and others each round: after as many rounds as there are texts, each
  // payload has stood everywhere once, save where the contract has room for one of several only.
  const rounds = isLong ? scriptTexts.length : 3;
  const first = seeded(seed)(scriptTexts.length);
  const places = new Map<string, number>();
  const stood = new Set<string>();
  let round = 0;
  const folder = await mkdtemp(join(tmpdir(), 'steward-scripts-'));
  const fixture = createFixtureCore({ scene: 'full' });
  const used = new Set<string>();
  const core: HostedCore = {
    subscribe: (listener) => fixture.subscribe(listener),
    admitSource: (paths, name) => fixture.admitSource(paths, name),
    async dispatch(channel, input) {
      const answer = await fixture.dispatch(channel, input);
      if (!answer.ok) return answer;
      const value = poison(channel as Channel, answer.value, (place) => {
        const number = places.get(place) ?? places.size;
        places.set(place, number);
        const whole = scriptTexts[(first + number + round) % scriptTexts.length] ?? [];
        return {
          whole,
          turn: number + round,
          took(payloads) {
            for (const payload of payloads) {
              used.add(payload);
              stood.add(`${payload} ${place}`);
            }
          },
        };
      });
      return { ok: true, value };
    },
  };
  const page = await openBuiltPage(join(import.meta.dirname, '../../out/renderer'));
  const staging = await createStaging(join(folder, 'incoming'));
  const host = await startBrowserHost({ core, page, staging, port: 0 });
  const { executablePath, args } = chromiumOptions();
  const browser = await chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    args,
  });
  const executed: string[] = [];
  try {
    const tab = await watchedPage(await browser.newPage(), executed);
    await tab.goto(host.url);
    const origin = new URL(tab.url()).origin;
    for (const view of views) {
      await tab.goto('about:blank');
      await tab.goto(`${origin}/${view}`);
      await tab.locator('main, .opening').first().waitFor();
      for (round = 0; round < rounds; round += 1) {
        const begun = fixture.calls.length;
        // Told that everything changed, the screen asks for everything again.
        for (const event of Object.keys(events)) fixture.emit(event, changedOf(event));
        await settled(tab, fixture.calls, begun);
      }
    }
    const through = executed.length;
    const bare = await watchedPage(await browser.newPage(), executed);
    // The twin: the same texts put into a page as HTML.
    await bare.setContent(`<body>${scriptPayloads.slice(0, 30).join('')}</body>`);
    await bare.waitForTimeout(300);
    return {
      id: 'S6',
      what: `scripts that run (${String(used.size)} payloads in ${String(places.size)} texts of ${String(views.length)} views)`,
      tried: stood.size,
      through,
      sabotaged: executed.length - through,
      example: through === 0 ? null : (executed[0] ?? null),
    };
  } finally {
    await browser.close();
    await host.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Until the page has asked and asks no more: as short as the machine allows. */
async function settled(tab: Page, calls: readonly unknown[], begun: number): Promise<void> {
  for (let [tries, before] = [0, -1]; tries < 60; tries += 1) {
    await drawn(tab);
    if (calls.length > begun && calls.length === before) return;
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

async function watchedPage(page: Page, executed: string[]): Promise<Page> {
  await page.exposeBinding('__xss', ({ frame }) => void executed.push(frame.url()));
  page.on('dialog', (dialog) => {
    executed.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return page;
}
