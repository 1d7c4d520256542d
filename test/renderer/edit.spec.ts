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
  await expect(page.getByText(/is now 2 of 3/)).toBeAttached();
  expect(await findBarriers(page)).toEqual([]);

  await page.getByRole('button', { name: 'Save…' }).click();
  await page.getByLabel('Reason (optional)').fill('A letter of the author');
  await page.getByRole('button', { name: /^Save \d/ }).click();
  await expect
    .poll(() => screens.host.core.calls.find(({ channel }) => channel === 'edits.save'))
    .toMatchObject({ input: { changeKind: 'correction', reason: 'A letter of the author' } });
  expect(screens.complaints).toEqual([]);
});

test('what is emptied is empty, and an entry that is moved or new has no values of another', async ({
  page,
  screens,
}) => {
  await screens.open(record);
  const kept = () =>
    (
      screens.host.core.calls.findLast(({ channel }) => channel === 'edits.keep')?.input as
        { readonly attributes: Record<string, unknown> } | undefined
    )?.attributes;
  // A text, a text with suggestions under it, and a term of a list.
  const title = page.getByRole('group', { name: 'Titles' }).getByLabel('Title', { exact: true });
  const publisher = page
    .getByRole('group', { name: 'Publisher' })
    .getByRole('combobox', { name: 'Name' });
  for (const field of [title, publisher]) {
    await expect(field).not.toHaveValue('');
    await field.press('ControlOrMeta+a');
    await field.press('Delete');
    await expect(field).toHaveValue('');
  }
  // The rest is hidden from readers while suggestions are open.
  await publisher.press('Escape');
  await expect(publisher).toHaveValue('');
  const type = page.getByRole('button', { name: 'General type' });
  await type.click();
  await page.getByRole('option', { name: 'Not set' }).click();
  await expect(type).toContainText('Not set');

  const creators = page.getByRole('group', { name: 'Creators' });
  const open = creators.getByRole('button', { expanded: false });
  while ((await open.count()) > 0) await open.first().click();
  const given = creators.getByLabel('Given name');
  const family = creators.getByLabel('Family name');
  await given.first().fill('Anna');
  await family.first().fill('Meier');
  await creators.getByRole('button', { name: 'Add to creators' }).click();
  await creators.getByRole('combobox', { name: 'Name' }).last().fill('Solo');
  await page.keyboard.press('Escape');
  const move = creators.getByRole('button', { name: /^Move Solo/ });
  for (const place of [2, 1]) {
    await move.press('ArrowUp');
    await expect(page.getByText(`is now ${place} of 3`)).toBeAttached();
  }
  await expect(creators.getByRole('combobox', { name: 'Name' }).first()).toHaveValue('Solo');
  await expect(given.first()).toHaveValue('');
  await expect(family.first()).toHaveValue('');
  // Nor does a new entry begin as the one that was there before.
  await creators
    .getByRole('button', { name: /^Remove/ })
    .last()
    .click();
  await creators.getByRole('button', { name: 'Add to creators' }).click();
  await expect(creators.getByRole('combobox', { name: 'Name' }).last()).toHaveValue('');
  await expect
    .poll(() => kept()?.['creators'])
    .toMatchObject([{ name: 'Solo' }, { givenName: 'Anna' }]);
  expect((kept()?.['creators'] as readonly unknown[])[0]).toEqual({ name: 'Solo' });
  expect(kept()).not.toHaveProperty('publisher.name');
  expect(kept()).not.toHaveProperty('types.resourceTypeGeneral');
  expect(screens.complaints).toEqual([]);
});

test('a sheet is exported, brought back, compared and applied', async ({ page, screens }) => {
  await screens.open('#/records');
  await page.getByRole('button', { name: 'Sheets' }).click();
  await page.getByRole('menuitem', { name: 'Export all 240' }).click();
  await page.getByText('CSV', { exact: true }).click();
  await page.getByText('The columns of the list', { exact: true }).click();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Export 240 records' }).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Go on' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the file' }).click();
  expect((await download).suggestedFilename()).toBe('records-2026-11-20.csv');
  const asked = screens.host.core.calls.find(({ channel }) => channel === 'exports.start');
  expect(asked).toMatchObject({ input: { order: { sort: 'updated', descending: true } } });
  expect(asked).toHaveProperty('input.properties', [
    ...['titles.title', 'creators.name', 'types.resourceTypeGeneral', 'publicationYear', 'version'],
    ...['url', 'dates[Created].date', 'descriptions[Abstract].description'],
  ]);

  await screens.open('#/sheet-update');
  const file = { name: 'records.csv', mimeType: 'text/csv', buffer: Buffer.from('doi,version\n') };
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.getByText('For reading only')).toBeVisible();
  // A file that was not meant, or cannot be read, is no dead end.
  await page.getByRole('button', { name: 'Another file' }).click();
  await expect(page.getByRole('button', { name: 'Choose a CSV or XLSX file' })).toBeVisible();
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.getByText('For reading only')).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);
  // How this sheet is read is kept for the next one like it.
  await page.getByRole('button', { name: 'Save as a recipe' }).click();
  const naming = page.getByRole('dialog', { name: 'Save as a recipe' });
  await expect(naming.getByRole('textbox')).toHaveValue('records');
  await naming.getByRole('button', { name: 'Save as a recipe' }).click();
  await expect(naming).toHaveCount(0);
  await page.getByRole('button', { name: 'Compare with the records' }).click();
  await expect(page.getByText('9 changed records are at DataCite and would')).toBeVisible();
  await expect(page.getByText('1 row: A cell holds what a spreadsheet program made')).toBeVisible();
  const balance = page.getByRole('list', { name: 'Findings that would go and come' });
  await expect(balance).toHaveText(/Error\s*URL missing: 3 fixed/);
  await page.getByText('Refused', { exact: true }).last().click();
  await expect(page.getByText(/is no date as DataCite writes it/)).toBeVisible();
  // What React Aria says of a button that was pending has no words of its own.
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Change 12 records' }).click();
  await page.getByRole('button', { name: /^Save 12/ }).click();
  await expect
    .poll(() => screens.host.core.calls.find(({ channel }) => channel === 'sheetUpdates.apply'))
    .toMatchObject({ input: { updateId: 1, changeKind: 'correction' } });
  expect(screens.complaints).toEqual([]);
});
