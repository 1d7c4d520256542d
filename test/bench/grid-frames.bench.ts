/**
 * Does the grid of records scroll as an empty list does? A real page over the real browser host and a ledger
 * of a million records, scrolled by the wheel: from one end to the other, which is what the goal of twice the empty
 * list is about, and as many turns by steps in which rows stay in sight, which is told beside it; in the same run an
 * empty element of the same height.
 * `node test/bench/grid-frames.bench.ts [records [LEDGER]]`, after `npm run build`; `LEDGER` was made before
 * by `catalogue-ledger.ts` and is worked on as a copy. Prints one JSON object.
 */
import { execFileSync } from 'node:child_process';
import { constants, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';

import { chromiumOptions } from '../browser.ts';
import { startBrowserApp } from '../e2e/browser-app.ts';

const total = Number(process.argv[2] ?? 1_000_000);
const made = process.argv[3];
const dataFolder = mkdtempSync(join(tmpdir(), 'steward-frames-'));
process.on('exit', () => rmSync(dataFolder, { recursive: true, force: true }));
const ledger = join(dataFolder, 'ledger.sqlite');
if (made !== undefined) copyFileSync(made, ledger, constants.COPYFILE_FICLONE);
else {
  const filler = join(import.meta.dirname, 'catalogue-ledger.ts');
  execFileSync(process.execPath, [filler, ledger, String(total)]);
}

const rounded = (value: number): number => Number(value.toPrecision(3));
const wheelTurns = 150;
const wheelStepPx = 400;
/** The two lists take turns, because a shared machine is not as fast one minute as the next. */
const rounds = 4;

/** ms between two frames while the wheel turns over the middle of the page. */
async function scrolling(page: Page, stepPx: number): Promise<readonly number[]> {
  await page.mouse.move(800, 450);
  await page.evaluate(() => {
    const times: number[] = [];
    let last = performance.now();
    const next = (): void => {
      const now = performance.now();
      times.push(now - last);
      last = now;
      Object.assign(globalThis, { frame: requestAnimationFrame(next) });
    };
    Object.assign(globalThis, { times, frame: requestAnimationFrame(next) });
  });
  for (let turn = 0; turn < wheelTurns; turn += 1) await page.mouse.wheel(0, stepPx);
  return await page.evaluate(() => {
    const { times: all, frame } = globalThis as unknown as { times: number[]; frame: number };
    cancelAnimationFrame(frame);
    return all;
  });
}

/** The 95th of a hundred. */
function p95(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.95)] ?? 0;
}

/** In the page: an element of the same height with nothing in it. */
function showEmptyList(listHeight: number): void {
  const list = document.createElement('div');
  list.id = 'empty';
  Object.assign(list.style, { position: 'fixed', inset: '0', overflow: 'auto', zIndex: '99' });
  const inner = document.createElement('div');
  inner.style.height = `${listHeight}px`;
  list.append(inner);
  document.body.append(list);
}

const app = await startBrowserApp({ dataFolder });
const browser = await chromium.launch(chromiumOptions());
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(app.url);
  await page.goto(`${app.origin}/#/records`);
  const grid = page.getByRole('grid');
  await grid.getByText('data of').first().waitFor();
  const height = await grid.evaluate((element) => element.scrollHeight);
  const throughPx = Math.ceil(height / wheelTurns);
  const times = { step: [], through: [], emptyStep: [], emptyThrough: [] } as Record<
    'step' | 'through' | 'emptyStep' | 'emptyThrough',
    number[]
  >;
  let place = 0;
  const toTop = (element: Element): void => element.scrollTo({ top: 0 });
  for (let round = 0; round < rounds; round += 1) {
    await grid.evaluate(toTop);
    times.step.push(...(await scrolling(page, wheelStepPx)));
    await grid.evaluate(toTop);
    times.through.push(...(await scrolling(page, throughPx)));
    place = await grid.evaluate((element) => element.scrollTop + element.clientHeight);
    await page.evaluate(showEmptyList, height);
    const empty = page.locator('#empty');
    times.emptyStep.push(...(await scrolling(page, wheelStepPx)));
    await empty.evaluate(toTop);
    times.emptyThrough.push(...(await scrolling(page, throughPx)));
    await empty.evaluate((element) => element.remove());
  }
  const debug = await page.context().newCDPSession(page);
  await debug.send('HeapProfiler.collectGarbage');
  const { usedSize } = await debug.send('Runtime.getHeapUsage');
  const [stepMs, throughMs] = [p95(times.step), p95(times.through)];
  const [emptyStepMs, emptyThroughMs] = [p95(times.emptyStep), p95(times.emptyThrough)];
  const stepTimes = rounded(stepMs / emptyStepMs);
  const throughTimes = rounded(throughMs / emptyThroughMs);
  const heapMib = rounded(usedSize / 2 ** 20);
  console.log(
    JSON.stringify({
      bench: `scrolling the grid over ${total} records`,
      holds: throughTimes <= 2 && heapMib < 200,
      'load average at end': rounded(loadavg()[0] ?? 0),
      'height px': height,
      'end reached px': place,
      'end to end: frame p95 ms': rounded(throughMs),
      'end to end: empty list frame p95 ms': rounded(emptyThroughMs),
      'end to end: times empty (2)': throughTimes,
      'in steps: frame p95 ms': rounded(stepMs),
      'in steps: empty list frame p95 ms': rounded(emptyStepMs),
      'in steps: times empty': stepTimes,
      'page heap MiB (200)': heapMib,
    }),
  );
} finally {
  await browser.close();
  await app.close();
}
