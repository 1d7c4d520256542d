import type { Page } from '@playwright/test';

import { expect, findBarriers, findBarriersInDark, test } from './fixture/screen-test.ts';

const doi = '10.5072/nias-4f2a-000004';
const record = `#/edit/${encodeURIComponent(doi)}`;

/** A popover stands beside the landmarks, at the end of the page. */
const popover = ['region'];

async function expectNoBarriers(page: Page, rulesOff: readonly string[] = []): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await findBarriers(page, rulesOff)).toEqual([]);
  expect(await findBarriersInDark(page)).toEqual([]);
}

test('beside the form stand the request, the citation, the links and the history of what is typed', async ({
  page,
  screens,
}) => {
  await screens.open(record);
  const title = page.getByRole('group', { name: 'Titles' }).getByLabel('Title', { exact: true });
  await title.fill('Soil of the Hallern');
  await expect(page.getByRole('status').filter({ hasText: 'Kept on this computer' })).toBeVisible();
  const panel = page.getByRole('tabpanel');
  const open = (name: string) => page.getByRole('tab', { name, exact: true }).click();

  await open('Request');
  await expect(panel.getByText(`PUT /dois/${doi}`)).toBeVisible();
  await expect(panel.getByText('"title": "Soil of the Hallern"')).toBeVisible();
  await expectNoBarriers(page);
  await panel.getByRole('radio', { name: 'XML' }).click();
  await expect(panel.getByText('http://datacite.org/schema/kernel-4')).toBeVisible();
  await expect(panel.getByText('"title"')).toHaveCount(0);
  await expectNoBarriers(page);

  await open('Citation');
  await expect(panel.getByText('Dürr, S. (2024). Soil of the Hallern.')).toBeVisible();
  await expect(panel.getByText('@misc{durr2024,')).toBeVisible();
  await expectNoBarriers(page);

  await open('Links');
  const landing = panel.getByRole('link', { name: 'https://data.nias.example/items/5' });
  await expect(landing).toHaveAttribute('href', 'https://data.nias.example/items/5');
  // DOIs of practice are not real: they are named, and lead nowhere.
  await expect(panel.getByRole('definition').filter({ hasText: doi })).toBeVisible();
  await expect(panel.getByText('IsNewVersionOf')).toBeVisible();
  await expect(panel.getByRole('link')).toHaveCount(1);
  await page.getByLabel('Landing page').fill('https://data.nias.example/moved');
  await expect(panel.getByRole('link', { name: /moved$/ })).toBeVisible();
  await expectNoBarriers(page);

  await open('History');
  await expect(panel.getByText('Registered as findable')).toBeVisible();
  await expectNoBarriers(page);

  await page.getByRole('button', { name: 'Save…' }).click();
  await page.getByRole('dialog', { name: 'Save the edit' }).waitFor();
  await expectNoBarriers(page);
  expect(screens.complaints).toEqual([]);
});

test('a press on the fix under a field mends it, and what it said of the field goes', async ({
  page,
  screens,
}) => {
  await screens.open(record);
  const publisher = page.getByRole('group', { name: 'Publisher' });
  const finding = publisher.getByText(/has no scheme/);
  await expect(finding).toBeVisible();
  await expect(publisher.getByLabel('Scheme', { exact: true })).toHaveValue('');
  await publisher.getByRole('button', { name: 'Name the scheme ROR' }).click();
  await expect(publisher.getByLabel('Scheme', { exact: true })).toHaveValue('ROR');
  await expect(finding).toHaveCount(0);
  await expect
    .poll(() => screens.host.core.calls.findLast(({ channel }) => channel === 'edits.keep')?.input)
    .toMatchObject({ attributes: { publisher: { publisherIdentifierScheme: 'ROR' } } });
  expect(screens.complaints).toEqual([]);
});

test('entries of a list are put in order by the mouse and by keys', async ({ page, screens }) => {
  await screens.open(record);
  const subjects = page.getByRole('group', { name: 'Subjects' });
  const order = () => subjects.locator('.entry-open').allInnerTexts();
  const handle = (name: string) =>
    subjects.getByRole('button', {
      name: `Move ${name}: drag, or press arrow up or down`,
      exact: true,
    });
  await expect.poll(order).toEqual(['hydrology', 'alpine catchments', 'discharge']);

  await handle('discharge').dragTo(subjects.getByRole('listitem').first());
  await expect.poll(order).toEqual(['discharge', 'hydrology', 'alpine catchments']);
  await expect(subjects.getByRole('status')).toHaveText('entry 3 is now 1 of 3.');

  // The focus goes with the entry: a second press moves it on. At the end it stays.
  await handle('discharge').focus();
  for (const _ of [1, 2, 3]) await page.keyboard.press('ArrowDown');
  await expect.poll(order).toEqual(['hydrology', 'alpine catchments', 'discharge']);
  await expect(handle('discharge')).toBeFocused();
  await expect(subjects.getByRole('status')).toHaveText('entry 2 is now 3 of 3.');
  await handle('alpine catchments').press('ArrowUp');
  const subjectsKept = [{ subject: 'alpine catchments' }, { subject: 'hydrology' }];
  await expect
    .poll(() => screens.host.core.calls.findLast(({ channel }) => channel === 'edits.keep')?.input)
    .toMatchObject({ attributes: { subjects: [...subjectsKept, { subject: 'discharge' }] } });
  expect(screens.complaints).toEqual([]);
});

