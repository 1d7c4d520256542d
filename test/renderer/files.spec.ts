import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, sheet, test } from './fixture/screen-test.ts';

test('a folder goes to the core with the places of its files, hidden ones left out', async ({
  page,
  screens,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'steward-cards-'));
  for (const name of ['snow-depth', 'lake ice', '.git']) {
    await mkdir(join(folder, 'cards', name), { recursive: true });
    await writeFile(join(folder, 'cards', name, 'README.md'), `# ${name}\n`);
  }
  await screens.open('#/bring-in');
  await page.locator('input[type=file]').nth(1).setInputFiles(join(folder, 'cards'));
  await expect(page.getByText('How it is read')).toBeVisible();
  const [source] = screens.host.core.admitted;
  const texts = await Promise.all((source?.paths ?? []).map((path) => readTree(path)));
  expect(texts.flat().sort()).toEqual(['# lake ice\n', '# snow-depth\n']);
  // The source is asked about under the name that the core gave it.
  expect(
    screens.host.core.calls.find((call) => call.channel === 'imports.inspect')?.input,
  ).toMatchObject({ sourceId: 'source-1' });
  await rm(folder, { recursive: true });
});

test('a correction of how it is read is asked again, and the columns are guessed anew', async ({
  page,
  screens,
}) => {
  await screens.open('#/bring-in');
  await page.locator('input[type=file]').first().setInputFiles(sheet);
  await page.getByRole('button', { name: /Cells are separated by/ }).click();
  await page.getByRole('option', { name: 'Tab' }).click();
  await expect
    .poll(
      () => screens.host.core.calls.findLast((call) => call.channel === 'imports.inspect')?.input,
    )
    .toMatchObject({ settings: { delimiter: '\t', mapping: null } });
});

test('the result of an import is saved as a file', async ({ page, screens }) => {
  await screens.open('#/imports/1');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('import-1.csv');
  expect(await readFile(await download.path(), 'utf8')).toBe('line,status\n1,new\n');
});

test('all that a filter lists can be registered, not only what is in sight', async ({
  page,
  screens,
}) => {
  await screens.open('#/records');
  await page.getByRole('button', { name: 'Type', exact: true }).first().click();
  await page.getByRole('option', { name: /Software/ }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Type: Software' })).toBeVisible();
  const grid = page.getByRole('grid', { name: 'Records' });
  await expect(grid).not.toHaveAttribute('aria-rowcount', '241');
  await grid.focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: /^Select all \d+/ }).click();
  await page.getByRole('button', { name: /^Register \d+ records/ }).click();
  await expect(page.getByText('171 DOIs are created')).toBeVisible();
  expect(
    screens.host.core.calls.findLast((call) => call.channel === 'register.plan')?.input,
  ).toEqual({
    selection: { filter: { query: 'type=Software', repositoryId: 'practice' } },
    targetState: 'findable',
  });
});

async function readTree(path: string): Promise<string[]> {
  if ((await stat(path)).isFile()) return [await readFile(path, 'utf8')];
  const names = await readdir(path);
  return (await Promise.all(names.map((name) => readTree(join(path, name))))).flat();
}
