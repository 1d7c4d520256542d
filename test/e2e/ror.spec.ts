import { expect, test } from '@playwright/test';

import { startBrowserApp } from './browser-app.ts';

const organisation = {
  id: 'https://ror.org/05a28rw58',
  status: 'active',
  names: [{ value: 'ETH Zürich', types: ['label', 'ror_display'], lang: 'de' }],
  locations: [{ geonames_details: { country_name: 'Switzerland' } }],
};

test('a ROR data dump is loaded in the settings, and the form picks organisations from it', async ({
  page,
}) => {
  const app = await startBrowserApp();
  await page.goto(app.url);
  await page.goto(`${app.origin}/#/settings`);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Load a ROR data dump' }).click();
  const buffer = Buffer.from(JSON.stringify([organisation]));
  const file = { name: 'v2.0-ror-data.json', mimeType: 'application/json', buffer };
  await (await choosing).setFiles(file);
  await expect(page.getByText('1 organisation from v2.0-ror-data.json.')).toBeVisible();

  await page.getByRole('link', { name: 'Records' }).click();
  await page.getByRole('button', { name: 'New record' }).first().click();
  const publisher = page.getByRole('group', { name: 'Publisher' });
  await publisher.getByRole('combobox', { name: 'Name' }).click();
  // A new record has the publisher of its repository.
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('ETH');
  await page.getByRole('option', { name: /ETH Zürich/ }).click();
  await expect(publisher.getByRole('combobox', { name: 'Name' })).toHaveValue('ETH Zürich');
  await expect(publisher.getByLabel('ROR or other identifier')).toHaveValue(organisation.id);
  await expect(publisher.getByLabel('Scheme', { exact: true })).toHaveValue('ROR');
  await app.close();
});
