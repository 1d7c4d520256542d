import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

import { findBarriers, findBarriersInDark } from '../renderer/fixture/screen-test.ts';
import type { BrowserApp } from './browser-app.ts';
import { startBrowserApp } from './browser-app.ts';

// From a sheet to a citation with two people, in the real browser host with the real core and its practice
// repository.
let app: BrowserApp;
let page: Page;

const sheet = [
  'id,title,creators,year,publisher,type,url,license,abstract',
  '1,Lake temperatures,"Meier, Anna",2023,Institute for Lakes,Dataset,https://repository.example.org/1,CC-BY-4.0,Daily values of one lake.',
  '2,Snow heights,"Huber, Kai",2024,Institute for Lakes,Dataset,https://repository.example.org/2,CC-BY-4.0,Hourly values of one station.',
].join('\n');
const passphrase = 'correct horse battery';

test.beforeAll(async ({ browser }) => {
  app = await startBrowserApp();
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(app.url);
});
test.afterAll(async () => {
  await app.close();
});

async function bringIn(): Promise<void> {
  await page.goto(`${app.origin}/#/bring-in`);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose files' }).click();
  const file = { name: 'lakes.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet) };
  await (await choosing).setFiles(file);
  const next = page.getByRole('button', { name: 'Continue' });
  await expect(page.getByRole('heading', { name: 'How it is read' })).toBeVisible();
  await next.click();
  await expect(page.getByRole('heading', { name: 'Where does each column go?' })).toBeVisible();
  await next.click();
  await page.getByRole('textbox', { name: 'Name of the collection' }).fill('Lakes');
  await next.click();
  await page.getByRole('button', { name: /^Import/ }).click();
  await page.getByRole('button', { name: 'Open the collection' }).click();
}

async function addPerson(name: string): Promise<void> {
  await page.getByRole('button', { name: /^You are/ }).click();
  const dialog = page.getByRole('dialog');
  const field = dialog.getByLabel('Name', { exact: true });
  const add = dialog.getByRole('button', { name: 'Add a person' });
  await expect(field.or(add).first()).toBeVisible();
  if (await add.isVisible()) await add.click();
  await field.fill(name);
  await dialog.getByLabel('Passphrase of the key').fill(passphrase);
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  await expect(page.getByRole('button', { name: `You are: ${name}` })).toBeVisible();
}

async function becomePerson(name: string): Promise<void> {
  await page.getByRole('button', { name: /^You are/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('listitem')
    .filter({ hasText: name })
    .getByRole('button', { name: 'Unlock' })
    .click();
  await dialog.getByLabel(`Unlock the key of ${name}`).fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `You are: ${name}` })).toBeVisible();
}

const filter = (name: RegExp) => page.getByRole('radio', { name }).click();
const open = (title: string) =>
  page
    .getByRole('gridcell', { name: new RegExp(title) })
    .first()
    .click();

test('two people take a sheet to a publication that is proved and cited', async () => {
  await bringIn();
  await page.getByText('A second person').click();
  await page.getByRole('button', { name: 'Save', exact: true }).first().click();
  await expect(page.getByText('Saved.')).toBeVisible();

  await page.goto(`${app.origin}/#/review`);
  await addPerson('Lea Brunner');
  const grid = page.getByRole('grid', { name: 'Drafts' });
  await grid.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page
    .getByRole('toolbar', { name: '2 drafts chosen' })
    .getByRole('button', { name: 'Hand in' })
    .click();
  await expect(page.getByText('2 drafts are in review.')).toBeVisible();
  await open('Lake temperatures');
  const draft = page.getByRole('article');
  await expect(draft).toContainText('wrote it or handed it in');

  await addPerson('Ines Gerber');
  await expect(draft.getByRole('button', { name: /^Approve/ })).toBeEnabled();
  expect(await findBarriers(page)).toEqual([]);
  await draft.getByRole('heading', { level: 2 }).click();
  await page.keyboard.press('r');
  await page.getByLabel('What shall change').fill('Which lake?');
  await page.getByRole('dialog').getByRole('button', { name: 'Return' }).click();
  await expect(page.getByRole('radio', { name: 'Changes asked 1' })).toBeVisible();

  await becomePerson('Lea Brunner');
  await open('Lake temperatures');
  await draft.getByRole('button', { name: 'Hand in' }).click();
  await draft.getByRole('button', { name: 'Settle' }).click();
  await becomePerson('Ines Gerber');
  for (const title of ['Lake temperatures', 'Snow heights']) {
    await open(title);
    await expect(draft.getByRole('heading', { level: 2 })).toHaveText(title);
    await draft.getByRole('button', { name: /^Approve/ }).click();
    await expect(
      page.getByRole('radio', { name: title.startsWith('L') ? 'Approved 1' : 'Approved 2' }),
    ).toBeVisible();
  }

  await filter(/^Approved/);
  // The header and both drafts: the keys mean the list that is there.
  await expect(grid.getByRole('row')).toHaveCount(3);
  await grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByRole('toolbar').getByRole('button', { name: 'Publish' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Rehearse on Practice repository' }).click();
  await expect(dialog).toContainText('2 of 2 went well', { timeout: 60_000 });
  await dialog.getByRole('button', { name: /^Register 2 as findable on PRACTICE/ }).click();
  await expect(page).toHaveURL(/#\/outbox/);

  await page.goto(`${app.origin}/#/review`);
  await expect(page.getByRole('radio', { name: 'Published 2' })).toBeVisible({ timeout: 60_000 });
  await filter(/^Published/);
  await open('Snow heights');
  await expect(draft).toContainText('After publishing');
  await expect(draft).toContainText('The landing page is there');
  await draft.getByRole('tab', { name: 'Citation' }).click();
  await expect(draft.getByRole('tabpanel')).toContainText(
    'Huber, K. (2024). [PRACTICE] Snow heights',
  );
  expect(await findBarriersInDark(page)).toEqual([]);
});
