import type { Page } from '@playwright/test';

import { expect, test } from './fixture/screen-test.ts';

const million = 1_000_000;

test.use({ fixture: { recordCount: million } });

const gridOf = (page: Page) => page.getByRole('grid', { name: 'Records' });
const lastRow = (page: Page) => page.locator(`[aria-rowindex="${million + 1}"]`);

/** The last row from the first, by keys, wholly in sight. */
async function goToLast(page: Page): Promise<void> {
  await gridOf(page).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+End');
  await expect(lastRow(page)).toContainText('part 1000000');
  await expect(lastRow(page).getByRole('rowheader')).toBeInViewport({ ratio: 0.9 });
}

for (const density of ['normal', 'roomy'] as const) {
  // Roomy rows make 40,000,000 px, more than an element can be high: the list is compressed.
  test(`the last of 1,000,000 rows is reached, ${density} rows`, async ({ page, screens }) => {
    await screens.open('#/settings');
    if (density === 'roomy') await page.getByText('Roomy', { exact: true }).click();
    await page.getByRole('link', { name: 'Records' }).click();
    const grid = gridOf(page);
    await expect(grid).toHaveAttribute('aria-rowcount', String(million + 1));

    await goToLast(page);
    // A view that becomes lower by itself, as by a bar below it, hides nothing that was just brought into sight.
    const usual = page.viewportSize() ?? { width: 1280, height: 720 };
    for (const height of [usual.height - 31, usual.height]) {
      await page.setViewportSize({ ...usual, height });
      await expect(lastRow(page).getByRole('rowheader')).toBeInViewport({ ratio: 0.9 });
    }
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await expect(page.locator(`[aria-rowindex="${million - 1}"]`)).toContainText('part 999998');

    await grid.evaluate((element) => element.scrollTo({ top: element.scrollHeight / 2, left: 0 }));
    await expect(lastRow(page)).toHaveCount(0);
    await grid.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
    await expect(lastRow(page)).toContainText('part 1000000');
    await expect(lastRow(page).getByRole('rowheader')).toBeInViewport({ ratio: 0.9 });

    // Only the rows in sight exist.
    expect(await grid.getByRole('row').count()).toBeLessThan(70);

    // More rows than an edit in the grid changes are told, and none is changed.
    for (const key of ['Control+Home', 'ArrowRight', 'Control+Shift+ArrowDown', 'Control+d'])
      await page.keyboard.press(key);
    await expect(page.getByText(/the grid changes up to 10,000 at once/)).toBeVisible();
    expect(screens.host.core.calls.map(({ channel }) => channel)).not.toContain('grid.edit');
    if (density === 'normal') return;

    // Changed in the same window, from a compressed list to one that is not.
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByText('Compact', { exact: true }).click();
    await page.getByRole('link', { name: 'Records' }).click();
    await goToLast(page);
    const height = (await lastRow(page).boundingBox())?.height;
    expect(height).toBe(26);
  });
}

test('a wheel step in a compressed list moves by rows and passes none over', async ({
  page,
  screens,
}) => {
  await screens.open('#/settings');
  await page.getByText('Roomy', { exact: true }).click();
  await page.getByRole('link', { name: 'Records' }).click();
  const grid = gridOf(page);
  await expect(grid.getByRole('row').nth(3)).toContainText('part');
  await grid.hover();
  for (let step = 1; step <= 10; step += 1) {
    await page.mouse.wheel(0, 120);
    // 120 px are three rows of 40 px; the row that was fourth is on top after one step.
    await expect.poll(() => topRow(page), { message: `after ${step} steps` }).toBe(2 + step * 3);
  }
});

test('a fling asks for few pages', async ({ page, screens }) => {
  await screens.open('#/records');
  const grid = gridOf(page);
  await expect(grid.getByRole('row').nth(3)).toContainText('part');
  const asked = (): number =>
    screens.host.core.calls.filter((call) => call.channel === 'records.list').length;
  const before = asked();
  await grid.evaluate(async (element) => {
    for (let frame = 0; frame < 60; frame += 1) {
      element.scrollTo({ top: (element.scrollHeight / 60) * frame });
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });
  await page.keyboard.press('Tab');
  await expect(grid.locator('[role="row"] .is-waiting')).toHaveCount(0);
  expect(asked() - before).toBeLessThan(20);
});

/** The aria-rowindex of the first row that is wholly below the headings. */
async function topRow(page: Page): Promise<number> {
  return gridOf(page).evaluate((grid) => {
    const edge = grid.querySelector('.grid-header')?.getBoundingClientRect().bottom ?? 0;
    const rows = [...grid.querySelectorAll('.grid-layer [role="row"]')];
    const first = rows.find((row) => row.getBoundingClientRect().top > edge - 1);
    return Number(first?.getAttribute('aria-rowindex'));
  });
}

test('rows that scroll are drawn in one layer', async ({ page, screens }) => {
  await screens.open('#/records');
  const grid = gridOf(page);
  await expect(grid.getByRole('row').nth(3)).toContainText('part');
  const debug = await page.context().newCDPSession(page);
  let layerCount = 0;
  debug.on('LayerTree.layerTreeDidChange', ({ layers }) => {
    layerCount = layers?.filter(({ drawsContent }) => drawsContent).length ?? layerCount;
  });
  await debug.send('DOM.enable');
  await debug.send('LayerTree.enable');
  await grid.evaluate((element) => element.scrollTo({ top: 4_000 }));
  await expect(grid.locator('[data-row="120"]')).toContainText('part');
  // The page, the rows, their headings, and what else floats: of a layer a row there would be more than thirty.
  await expect.poll(() => layerCount).toBeGreaterThan(0);
  expect(layerCount).toBeLessThan(10);
});
