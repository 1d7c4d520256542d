import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

import { openBuiltPage } from '#hosts/page/built-page.ts';

import { chromiumOptions } from '../browser.ts';
import { scriptPayloads } from './payloads.ts';
import { newTally } from './poison.ts';
import { openLane, watchedPage } from './script-lane.ts';
import type { Extent, Proof } from './suite.ts';
import { seeded } from './suite.ts';

const views = [
  '#/overview',
  '#/collections',
  '#/collections/1',
  '#/bring-in',
  '#/imports/1',
  '#/records',
  '#/records/10.5072%2Fnias-4f2a-000004',
  '#/edit/10.5072%2Fnias-4f2a-000004',
  '#/review',
  '#/review/10.5072%2Fnias-4f2a-000001',
  '#/versions',
  '#/versions/10.5072%2Fc',
  '#/landing',
  '#/landing/10.5072%2Fnias-4f2a-000004',
  '#/requests',
  '#/requests/1',
  '#/requests/3',
  '#/hub/items',
  '#/hub/items/1',
  '#/hub/events',
  '#/hub/hubs',
  '#/hub/rules',
  '#/conflicts',
  '#/sheet-update',
  '#/changes',
  '#/changes/c2',
  '#/outbox',
  '#/outbox/b2',
  '#/history',
  '#/help',
  '#/repositories',
  '#/repositories/nias',
  '#/settings',
] as const;

/** A view ends when every payload has stood in each of its fields; this is far beyond. */
const mostRounds = 10_000;
/** Pages at a time in the long form: while one waits for its drawing, another goes on. */
const longLanes = 6;

/** S6: scripts in every text of every answer, in every view, in a real Chromium. */
export async function proveScripts({
  isLong,
  seed,
  views: chosen = views,
}: Extent): Promise<Proof> {
  // The short form: two rounds of every fourth view, others the next time.
  const shown = isLong ? [...chosen] : chosen.filter((_, at) => at % 4 === seed % 4);
  const folder = await mkdtemp(join(tmpdir(), 'steward-scripts-'));
  const page = await openBuiltPage(join(import.meta.dirname, '../../out/renderer'));
  const browser = await chromium.launch(chromiumOptions());
  const executed: string[] = [];
  const tally = newTally();
  const waiting = [...shown];
  const attack = async (number: number): Promise<void> => {
    const turn = seeded(seed + number)(1000);
    const lane = await openLane({
      browser,
      page,
      executed,
      tally,
      turn,
      folder: join(folder, String(number)),
    });
    try {
      for (let view = waiting.shift(); view !== undefined; view = waiting.shift()) {
        const left = await lane.attack(view, isLong ? mostRounds : 2);
        if (!isLong) continue;
        // The long form takes minutes: whoever waits sees where it is.
        const unreached = [...left].map(([field, count]) => `${field} ${String(count)}`);
        tally.unreached += left.values().reduce((sum, count) => sum + count, 0);
        console.log(
          `        ${view}: ${[String(tally.stood), ...unreached].join('; not reached: ')}`,
        );
      }
    } finally {
      await lane.close();
    }
  };
  try {
    await Promise.all(
      Array.from({ length: isLong ? longLanes : 1 }, (_, number) => attack(number)),
    );
    const through = executed.length;
    const bare = await watchedPage(await browser.newPage(), executed);
    // The twin: the same texts put into a page as HTML.
    await bare.setContent(`<body>${scriptPayloads.slice(0, 30).join('')}</body>`);
    await bare.waitForTimeout(300);
    const { payloads, fields, stood, unreached } = tally;
    return {
      id: 'S6',
      what: `scripts that run (${String(payloads.size)} payloads in ${String(fields.size)} fields of ${String(shown.length)} views${isLong ? `, ${String(unreached)} not reached` : ''})`,
      tried: stood,
      through,
      missed: unreached,
      sabotaged: executed.length - through,
      example: through === 0 ? null : (executed[0] ?? null),
    };
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}
