import { expect, findBarriers, test } from './fixture/screen-test.ts';

test('a record is cited in a style, for all versions, and as a file, always marked as practice', async ({
  screens,
  page,
}) => {
  await screens.open('#/records/10.5072%2Fnias-4f2a-000004');
  await page.getByRole('button', { name: 'Cite', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Cite and share' });
  await expect(dialog.getByText('Version 2 of 4.')).toBeVisible();
  await expect(dialog.getByText(/^PRACTICE: this record is not real/)).toBeVisible();
  await expect(dialog.locator('pre')).toContainText('[PRACTICE] Lake levels, 2024');
  expect(await findBarriers(page)).toEqual([]);

  const choosing = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Add a style (CSL file)' }).click();
  const csl = { name: 'lakes.csl', mimeType: 'text/xml', buffer: Buffer.from('<style/>') };
  await (await choosing).setFiles(csl);
  await expect(dialog.locator('pre')).toContainText('own-1: ');

  await dialog.getByText('Always the latest').click();
  await expect(dialog.locator('pre')).toContainText('[PRACTICE] Lake levels [Dataset]');
  await dialog.getByRole('button', { name: /Form/ }).click();
  await page.getByRole('option', { name: 'BibTeX' }).click();
  await expect(dialog.locator('pre')).toContainText('practice.invalid');
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save as a file' }).click();
  expect((await download).suggestedFilename()).toBe('record.bib');

  await dialog.getByRole('button', { name: /Form/ }).click();
  await page.getByRole('option', { name: 'Record sheet' }).click();
  const sheet = dialog.getByRole('article', { name: '[PRACTICE] Lake levels' });
  await expect(sheet.getByText(/^PRACTICE: this record is not real/)).toBeVisible();
  const printed = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        window.print = () => resolve(document.title);
      }),
  );
  await dialog.getByRole('button', { name: 'Print or save as PDF' }).click();
  expect(await printed).toBe('record');
  // On paper there is the sheet and nothing else.
  await page.emulateMedia({ media: 'print' });
  await expect(sheet).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Save as a file' })).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Cite and share' })).toBeHidden();
  expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
  expect(screens.complaints).toEqual([]);
});
