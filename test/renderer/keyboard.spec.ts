import type { Locator } from '@playwright/test';

import { expect, sheet, test } from './fixture/screen-test.ts';

test('the wizard is walked from the source to the import without a mouse', async ({
  page,
  screens,
}) => {
  await screens.open('#/bring-in');
  // The picker itself belongs to the system; everything after it is ours.
  await page.locator('input[type=file]').first().setInputFiles(sheet);
  await page.getByText('How it is read').waitFor();

  const pressButton = async (name: string | RegExp): Promise<void> => {
    const button = page.getByRole('button', { name });
    for (let presses = 0; presses < 80; presses += 1) {
      if (await button.evaluate((element) => element === document.activeElement)) break;
      await page.keyboard.press('Tab');
    }
    await expect(button).toBeFocused();
    await page.keyboard.press('Enter');
  };

  await pressButton('Continue');
  await expect(page.getByRole('heading', { name: /Step 2 of 4/ })).toBeFocused();
  await pressButton(/Place of Bemerkung intern/);
  await page.keyboard.type('Abstract');
  await page.keyboard.press('Enter');
  await expect(page.getByText('7 of 7 columns used')).toBeVisible();

  await pressButton('Continue');
  await expect(page.getByRole('heading', { name: /Step 3 of 4/ })).toBeFocused();
  await pressButton('Continue');
  await expect(page.getByText('Nothing to find fault with').first()).toBeVisible();
  await pressButton(/^Import about 214 items/);
  await expect(page.getByRole('heading', { name: 'Import of alpine-gauges.csv' })).toBeVisible();

  const start = screens.host.core.calls.find((call) => call.channel === 'imports.start');
  expect(start?.input).toMatchObject({
    collectionName: 'alpine-gauges',
    repositoryId: 'practice',
    targetState: 'findable',
    settings: {
      mapping: expect.arrayContaining([
        {
          column: 'Bemerkung intern',
          index: 6,
          target: 'descriptions[Abstract].description',
          separator: null,
        },
      ]),
    },
  });
});

test('records are moved through, selected and opened by keys', async ({ page, screens }) => {
  await screens.open('#/records');
  const grid = page.getByRole('grid', { name: 'Records' });
  await expect(grid.getByRole('row').nth(5)).toBeVisible();
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Space');
  await expect(page.getByText('3 selected')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary')).toContainText('part 5');
  await expect(grid).toBeFocused();
  await page.keyboard.press('Control+ArrowDown');
  await expect(grid.locator(`#${escapeId(await activeId(grid))}`)).toContainText('part 240');
  await page.keyboard.press('Control+ArrowUp');
  await expect(grid.locator(`#${escapeId(await activeId(grid))}`)).toContainText('part 1');
});

test('screens, search and map are a key away', async ({ page, screens }) => {
  await screens.open('#/collections');
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await expect(page.getByRole('heading', { name: 'Outbox' })).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('glacier');
  await expect(page).toHaveURL(/#\/records/);
  await expect(page.getByRole('status').filter({ hasText: /records$/ })).not.toHaveText(
    '240 records',
  );
  // Letters that are typed are text, not commands.
  await page.keyboard.type(' gc');
  await expect(page).toHaveURL(/#\/records/);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('history');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
});

test('a decision starts on its safe button and gives the focus back', async ({ page, screens }) => {
  await screens.open('#/collections/1');
  const register = page.getByRole('button', { name: 'Register', exact: true });
  await register.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Register' });
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(
    dialog.getByRole('button', {
      name: 'Register 193 as findable on PRACTICE: Practice repository',
    }),
  ).toBeEnabled();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(register).toBeFocused();
  expect(screens.host.core.calls.some((call) => call.channel === 'register.start')).toBe(false);
});

async function activeId(grid: Locator): Promise<string> {
  const id = await grid.getAttribute('aria-activedescendant');
  expect(id).not.toBeNull();
  return id ?? '';
}

function escapeId(id: string): string {
  return id.replace(/[^a-zA-Z0-9-]/g, (character) => `\\${character}`);
}
