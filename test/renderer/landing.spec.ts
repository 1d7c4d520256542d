import { expect, findBarriers, test } from './fixture/screen-test.ts';

test('broken landing pages are found, read with their evidence, accepted, and checked again', async ({
  screens,
  page,
}) => {
  await screens.open('#/landing');
  const rows = page.getByRole('grid', { name: 'Landing pages' });
  await expect(rows.getByText('Not found').first()).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);

  await rows.getByText('Lake level observations, part 0', { exact: true }).click();
  await page.getByRole('button', { name: 'Send the address again' }).press('Enter');
  await expect(page.getByText('Its address is on its way.')).toBeVisible();

  await page.getByRole('button', { name: /All findings/ }).click();
  await page.getByRole('option', { name: /^DOI not visible/ }).click();
  await rows.getByText('Gauge metadata, part 2', { exact: true }).click();
  const panel = page.getByRole('complementary', { name: 'Record' });
  await expect(panel.getByText('The DOI is not in the text of the page.')).toBeVisible();
  await expect(panel.getByText('Full bibliographic citation')).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);

  await panel.getByRole('button', { name: 'Accept' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Accept this finding' });
  await dialog.getByRole('textbox').fill('It is in the banner');
  await dialog.getByRole('button', { name: 'Accept' }).click();
  await expect(panel.getByText('Accepted: It is in the banner')).toBeVisible();

  await page.getByRole('button', { name: 'Check all pages', exact: true }).click();
  await expect(page.getByText('24 of 40 pages checked')).toBeVisible();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('Paused. What was checked is kept.')).toBeVisible();
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await findBarriers(page)).toEqual([]);
  expect(screens.complaints).toEqual([]);
});
