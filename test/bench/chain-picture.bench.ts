/**
 * Opening and panning the picture of a large chain in Chromium, against an empty canvas in the same run: the page
 * over the real browser host, with an invented chain behind it. Each part is dragged there and back.
 * `node test/bench/chain-picture.bench.ts`, after `npm run build`. Prints one JSON object.
 */
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';

import { chromiumOptions } from '../browser.ts';
import { startFixtureHost } from '../renderer/fixture/fixture-host.ts';

const rounded = (value: number): number => Number(value.toPrecision(3));

/** ms between two frames while the pointer drags the picture there and back: the 95th of a hundred. */
async function panning(page: Page, selector: string): Promise<number> {
  const box = await page.locator(selector).boundingBox();
  if (box === null) throw new Error(`no ${selector}`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height - 60];
  await page.mouse.move(x, y);
  await page.mouse.down();
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
  for (let turn = 0; turn < 160; turn += 1) {
    await page.mouse.move(x + 4 * (turn < 80 ? turn : 160 - turn), y);
  }
  const frames = await page.evaluate(() => {
    const { times, frame } = globalThis as unknown as { times: number[]; frame: number };
    cancelAnimationFrame(frame);
    return times;
  });
  await page.mouse.up();
  return frames.sort((one, other) => one - other)[Math.floor(frames.length * 0.95)] ?? 0;
}

/** A canvas of the same place with nothing on it but a line that follows the pointer. */
async function emptyCanvas(page: Page): Promise<number> {
  await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.id = 'empty';
    [canvas.width, canvas.height] = [900, 600];
    Object.assign(canvas.style, { position: 'fixed', right: '0', bottom: '0', zIndex: '99' });
    document.body.append(canvas);
    const pen = canvas.getContext('2d');
    canvas.addEventListener('mousemove', ({ offsetX }) => {
      pen?.clearRect(0, 0, 900, 600);
      pen?.fillRect(offsetX, 0, 1, 600);
    });
  });
  const time = await panning(page, '#empty');
  await page.evaluate(() => document.querySelector('#empty')?.remove());
  return time;
}

const browser = await chromium.launch(chromiumOptions());
const figures: Record<string, number> = {};
for (const length of [500, 5000]) {
  const host = await startFixtureHost({ chainLength: length });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(host.url);
  const { origin } = new URL(page.url());
  await page.goto(`${origin}/#/versions`);
  await page.getByRole('grid').getByText('Nightly soil model').waitFor();
  const empty = await emptyCanvas(page);
  const begun = performance.now();
  await page.getByRole('grid').getByText('Nightly soil model').click();
  await page.locator('.chain-node.is-latest').waitFor();
  figures[`${length}: open s`] = rounded((performance.now() - begun) / 1000);
  const pane = '.react-flow__pane';
  figures[`${length}: empty canvas p95 ms`] = rounded(empty);
  figures[`${length}: panning words p95, times empty`] = rounded(
    (await panning(page, pane)) / empty,
  );
  for (let turn = 0; turn < 4; turn += 1) {
    await page.getByRole('button', { name: /zoom ?out/i }).click();
    await page.waitForTimeout(300);
  }
  figures[`${length}: panning boxes p95, times empty`] = rounded(
    (await panning(page, pane)) / empty,
  );
  await page.getByRole('button', { name: 'Show the whole chain' }).click();
  await page.waitForTimeout(300);
  figures[`${length}: panning the whole p95, times empty`] = rounded(
    (await panning(page, pane)) / empty,
  );
  await page.close();
  await host.close();
}
await browser.close();
const holds =
  (figures['500: open s'] ?? 99) <= 1 &&
  (figures['500: panning boxes p95, times empty'] ?? 99) <= 2 &&
  (figures['5000: open s'] ?? 99) <= 5 &&
  (figures['5000: panning the whole p95, times empty'] ?? 99) <= 4;
console.log(JSON.stringify({ bench: 'picture of a chain', holds, ...figures }));
