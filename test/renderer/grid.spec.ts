import type { Page } from '@playwright/test';

import { mustExist } from '#shared/support/assert.ts';
import { gridText } from '#shared/text/grid.en.ts';
import { expect, findBarriers, test } from './fixture/screen-test.ts';

const gridOf = (page: Page) => page.getByRole('grid', { name: 'Records' });
const cell = (page: Page, row: number, column: number) =>
  gridOf(page).locator(`[aria-rowindex="${row + 1}"] [aria-colindex="${column + 1}"]`);

/** A popover stands beside the landmarks, at the end of the page. */
const popover = ['region'];

test.beforeEach(async ({ page, screens }) => {
  await screens.open('#/records');
  await expect(gridOf(page).getByRole('row').nth(5)).toContainText('part');
});

test('a query is typed, explained where it is wrong, and filters', async ({ page, screens }) => {
  const query = page.getByLabel('Query', { exact: true });
  await query.fill('state:findible year>2000');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText(
    '“findible” is no state. It is one of reserved, draft, registered, findable. The list still shows',
  );
  expect(await findBarriers(page)).toEqual([]);

  await query.fill('state:draft or state:reserved');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: /records$/ })).toHaveText('77 records');
  expect(screens.complaints).toEqual([]);
});

test('counts are ticked, stand in the query, and can be of any property', async ({ page }) => {
  await page.getByRole('button', { name: 'Filters', exact: true }).click();
  const panel = page.getByRole('complementary', { name: 'Filters' });
  await panel.getByText('Draft', { exact: true }).click();
  await expect(page.getByLabel('Query', { exact: true })).toHaveValue('state:draft');
  // Its own part is left out: what a second tick would add is still there.
  await panel.getByText('Findable').click();
  await expect(page.getByLabel('Query', { exact: true })).toHaveValue('state:(draft findable)');

  await panel.getByLabel('Count another property').fill('subjects.subject');
  await page.keyboard.press('Enter');
  await expect(panel.getByText('hydrology')).toBeVisible();
  await panel.getByRole('button', { name: 'Count subjects.subject no more' }).click();
  await expect(panel.getByText('hydrology')).toHaveCount(0);
  // What is ticked and was not counted, as a range, has no figure.
  await page.getByLabel('Query', { exact: true }).fill('licence:cc*');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('checkbox', { name: 'cc*', exact: true })).toBeChecked();
  await panel.getByLabel('Count another property').fill('nothing at all');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('alert')).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);
});

