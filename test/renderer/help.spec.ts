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
  await screens.open('#/help/landing-url-temporary');
  const topic = page.getByRole('region', { name: 'What you came from' });
  await expect(topic).toContainText('landing-url-temporary');
  await expect(topic.getByRole('link', { name: 'Read the source' })).toBeVisible();
  await topic.getByRole('link', { name: 'All of the help' }).click();
  await expect(topic).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'How versions are linked' })).toBeVisible();
  await screens.open('#/review');
  await page.getByRole('link', { name: 'Help' }).click();
  await expect(page.getByRole('region', { name: 'Review' })).toContainText('a approves');
  expect(screens.complaints).toEqual([]);
});
