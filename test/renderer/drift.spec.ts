import { expect, findBarriers, test } from './fixture/screen-test.ts';

test('the differences from the service are listed with their reasons, and are compared anew', async ({
  screens,
  page,
}) => {
  await screens.open('#/repositories/practice');
  const section = page.locator('section.section', {
    has: page.getByRole('heading', { name: 'Differences' }),
  });
  await expect(section).toContainText('4 differences in 3 records');
  await expect(section).toContainText('Changed here, not sent yet');
  await expect(section).toContainText('Not at the service any more');
  await expect(section.locator('.change').first()).toContainText('2.0');
  expect(await findBarriers(page)).toEqual([]);
  await section.getByRole('button', { name: 'Compare with the service' }).click();
  await expect
    .poll(() => screens.host.core.calls.find(({ channel }) => channel === 'drift.compare'))
    .toMatchObject({ input: { repositoryId: 'practice' } });
});

test('a person sets how often everything is read by itself', async ({ screens, page }) => {
  await screens.open('#/repositories/practice');
  const field = page.getByRole('button', { name: /Read and compare everything by itself/ });
  await expect(field).toContainText('Only when I ask');
  await field.click();
  await page.getByRole('option', { name: 'Every week' }).click();
  await expect
    .poll(() => screens.host.core.calls.find(({ channel }) => channel === 'sync.schedule'))
    .toMatchObject({ input: { repositoryId: 'practice', everyDays: 7 } });
});
