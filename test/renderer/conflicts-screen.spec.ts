import { expect, findBarriers, test } from './fixture/screen-test.ts';

test.use({ fixture: { scene: 'busy' } });

test('many conflicts are settled by rules, with what they do said before', async ({
  screens,
  page,
}) => {
  await screens.open('#/records');
  await page.getByRole('link', { name: /^Conflicts/ }).click();
  await page.getByRole('heading', { name: 'Conflicts', level: 1 }).waitFor();
  await expect(page.getByRole('link', { name: /^Conflicts/ })).toContainText('51');
  const form = page.getByRole('form', { name: 'Settle by rules' });
  await expect(form.getByRole('status')).toHaveText(/No rule yet/);
  await expect(form.getByRole('button', { name: /^Settle/ })).toBeDisabled();

  await form.getByRole('button', { name: /Rule for subjects/ }).click();
  await page.getByRole('option', { name: 'Take theirs' }).click();
  await expect(form.getByRole('status')).toContainText('41 records are settled.');
  await expect(form.getByRole('status')).toContainText('6 records are settled in part');
  await expect(form.getByRole('status')).toContainText('No rule speaks of 4 records');
  await page.getByLabel('Reason').fill('Lea asked for it');
  expect(await findBarriers(page)).toEqual([]);
  await form.getByRole('button', { name: 'Settle 47 values by these rules' }).click();

  await page.getByText('41 records settled. 6 records in conflict still.').waitFor();
  await expect(page.getByRole('link', { name: /^Conflicts/ })).toContainText('10');
  await form.getByRole('button', { name: /Every attribute without a rule/ }).click();
  await page.getByRole('option', { name: 'Keep ours' }).click();
  await form.getByRole('button', { name: /^Settle/ }).click();
  await page.getByRole('heading', { name: 'Nothing is in conflict' }).waitFor();
  // As somebody finds it: the announcements of the choices, which name fields that are gone, are past.
  await screens.open('#/conflicts');
  await page.getByRole('heading', { name: 'Nothing is in conflict' }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  const orders = screens.host.core.calls.filter(
    ({ channel }) => channel === 'conflicts.settleMany',
  );
  expect(orders.map(({ input }) => input)).toMatchObject([
    {
      scope: null,
      rules: { choices: [{ path: 'subjects', take: 'theirs' }], otherwise: null },
      reason: 'Lea asked for it',
    },
    { rules: { choices: [], otherwise: 'mine' } },
  ]);
  expect(screens.complaints).toEqual([]);
});

test('the list keeps to a collection and an attribute, and opens a record', async ({
  screens,
  page,
}) => {
  await screens.open('#/conflicts');
  await page.getByRole('button', { name: /Collection/ }).click();
  await page.getByRole('option', { name: 'In no collection' }).click();
  await expect(page.getByRole('grid', { name: 'Records in conflict' })).toHaveAttribute(
    'aria-rowcount',
    '4',
  );
  await page.getByRole('button', { name: /Attribute/ }).click();
  await page.getByRole('option', { name: 'rightsList' }).click();
  await page.getByRole('row', { name: /gauge 50/ }).click();
  await expect(page).toHaveURL(/#\/records\/10\.5072%2Fnias-c050-000000/);
});