test('a pasted list becomes the list, what is unknown is told, and drafts of it go', async ({
  page,
  screens,
}) => {
  await page.getByRole('button', { name: 'Paste a list of DOIs' }).click();
  await page
    .getByLabel('DOIs in any form')
    .fill('https://doi.org/10.5072/NIAS-4f2a-000001\n10.5072/nias-4f2a-000002\n10.5072/zz\nno doi');
  await expect(page.getByText('2 records found')).toBeVisible();
  await expect(page.getByText('1 without a record here')).toBeVisible();
  await expect(page.getByText('1 line without a DOI')).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Show 2 records' }).click();
  await expect(page.getByText('2 selected')).toBeVisible();
  await expect(gridOf(page)).toHaveAttribute('aria-rowcount', '3');
  expect(await findBarriers(page)).toEqual([]);

  // Drafts among them go for good, with their number typed; what is published stays, and is told.
  await page.getByRole('button', { name: 'Delete drafts' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Delete drafts' });
  await expect(dialog.getByText('1 record is not deleted')).toBeVisible();
  const remove = dialog.getByRole('button', { name: 'Delete 2 drafts' });
  await expect(remove).toBeDisabled();
  await dialog.getByLabel(/delete 2 drafts/).fill('delete 2 drafts');
  expect(await findBarriers(page)).toEqual([]);
  await remove.press('Enter');
  await expect(dialog).toBeHidden();
  const gone = screens.host.core.calls.find(({ channel }) => channel === 'removal.deleteDrafts');
  expect(gone?.input).toMatchObject({
    confirmation: 'delete 2 drafts',
    selection: { dois: ['10.5072/nias-4f2a-000001', '10.5072/nias-4f2a-000002'] },
  });
});

test('of a pasted list only what the list can show is ticked, the rest is told', async ({
  page,
  screens,
}) => {
  // Of the two records here, the filter leaves one.
  const query = page.getByLabel('Query', { exact: true });
  await query.fill('-doi:10.5072/nias-4f2a-000002');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Paste a list of DOIs' }).click();
  await page
    .getByLabel('DOIs in any form')
    .fill('10.5072/nias-4f2a-000001\n10.5072/nias-4f2a-000002\n10.23456/abc\n10.5072/zz');
  const dialog = page.getByRole('dialog', { name: 'Paste a list of DOIs' });
  await expect(dialog.getByText('2 records found')).toBeVisible();
  await expect(dialog.getByText('1 left out by the filters of the list')).toBeVisible();
  await expect(
    dialog.getByText('1 in Nordic Institute of Alpine Studies, which this list does not show'),
  ).toBeVisible();
  await expect(dialog.getByText('1 without a record here')).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);
  const asked = screens.host.core.calls.filter(({ channel }) => channel === 'records.match').at(-1);
  expect(asked?.input).toMatchObject({ filter: { repositoryId: 'practice' } });
  await page.getByRole('button', { name: 'Show 1 record' }).click();
  await expect(page.getByText('All 1 selected')).toBeVisible();
  await expect(gridOf(page)).toHaveAttribute('aria-rowcount', '2');

  await page.getByRole('button', { name: 'Delete drafts' }).press('Enter');
  await expect
    .poll(() => screens.host.core.calls.findLast(({ channel }) => channel === 'removal.planDrafts'))
    .toMatchObject({ input: { selection: { dois: ['10.5072/nias-4f2a-000001'] } } });
});

test('columns are added and moved, and a view keeps them with the query', async ({
  page,
  screens,
}) => {
  const heading = (name: string) => gridOf(page).getByRole('columnheader', { name, exact: true });
  await page.getByRole('button', { name: 'Columns' }).click();
  // A path that begins with no property would be an empty column.
  await page.getByLabel('Add a property').fill('creator.name');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('alert')).toHaveText(gridText.notProperty);
  await expect(gridOf(page).getByRole('columnheader', { name: 'creator.name' })).toHaveCount(0);
  await page.getByLabel('Add a property').fill('creators.name');
  await page.keyboard.press('Enter');
  await expect(gridOf(page).getByRole('columnheader', { name: 'creators.name' })).toBeAttached();
  // It stands at the right, beyond what is drawn, until the list is scrolled there.
  await expect(cell(page, 1, 13)).toHaveCount(0);
  await gridOf(page).evaluate((grid) => grid.scrollTo({ left: grid.scrollWidth }));
  await expect(cell(page, 1, 13).locator('.chip').first()).toBeAttached();
  await expect(cell(page, 1, 3)).toHaveCount(0);
  await expect(cell(page, 1, 2)).toBeInViewport({ ratio: 1 });
  const isUnder = async (column: number, name: string) => {
    const [at, head] = [
      await cell(page, 1, column).boundingBox(),
      await heading(name).boundingBox(),
    ];
    expect([at?.x, at?.width], name).toEqual([head?.x, head?.width]);
    return mustExist(at, name).x;
  };
  await isUnder(13, 'creators.name');
  const title = await isUnder(2, 'Title');
  expect(await findBarriers(page, popover)).toEqual([]);
  await page.keyboard.press('Escape');
  // A frozen cell is edited where it stands.
  await gridOf(page).focus();
  await page.keyboard.press('F2');
  expect((await page.getByLabel('New value of Title').boundingBox())?.x).toBe(title);
  await page.keyboard.press('Escape');
  // The first column is frozen and never out of sight: the list goes back to it with its others.
  await page.keyboard.press('Home');
  await expect(gridOf(page)).not.toHaveClass(/is-aside/);
  expect(await isUnder(2, 'Title')).toBe(title);
  await isUnder(1, 'State');
  await isUnder(3, 'Creators');

  // By the mouse: the edge follows the hand, a double click fits, a heading is dragged to its place.
  const boxOf = async (name: string) => mustExist(await heading(name).boundingBox(), name);
  const drag = async (from: readonly [number, number], by: number) => {
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move(from[0] + by, from[1], { steps: 5 });
    await page.mouse.up();
  };
  const before = await boxOf('Type');
  await drag([before.x + before.width - 3, before.y + 15], 60);
  expect((await boxOf('Type')).width).toBe(before.width + 60);
  const type = await boxOf('Type');
  await page.mouse.dblclick(type.x + type.width - 3, type.y + 15);
  await expect.poll(async () => (await boxOf('Type')).width).toBeLessThan(before.width);
  const widths = await gridOf(page).evaluate((grid) =>
    [...grid.querySelectorAll('[aria-colindex="5"]')].map(
      (one) => one.scrollWidth - one.clientWidth,
    ),
  );
  expect(Math.max(...widths)).toBe(0);
  const year = await boxOf('Year');
  await drag([year.x + 12, year.y + 15], (await boxOf('Creators')).x - year.x);
  const titles = () => gridOf(page).getByRole('columnheader').allInnerTexts();
  const order = ['', 'State', 'Title', 'Year', 'Creators', 'Type'];
  await expect.poll(async () => (await titles()).slice(0, 6)).toEqual(order);
  // The drag sorted nothing; by keys the column goes on, and the focus with it.
  await expect(heading('Year')).toHaveAttribute('aria-sort', 'none');
  await heading('Year').getByRole('button').focus();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(page.getByText('Year is now column 4 of 13')).toBeAttached();
  await expect(heading('Year').getByRole('button')).toBeFocused();
  await page.keyboard.press('Alt+Shift+Enter');
  expect((await boxOf('Year')).width).not.toBe(year.width);
  expect(await findBarriers(page)).toEqual([]);

  await page.getByLabel('Query', { exact: true }).fill('state:draft');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByLabel('Name of the view').fill('Drafts to finish');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /Drafts to finish/ }).first()).toBeVisible();
  expect(await findBarriers(page, popover)).toEqual([]);
  const saved = screens.host.core.calls.find(({ channel }) => channel === 'views.save');
  expect(saved?.input).toMatchObject({ name: 'Drafts to finish', query: 'state:draft' });

  // Under a name that is taken, the button says what it does.
  await page.getByLabel('Name of the view').fill('Drafts to finish');
  await page.getByRole('button', { name: 'Save in its place' }).click();
  await expect(page.getByText('The view “Drafts to finish” is replaced')).toBeVisible();
});

