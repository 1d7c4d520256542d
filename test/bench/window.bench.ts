// Is the window responsive while the core brings in a sheet of 10,000 rows and registers it? A real page
// over the real browser host goes through the wizard, imports, registers 2,000 and looks at the
// lists meanwhile; the browser itself reports every task of its main thread over 50 ms (Long Tasks API).
// `node test/bench/window.bench.ts [rows]`, after `npm run build`. Prints one JSON line.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

import { seededRandom } from '#shared/support/random.ts';
import { chromiumOptions } from '../browser.ts';
import { startBrowserApp } from '../e2e/browser-app.ts';

const rows = Number(process.argv[2] ?? 10_000);
const limitMs = 200;
const random = seededRandom(7);
const words = (count: number): string =>
  Array.from({ length: count }, () => Math.floor(random() * 36 ** 6).toString(36)).join(' ');

const header = 'id,title,creators,publication year,publisher,resource type,url,license,abstract';
const lines = Array.from(
  { length: rows },
  (_, row) =>
    `${row},Observations ${words(5)},"Meyer, ${words(1)}; Okafor, ${words(1)}",${2000 + (row % 25)},` +
    `Example Institute,Dataset,https://repository.example.org/items/${row},CC-BY-4.0,${words(100)}`,
);

const app = await startBrowserApp();
const browser = await chromium.launch(chromiumOptions());
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { longTasks: tasks });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push(Math.round(entry.duration));
    }).observe({ type: 'longtask', buffered: true });
  });
  await page.goto(app.url);
  await page.goto(`${app.origin}/#/bring-in`);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose files' }).click();
  // By its path, as a person chooses it: Playwright would decode a buffer on the page's own thread.
  const sheet = join(app.dataFolder, 'sheet.csv');
  writeFileSync(sheet, [header, ...lines].join('\n'));
  await (await choosing).setFiles(sheet);
  const next = async (heading: string): Promise<void> => {
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: heading }).waitFor();
  };
  await page.getByRole('heading', { name: 'How it is read' }).waitFor();
  await next('Where does each column go?');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('textbox', { name: 'Name of the collection' }).fill('Bench');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: /^Import/ }).click();
  const startedAt = performance.now();
  // Looks around as a person would while it runs.
  const done = page.getByRole('button', { name: 'Open the collection' });
  await done.waitFor({ timeout: 600_000 });
  const importSeconds = (performance.now() - startedAt) / 1000;
  await done.click();
  await page.getByRole('button', { name: 'Register' }).first().click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Register [\d,]+ as findable/ })
    .click();
  for (const route of ['outbox', 'records', 'collections', 'records', 'outbox']) {
    await page.goto(`${app.origin}/#/${route}`);
    await page.waitForTimeout(1500);
    await page.mouse.move(600, 500);
    for (let turn = 0; turn < 10; turn += 1) {
      await page.mouse.wheel(0, 600);
      await page.waitForTimeout(50);
    }
  }
  const tasks = await page.evaluate(
    () => (globalThis as unknown as { longTasks: number[] }).longTasks,
  );
  const longest = Math.max(0, ...tasks);
  console.log(
    JSON.stringify({
      bench: 'window',
      rows,
      importSeconds: Math.round(importSeconds * 10) / 10,
      tasksOver50ms: tasks.length,
      longestTaskMs: longest,
      goal: `no task of the page over ${limitMs} ms`,
      holds: longest <= limitMs,
    }),
  );
} finally {
  await browser.close();
  await app.close();
}
