import { expect, findBarriers, test } from './fixture/screen-test.ts';

test('help is there offline, says where a guideline comes from and when, and finds one by its code', async ({
  screens,
  page,
}) => {
  await screens.open('#/help');
  await expect(
    page.getByText(/^The rules here were compared with what it asks on/).first(),
  ).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('textbox', { name: 'Search the help' }).fill('landing-url-temporary');
  await expect(page.getByText(/^landing-url-temporary/)).toBeVisible();
  await expect(page.getByText(/^landing-url-missing/)).toBeHidden();
  expect(screens.complaints).toEqual([]);
});
