import type { Page } from '@playwright/test';

import { gridEditText } from '#shared/text/grid-edit.en.ts';
import type { Screens } from './fixture/screen-test.ts';
import { expect, findBarriers, test } from './fixture/screen-test.ts';

const gridOf = (page: Page) => page.getByRole('grid', { name: 'Records' });
const cell = (page: Page, row: number, column: number) =>
  gridOf(page).locator(`[aria-rowindex="${row + 1}"] [aria-colindex="${column + 1}"]`);
const inputsOf = (screens: Screens, channel: string) =>
  screens.host.core.calls.filter((call) => call.channel === channel).map(({ input }) => input);

test.beforeEach(async ({ page, screens }) => {
  await screens.open('#/records');
  await expect(gridOf(page).getByRole('row').nth(5)).toContainText('part');
  // Year, of the first record.
  await gridOf(page).focus();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
});

test('what cannot stand in a cell is told under its field, and what was typed is kept', async ({
  page,
  screens,
}) => {
  const edits = () => inputsOf(screens, 'grid.edit');
  const field = page.getByLabel('New value of Year');
  await page.keyboard.type('24');
  await expect(field).toHaveAttribute('inputmode', 'numeric');
  for (const key of ['Enter', 'Tab', 'Shift+Tab']) {
    await page.keyboard.press(key);
    await expect(field).toBeFocused();
  }
  await expect(field).toHaveValue('24');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  const problem = '“24” is no year: four digits, as in 2024.';
  await expect(field).toHaveAccessibleDescription(problem);
  await expect(gridOf(page).getByRole('status')).toHaveText(problem);
  expect(await findBarriers(page)).toEqual([]);

  // Corrected, the sentence goes, and Enter keeps.
  await page.keyboard.type('00');
  await expect(field).toHaveAttribute('aria-invalid', 'false');
  await expect(gridOf(page).getByText(/is no year/)).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect.poll(edits).toMatchObject([{ columns: ['year'], values: [['2400']] }]);
  await expect(gridOf(page)).toBeFocused();

  // Escape leaves.
  await page.keyboard.type('x');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  await expect(gridOf(page)).toBeFocused();

  // So does a press elsewhere, which says what became of it and offers it again.
  await page.keyboard.type('2024-05-01');
  await cell(page, 4, 2).click();
  await expect(field).toHaveCount(0);
  await expect(page.getByText('The cell stays as it was. “2024-05-01” is no year')).toBeVisible();
  await page.getByRole('button', { name: gridEditText.editAgain }).click();
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('2024-05-01');
  await page.keyboard.press('Enter');
  await expect(field).toHaveAccessibleDescription(/Did you mean 2024\?/);
  await page.keyboard.press('Escape');

  // The same under the grid, where all cells of a range get a value.
  const bar = page.getByRole('group', { name: 'The value of the chosen cells' });
  await cell(page, 2, 5).click();
  await page.keyboard.press('Escape');
  const value = bar.getByRole('textbox');
  await value.fill('soon');
  await page.keyboard.press('Enter');
  await expect(value).toHaveAccessibleDescription(/“soon” is no year/);
  await expect(value).toHaveValue('soon');
  expect(await findBarriers(page)).toEqual([]);
  await value.fill('2023');
  await expect(bar.getByRole('alert')).toHaveCount(0);
  expect(edits()).toHaveLength(1);
  expect(screens.complaints).toEqual([]);
});

test('a block is pasted over and over where it fits, and what is taken back says so in the history', async ({
  page,
  screens,
}) => {
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowRight');
  await gridOf(page).evaluate((grid) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '2021\r\n2022\r\n');
    grid.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  });
  await expect
    .poll(() => inputsOf(screens, 'grid.edit'))
    .toMatchObject([
      {
        ...{ rows: { first: 0, count: 4 }, columns: ['year', 'property:version'] },
        values: [
          ['2021', '2021'],
          ['2022', '2022'],
        ],
      },
    ]);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect
    .poll(() => inputsOf(screens, 'changes.undo'))
    .toMatchObject([{ id: 'edit-1', reason: gridEditText.undoReason }]);
  await expect(page.getByText(gridEditText.undone)).toBeVisible();
  await gridOf(page).focus();
  await page.keyboard.press('Control+y');
  await expect
    .poll(() => inputsOf(screens, 'changes.undo'))
    .toMatchObject([{ id: 'edit-1' }, { reason: gridEditText.redoReason }]);
});