test('a view keeps the search and the pasted list, and shows the same when it is opened', async ({
  page,
  screens,
}) => {
  const query = page.getByLabel('Query', { exact: true });
  await query.fill('-year:1900');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Paste a list of DOIs' }).click();
  await page
    .getByLabel('DOIs in any form')
    .fill('10.5072/nias-4f2a-000001 10.5072/nias-4f2a-000002');
  await page.getByRole('button', { name: 'Show 2 records' }).click();
  await page.getByRole('searchbox', { name: 'Search' }).fill('part 3');
  await expect(gridOf(page)).toHaveAttribute('aria-rowcount', '2');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByLabel('Name of the view').fill('Part of a list');
  await page.keyboard.press('Enter');
  const kept = page.getByRole('button', { name: /Part of a list/ }).first();
  await expect(kept).toContainText('1');
  const saved = screens.host.core.calls.find(({ channel }) => channel === 'views.save');
  expect(saved?.input).toMatchObject({
    query: 'doi=(10.5072/nias-4f2a-000001 10.5072/nias-4f2a-000002) part 3 -year:1900',
  });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await expect(gridOf(page)).toHaveAttribute('aria-rowcount', '241');
  await page.getByRole('button', { name: 'Views' }).click();
  await kept.click();
  await expect(gridOf(page)).toHaveAttribute('aria-rowcount', '2');
  await expect(page.getByText('List of 2 DOIs')).toBeVisible();
  await expect(query).toHaveValue('part 3 -year:1900');
  await page.getByRole('checkbox', { name: 'Select every record of this list' }).click();
  await expect(page.getByText('All 1 selected')).toBeVisible();
});

