import { expect, findBarriers, findBarriersInDark, test } from './fixture/screen-test.ts';

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
  const folder = page.getByLabel('Second folder');
  await folder.fill('/mnt/away');
  await folder.press('Enter');
  await expect(page.getByText('There is no folder /mnt/away.')).toBeVisible();
  await folder.fill('/mnt/share');
  await folder.press('Enter');
  await expect(page.getByText(/^Last copied/)).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);
  expect(await findBarriersInDark(page)).toEqual([]);
  await page.getByRole('button', { name: 'Copy no more' }).click();
  await expect(folder).toHaveValue('');
  expect(screens.complaints).toEqual([]);
});
