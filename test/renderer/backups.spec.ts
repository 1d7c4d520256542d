import { expect, findBarriers, test } from './fixture/screen-test.ts';

test('a backup can be tried, and says what a restore would leave out', async ({
  page,
  screens,
}) => {
  await screens.open('#/settings');
  await page
    .getByRole('button', { name: /^Try a restore of the backup of/ })
    .first()
    .click();
  await expect(page.getByText(/its 1,204 events proved/)).toBeVisible();
  await expect(page.getByText(/17 events came later/)).toBeVisible();
  await expect(page.getByText(/^steward restore "/)).toBeVisible();
  await page.getByLabel('Hours between two').fill('0');
  await expect(page.getByText('Give a whole number from 1 to 168.')).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);
  expect(screens.complaints).toEqual([]);
});
