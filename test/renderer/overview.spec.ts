import { expect, findBarriers, test } from './fixture/screen-test.ts';

test('the overview says what needs a person, leads there, and shows each plot as a table too', async ({
  screens,
  page,
}) => {
  await screens.open('#/overview');
  await expect(page.getByText('5 DOIs lead to no public landing page')).toBeVisible();
  await expect(page.getByRole('img', { name: 'FAIR principles' })).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);

  await page.getByRole('button', { name: 'Completeness by property: As a table' }).click();
  await expect(page.getByRole('rowheader', { name: 'rightsList' })).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the report' }).click();
  await page.getByRole('menuitem', { name: 'As a page (HTML)' }).click();
  expect((await download).suggestedFilename()).toBe('report.html');

  await page.getByRole('link', { name: 'See the pages' }).click();
  await expect(page.getByRole('heading', { name: 'Landing pages', level: 1 })).toBeVisible();
  expect(screens.complaints).toEqual([]);
});
