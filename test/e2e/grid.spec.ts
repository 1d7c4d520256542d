import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';

import { runSteward } from '../hosts/cli/run-steward.ts';
import { startBrowserApp } from './browser-app.ts';

const names = ['Ash', 'Birch', 'Cedar', 'Dogwood', 'Elm'];

test('edits meet the record that they began on, also where the list moves it meanwhile', async ({
  page,
}) => {
  const cwd = await mkdtemp(join(tmpdir(), 'steward-grid-'));
  const rows = names.map(
    (name) => `${name},"Roe, Jane",2020,Institute,https://example.org/${name}`,
  );
  await writeFile(
    join(cwd, 'trees.csv'),
    `Title,Creators,Year,Publisher,URL\n${rows.join('\n')}\n`,
  );
  const imported = await runSteward(
    ['import', 'trees.csv', '--repository', 'practice', '--collection', 'Trees', '--data', 'data'],
    { cwd },
  );
  expect(imported.stderr).toContain('5');
  const app = await startBrowserApp({ dataFolder: join(cwd, 'data') });
  await page.goto(app.url);
  await page.goto(`${app.origin}/#/records`);
  const grid = page.getByRole('grid', { name: 'Records' });
  const rowOf = (name: string) => grid.getByRole('row').filter({ hasText: name });
  const orderOf = () => grid.getByRole('rowheader').allTextContents();
  await grid.getByRole('columnheader', { name: 'Title' }).getByRole('button').first().click();
  await expect.poll(orderOf).toEqual(names);

  // Its title takes the first row to the end; what is typed next is for the same record.
  await rowOf('Ash').getByRole('rowheader').click();
  await page.keyboard.type('Yew');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('20');
  await expect.poll(orderOf).toEqual(['Birch', 'Cedar', 'Dogwood', 'Elm', 'Yew']);
  await page.keyboard.type('21');
  await page.keyboard.press('Enter');
  await expect(rowOf('Yew')).toContainText('2021');
  await expect(rowOf('Birch')).toContainText('2020');
  await app.close();
  await rm(cwd, { recursive: true, force: true });
});