test('a saved view is opened and removed, and the columns outlive a reload', async ({
  page,
  screens,
}) => {
  const heading = gridOf(page).getByRole('columnheader', { name: 'creators.name' });
  const query = page.getByLabel('Query', { exact: true });
  const views = page.getByRole('button', { name: 'Views', exact: true });
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByLabel('Add a property').fill('creators.name');
  await page.keyboard.press('Enter');
  await expect(heading).toBeAttached();
  await page.keyboard.press('Escape');
  await query.fill('state:draft');
  await page.keyboard.press('Enter');
  await views.click();
  await page.getByLabel('Name of the view').fill('Drafts to finish');
  await page.keyboard.press('Enter');
  const saved = page.getByRole('button', { name: /^Drafts to finish/ });
  await expect(saved).toHaveText(/[1-9]\d*$/);
  const count = /\d+$/.exec(await saved.innerText())?.[0];
  await page.keyboard.press('Escape');

  // Another list with other columns; the view brings its own back.
  await query.fill('');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('button', { name: 'As they were' }).click();
  await page.keyboard.press('Escape');
  await expect(heading).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: /records$/ })).toHaveText('240 records');
  await views.click();
  await saved.click();
  await expect(query).toHaveValue('state:draft');
  await expect(heading).toBeAttached();
  await expect(page.getByRole('status').filter({ hasText: /records$/ })).toHaveText(
    `${String(count)} records`,
  );

  // Columns are kept with the ledger: a page that is loaded anew shows them, without the query.
  await expect
    .poll(() => screens.host.core.calls.findLast(({ channel }) => channel === 'settings.set'))
    .toMatchObject({
      input: { key: 'records.layout', value: expect.stringContaining('creators.name') },
    });
  await page.reload();
  await expect(heading).toBeAttached();

  await views.click();
  await page.getByRole('button', { name: 'Remove the view Drafts to finish' }).click();
  await expect(saved).toHaveCount(0);
  await expect(page.getByText('A view keeps a query with its columns')).toBeVisible();
  expect(screens.complaints).toEqual([]);
});

test('a view that is not counted yet is not shown as empty', async ({ page, screens }) => {
  // The counts are made, and do not arrive.
  await page.routeWebSocket(/./, (socket) => {
    const core = socket.connectToServer();
    core.onMessage((message) => {
      if (!String(message).includes('"counts":[{"id":')) socket.send(message);
    });
  });
  await screens.open('#/records');
  await page.getByRole('button', { name: 'Views', exact: true }).click();
  await page.getByLabel('Name of the view').fill('All of them');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^All of them/ })).toHaveText(
    `All of them${gridText.waiting}`,
  );
});

test('a view gets another name by the keyboard, and none that another has', async ({
  page,
  screens,
}) => {
  await page.setViewportSize({ width: 1024, height: 700 });
  const menu = page.getByRole('dialog', { name: 'Views' });
  const named = (name: RegExp) => menu.getByRole('listitem').filter({ hasText: name });
  const pencil = (name: string) => menu.getByRole('button', { name: `Rename the view ${name}` });
  await page.getByRole('button', { name: 'Views', exact: true }).click();
  for (const name of ['Drafts of ours', 'Models']) {
    await page.getByLabel('Name of the view').fill(name);
    await page.keyboard.press('Enter');
    await expect(pencil(name)).toBeVisible();
  }
  // A name in another case is the same name.
  await page.getByLabel('Name of the view').fill('drafts OF ours');
  await page.getByRole('button', { name: 'Save in its place' }).click();
  await expect(page.getByText('The view “Drafts of ours” is replaced')).toBeVisible();
  await expect(menu.getByRole('listitem')).toHaveCount(2);

  // Escape leaves the field and nothing else.
  const field = menu.getByLabel('New name for Models');
  await named(/^Models/)
    .getByRole('button')
    .first()
    .focus();
  await page.keyboard.press('Tab');
  await expect(pencil('Models')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(field).toBeFocused();
  await page.keyboard.type('Nothing of it');
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  await expect(pencil('Models')).toBeFocused();

  // By the pointer as well.
  await pencil('Models').click();
  await page.keyboard.press('Escape');
  await expect(pencil('Models')).toBeFocused();

  await page.keyboard.press('Enter');
  await page.keyboard.type('drafts of ours');
  await page.keyboard.press('Enter');
  await expect(menu.getByRole('alert')).toHaveText(
    'There is already a view “Drafts of ours”. Both views are as they were. Choose another name.',
  );
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('drafts of ours');
  await expect(field).toHaveAccessibleDescription(/already a view/);
  expect(await findBarriers(page, popover)).toEqual([]);
  expect(await menu.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);

  // What is typed next takes the complaint away; the view moves to its place in the list.
  await field.fill('');
  await expect(menu.getByRole('alert')).toHaveCount(0);
  await expect(menu.getByRole('button', { name: 'Rename', exact: true })).toBeDisabled();
  await field.fill('All models');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The view is now called “All models”')).toBeVisible();
  await expect(menu.getByRole('listitem')).toHaveText([/^All models/, /^Drafts of ours/]);
  await expect(pencil('All models')).toBeFocused();
  expect(screens.complaints).toEqual([]);
});
