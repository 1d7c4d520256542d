import { expect, findBarriers, findBarriersInDark, test } from './fixture/screen-test.ts';

const record = '#/records/10.5072%2Fnias-4f2a-000004';

test('the findings policy of a collection is changed with a reason and applied to its records', async ({
  page,
  screens,
}) => {
  await screens.open('#/collections/1');
  await page.getByRole('heading', { name: 'Findings policy' }).scrollIntoViewIfNeeded();
  const apply = page.getByRole('button', { name: /^Apply to/ });
  await expect(apply).toHaveCount(0);
  const weighs = page.getByRole('button', { name: /How much .Version missing. weighs/ });
  await expect(weighs).toContainText('Hint');
  await weighs.click();
  await page.getByRole('option', { name: 'Not shown' }).click();
  await page.getByLabel('Reason').fill('Items of this series have no versions');
  await expect(apply).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);
  expect(await findBarriersInDark(page)).toEqual([]);
  await apply.click();
  await page.getByText('The policy is saved.').waitFor();
  expect(screens.complaints).toEqual([]);
});

test('a finding is waived with a reason only', async ({ page, screens }) => {
  await screens.open(record);
  await page.getByRole('tab', { name: 'Findings' }).click();
  await page.getByRole('button', { name: 'Waive' }).first().click();
  const waive = page.getByRole('button', { name: 'Waive it' });
  await expect(waive).toBeDisabled();
  await page.getByLabel('Why it may stand').fill('Agreed with the library');
  await expect(waive).toBeEnabled();
  expect(await findBarriers(page)).toEqual([]);
  expect(await findBarriersInDark(page)).toEqual([]);
  await waive.click();
  await expect(waive).toHaveCount(0);
  expect(screens.complaints).toEqual([]);
});
