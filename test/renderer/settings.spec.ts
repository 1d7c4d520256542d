import { expect, findBarriers, test } from './fixture/screen-test.ts';

test('the share of requests is a whole per cent, and is kept', async ({ page, screens }) => {
  await screens.open('#/settings');
  const share = page.getByLabel('Share of the permitted requests, in per cent');
  await expect(share).toHaveValue('50');
  await share.fill('0');
  await expect(page.getByText('Give a whole number from 1 to 100.')).toBeVisible();
  await share.fill('25');
  expect(await findBarriers(page)).toEqual([]);
  await share.press('Enter');
  await page.getByText('Saved.').waitFor();
  await screens.open('#/settings');
  await expect(share).toHaveValue('25');
  expect(screens.complaints).toEqual([]);
});

test.describe('with a recipe', () => {
  test.use({ fixture: { scene: 'busy' } });

  test('a kept recipe can be removed', async ({ page, screens }) => {
    await screens.open('#/settings');
    const remove = page.getByRole('button', { name: 'Remove the recipe Field sheets' });
    await remove.scrollIntoViewIfNeeded();
    expect(await findBarriers(page)).toEqual([]);
    await remove.click();
    await page.getByText('No recipe is kept.').waitFor();
    expect(screens.complaints).toEqual([]);
  });
});