for (const [button, version] of [
  ['Bring in, keep mine where both changed', 'mine'],
  ['Bring in, take theirs where both changed', 'theirs'],
] as const) {
  test(`a record that changes under the form is told, and brought in: ${version}`, async ({
    page,
    screens,
  }) => {
    await screens.open(record);
    await page.getByLabel('Version', { exact: true }).fill('mine');
    const kept = page.getByRole('status').filter({ hasText: 'Kept on this computer' });
    await expect(kept).toBeVisible();
    const news = page.locator('[aria-live="polite"]').filter({ hasText: 'The record changed' });
    await expect(news).toHaveCount(0);

    screens.host.core.changeRecord(doi, { version: 'theirs', language: 'de' });
    await expect(news).toContainText('New in the record: Language.');
    await expect(news).toContainText('Changed by both: Version.');
    await expect(page.getByLabel('Version', { exact: true })).toHaveValue('mine');
    await expectNoBarriers(page);

    await news.getByRole('button', { name: button }).click();
    await expect(news).toHaveCount(0);
    await expect(page.getByLabel('Version', { exact: true })).toHaveValue(version);
    const language = page.locator('#field-language').getByRole('combobox');
    await expect(language).toHaveValue('de');
    // The form goes on from there: it is the newest, and what is typed is kept.
    await expect(page.getByText('edited in another window')).toHaveCount(0);
    await language.fill('fr');
    await page.keyboard.press('Escape');
    await expect
      .poll(() => screens.host.core.calls.findLast(({ channel }) => channel === 'edits.keep'))
      .toMatchObject({ input: { attributes: { version, language: 'fr' } } });
    await expect(page.getByText('edited in another window')).toHaveCount(0);
    await expect(page.getByRole('alert')).toHaveCount(0);
    expect(screens.complaints).toEqual([]);
  });
}

test('a change is sent as it was planned, to DataCite itself only after words are typed', async ({
  page,
  screens,
}) => {
  const sent = () =>
    screens.host.core.calls
      .filter(({ channel }) => channel === 'changes.send')
      .map(({ input }) => input);
  await screens.open('#/changes/c2');
  await page.getByRole('button', { name: 'Send…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Send this change' });
  await expect(
    dialog.getByText('118 updates go to the outbox; each DOI keeps its state.'),
  ).toBeVisible();
  await expect(dialog.getByRole('textbox')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Send 118 updates' }).click();
  await expect(dialog).toHaveCount(0);
  expect(sent()).toEqual([{ id: 'c2', confirmation: null }]);

  await screens.open('#/changes/c1');
  await page.getByRole('button', { name: 'Send…' }).click();
  const send = dialog.getByRole('button', { name: 'Send 41 updates' });
  await expect(dialog.getByText('41 updates go to the outbox')).toBeVisible();
  await expect(send).toBeDisabled();
  const words = dialog.getByLabel('Type send 41 to go on');
  await words.fill('send 4');
  await expect(send).toBeDisabled();
  await expectNoBarriers(page);
  await words.fill('send 41');
  await send.click();
  await expect(dialog).toHaveCount(0);
  expect(sent()).toEqual([
    { id: 'c2', confirmation: null },
    { id: 'c1', confirmation: 'send 41' },
  ]);
  expect(screens.complaints).toEqual([]);
});

test('what opens over the records has no barrier, light and dark', async ({ page, screens }) => {
  await screens.open('#/records');
  await page.getByRole('button', { name: 'How to ask' }).click();
  await expect(page.getByRole('dialog', { name: 'How to ask' })).toBeVisible();
  await expectNoBarriers(page, popover);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Stored as Correction' }).click();
  await expect(
    page.getByRole('dialog', { name: 'How edits in the grid are stored' }),
  ).toBeVisible();
  await expectNoBarriers(page, popover);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Sheets' }).click();
  await page.getByRole('menuitem', { name: 'Export all 240' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('The columns of the list', { exact: true }).click();
  await expectNoBarriers(page);
  await dialog.getByText('Only these', { exact: true }).click();
  await expectNoBarriers(page);
  expect(screens.complaints).toEqual([]);
});
