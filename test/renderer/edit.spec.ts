import { expect, findBarriers, test } from './fixture/screen-test.ts';

const record = '#/edit/10.5072%2Fnias-4f2a-000004';

test('a record is edited in a form: kept as it is typed, put in order by keys, mended, saved', async ({
  page,
  screens,
}) => {
  await screens.open(record);
  const title = page.getByRole('group', { name: 'Titles' }).getByLabel('Title', { exact: true });
  await title.first().fill('Water levels, corrected');
  await expect(page.getByRole('status').filter({ hasText: 'Kept on this computer' })).toBeVisible();
  await page.getByRole('tab', { name: /My edits/ }).click();
  await expect(page.getByText('Water levels, corrected', { exact: true }).last()).toBeVisible();

  const creators = page.getByRole('group', { name: 'Creators' });
  await creators.getByRole('button', { name: 'Add to creators' }).click();
  const name = creators.getByRole('combobox', { name: 'Name' }).last();
  await name.fill('Brun');
  await page.getByRole('option', { name: /Brunner, Lea/ }).click();
  await expect(name).toHaveValue('Brunner, Lea');
  await creators.getByRole('button', { name: /^Move Brunner/ }).press('ArrowUp');
  await expect(page.getByText(/is now 1 of 2/)).toBeAttached();
  expect(await findBarriers(page)).toEqual([]);

  await page.getByRole('button', { name: 'Save…' }).click();
  await page.getByLabel('Reason (optional)').fill('A letter of the author');
  await page.getByRole('button', { name: /^Save \d/ }).click();
  await expect
    .poll(() => screens.host.core.calls.find(({ channel }) => channel === 'edits.save'))
    .toMatchObject({ input: { changeKind: 'correction', reason: 'A letter of the author' } });
  expect(screens.complaints).toEqual([]);
});
