import type { Page } from '@playwright/test';

import { gridEditText } from '#shared/text/grid-edit.en.ts';
import type { Screens } from './fixture/screen-test.ts';
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

test('cells are edited, filled, pasted and taken back by keys', async ({ page, screens }) => {
  const edits = () =>
    screens.host.core.calls
      .filter(({ channel }) => channel === 'grid.edit')
      .map(({ input }) => input);
  const grid = gridOf(page);
  await grid.focus();

  // Typing begins an edit, Enter keeps it and goes down.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('New title');
  await expect(page.getByLabel('New value of Title')).toHaveValue('New title');
  await page.keyboard.press('Enter');
  await expect(grid).toBeFocused();
  await expect
    .poll(edits)
    .toMatchObject([{ rows: { first: 1, count: 1 }, columns: ['title'], values: [['New title']] }]);
  // Enter ends what an input method composes before it ends the edit.
  await page.keyboard.press('F2');
  const input = await page.context().newCDPSession(page);
  await input.send('Input.imeSetComposition', { text: '氷河', selectionStart: 2, selectionEnd: 2 });
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('New value of Title')).toBeVisible();
  await input.send('Input.insertText', { text: '氷河' });
  await expect(page.getByLabel('New value of Title')).toHaveValue('氷河');
  await page.keyboard.press('Escape');
  // It may begin on the cell itself: the field is there before its first letter.
  await input.send('Input.dispatchKeyEvent', {
    ...{ type: 'rawKeyDown', key: 'n', code: 'KeyN', windowsVirtualKeyCode: 229 },
  });
  await input.send('Input.imeSetComposition', { text: 'ｎ', selectionStart: 1, selectionEnd: 1 });
  await input.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 });
  await input.send('Input.insertText', { text: '日本' });
  await expect(page.getByLabel('New value of Title')).toHaveValue('日本');
  await page.keyboard.press('Escape');
  // Escape leaves it.
  await page.keyboard.press('F2');
  await page.keyboard.type('never');
  await page.keyboard.press('Escape');
  expect(edits()).toHaveLength(1);
  await expect(grid).toBeFocused();

  // Fill down from the first row of a range.
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+d');
  await expect.poll(edits).toHaveLength(2);
  expect(edits()[1]).toMatchObject({ rows: { first: 3, count: 2 }, columns: ['title'] });
  // Its notice comes with its answer, and would take the place of the next one.
  await expect(page.getByText(gridEditText.done(2))).toBeVisible();

  // What is copied is what is pasted.
  await page.keyboard.press('Control+c');
  await expect(page.getByText('Copied 3 rows of 1 column')).toBeVisible();
  await page.keyboard.press('Control+v');
  await expect.poll(edits).toHaveLength(3);
  expect(edits()[2]).toMatchObject({ rows: { first: 2, count: 3 }, columns: ['title'] });

  await page.keyboard.press('Control+z');
  await expect
    .poll(() => screens.host.core.calls.filter(({ channel }) => channel === 'changes.undo'))
    .toHaveLength(1);
  expect(screens.complaints).toEqual([]);
});

test('a range is drawn by the mouse, and its corner fills', async ({ page, screens }) => {
  const drag = async (from: [number, number], to: [number, number]): Promise<void> => {
    const [start, end] = [
      await cell(page, ...from).boundingBox(),
      await cell(page, ...to).boundingBox(),
    ];
    await page.mouse.move((start?.x ?? 0) + 30, (start?.y ?? 0) + 10);
    await page.mouse.down();
    await page.mouse.move((end?.x ?? 0) + 30, (end?.y ?? 0) + 10, { steps: 4 });
    await page.mouse.up();
  };
  await drag([1, 6], [2, 7]);
  await expect(gridOf(page).locator('.is-in')).toHaveCount(4);
  await expect(gridOf(page).locator('[data-fill]')).toHaveCount(0);

  // A range of one column shows its value, or that there are several; typed anew, all of it gets the new one.
  await drag([1, 5], [3, 5]);
  const bar = page.getByRole('group', { name: 'The value of the chosen cells' });
  await expect(bar.getByRole('status')).toHaveText('3 × 1 cells');
  const value = bar.getByRole('textbox');
  await expect(value).toHaveAttribute('placeholder', 'Multiple');
  await value.fill('2021');
  await expect(bar.getByText('Enter sets 3 cells, Escape leaves them')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect
    .poll(() => screens.host.core.calls.find(({ channel }) => channel === 'grid.edit')?.input)
    .toMatchObject({ rows: { first: 0, count: 3 }, columns: ['year'], values: [['2021']] });
  await expect(gridOf(page)).toBeFocused();
  screens.host.core.calls.length = 0;

  await drag([1, 5], [1, 5]);
  const corner = await gridOf(page).locator('[data-fill]').boundingBox();
  const target = await cell(page, 4, 5).boundingBox();
  await page.mouse.move((corner?.x ?? 0) + 3, (corner?.y ?? 0) + 3);
  await page.mouse.down();
  await page.mouse.move((target?.x ?? 0) + 20, (target?.y ?? 0) + 10, { steps: 4 });
  await page.mouse.up();
  await expect
    .poll(() => screens.host.core.calls.find(({ channel }) => channel === 'grid.edit')?.input)
    .toMatchObject({ rows: { first: 1, count: 3 } });
  screens.host.core.calls.length = 0;

  // Dragged up, the range stays the source: what stands above gets its values, the last of them next to it.
  await drag([3, 5], [4, 5]);
  const lower = await gridOf(page).locator('[data-fill]').boundingBox();
  const upper = await cell(page, 2, 5).boundingBox();
  await page.mouse.move((lower?.x ?? 0) + 3, (lower?.y ?? 0) + 3);
  await page.mouse.down();
  await page.mouse.move((upper?.x ?? 0) + 20, (upper?.y ?? 0) + 10, { steps: 4 });
  await page.mouse.up();
  const years = [await cell(page, 3, 5).innerText(), await cell(page, 4, 5).innerText()];
  await expect
    .poll(() => screens.host.core.calls.find(({ channel }) => channel === 'grid.edit')?.input)
    .toMatchObject({ rows: { first: 1, count: 1 }, values: [[years[1]], [years[0]]] });

  // Beyond the lower edge a drag goes on by itself, to rows that were not in sight.
  const from = await cell(page, 1, 5).boundingBox();
  await page.mouse.move((from?.x ?? 0) + 30, (from?.y ?? 0) + 10);
  await page.mouse.down();
  await page.mouse.move((from?.x ?? 0) + 30, 899, { steps: 3 });
  await expect
    .poll(async () => Number.parseInt(await bar.getByRole('status').innerText(), 10))
    .toBeGreaterThan(60);
  await page.mouse.up();

  // A cell that holds no single value says so when it is to be edited.
  screens.host.core.calls.length = 0;
  await page.keyboard.press('Control+Home');
  await cell(page, 1, 3).dblclick();
  await expect(page.getByText(/holds lists or follows from other values/)).toBeVisible();
  expect(screens.host.core.calls.filter(({ channel }) => channel === 'grid.edit')).toEqual([]);
});

test('the corner of a range fills sideways, and only what can be set', async ({
  page,
  screens,
}) => {
  const edits = () =>
    screens.host.core.calls
      .filter(({ channel }) => channel === 'grid.edit')
      .map(({ input }) => input);
  const inRange = gridOf(page).locator('.is-in');
  const choose = async (row: number, column: number): Promise<void> => {
    await cell(page, row, column).click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+ArrowDown');
  };
  const drawTo = async (row: number, column: number): Promise<void> => {
    const corner = await gridOf(page).locator('[data-fill]').boundingBox();
    const target = await cell(page, row, column).boundingBox();
    await page.mouse.move((corner?.x ?? 0) + 3, (corner?.y ?? 0) + 3);
    await page.mouse.down();
    await page.mouse.move((target?.x ?? 0) + 20, (target?.y ?? 0) + 10, { steps: 4 });
  };
  const textsOf = async (column: number): Promise<string[][]> => [
    [await cell(page, 1, column).innerText()],
    [await cell(page, 2, column).innerText()],
  ];

  // To the right: the range is seen before it is filled.
  await choose(1, 5);
  const years = await textsOf(5);
  await drawTo(1, 6);
  await expect(inRange).toHaveCount(4);
  await page.mouse.up();
  await expect.poll(edits).toHaveLength(1);
  const filledRows = { first: 0, count: 2 };
  expect(edits()[0]).toMatchObject({
    ...{ rows: filledRows, columns: ['property:version'], values: years },
  });

  // To the left. A pointer that is further below than beside fills down.
  await choose(1, 6);
  const versions = await textsOf(6);
  await drawTo(5, 5);
  await expect(inRange).toHaveCount(5);
  const beside = await cell(page, 2, 5).boundingBox();
  await page.mouse.move((beside?.x ?? 0) + 20, (beside?.y ?? 0) + 10, { steps: 4 });
  await expect(inRange).toHaveCount(4);
  await page.mouse.up();
  await expect.poll(edits).toHaveLength(2);
  expect(edits()[1]).toMatchObject({ rows: filledRows, columns: ['year'], values: versions });

  // Over a column that has no single value nothing is filled, that is said, and the range is as before.
  await choose(1, 6);
  await drawTo(1, 7);
  await expect(inRange).toHaveCount(4);
  await page.mouse.up();
  await expect(page.getByText('The column Findings holds lists')).toBeVisible();
  await expect(inRange).toHaveCount(2);
  expect(edits()).toHaveLength(2);

  // Beyond the upper edge it goes on above its source, however high that is.
  await page.keyboard.press('Control+ArrowDown');
  for (const key of ['ArrowUp', 'Shift+ArrowDown'])
    for (let step = 0; step < 12; step += 1) await page.keyboard.press(key);
  const corner = await gridOf(page).locator('[data-fill]').boundingBox();
  const head = await gridOf(page).getByRole('columnheader').nth(6).boundingBox();
  await page.mouse.move((corner?.x ?? 0) + 3, (corner?.y ?? 0) + 3);
  await page.mouse.down();
  await page.mouse.move((head?.x ?? 0) + 20, (head?.y ?? 0) + 10);
  const size = page.getByRole('group', { name: 'The value of the chosen cells' });
  await expect
    .poll(async () => Number.parseInt(await size.getByRole('status').innerText(), 10))
    .toBeGreaterThan(60);
  await page.mouse.up();
  expect(screens.complaints).toEqual([]);
});

test('cells are emptied, cut and filled right by the keys of spreadsheets', async ({
  page,
  screens,
}) => {
  const edits = () =>
    screens.host.core.calls
      .filter(({ channel }) => channel === 'grid.edit')
      .map(({ input }) => input);
  const grid = gridOf(page);
  const address = page.url();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const clipboard = () => page.evaluate(async () => navigator.clipboard.readText());
  await grid.focus();
  const titles = [await cell(page, 1, 2).innerText(), await cell(page, 2, 2).innerText()];

  // What is cut is in the clipboard before its cells are emptied, by one change set that one key takes back.
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+x');
  await expect
    .poll(edits)
    .toMatchObject([{ rows: { first: 0, count: 2 }, columns: ['title'], values: [['']] }]);
  expect((await clipboard()).split('\r\n')).toEqual(titles);
  await page.keyboard.press('Control+z');
  await expect.poll(undone(screens)).toEqual(['edit-1']);

  await page.keyboard.press('Backspace');
  await expect.poll(edits).toHaveLength(2);
  await page.keyboard.press('Delete');
  await expect.poll(edits).toHaveLength(3);
  for (const edit of edits().slice(1)) expect(edit).toMatchObject({ values: [['']] });

  // What can only be looked at is neither cut nor emptied, and the clipboard keeps what it had.
  await page.keyboard.press('Control+ArrowLeft');
  await page.keyboard.press('Control+x');
  await expect(page.getByText('The column State holds lists')).toBeVisible();
  expect((await clipboard()).split('\r\n')).toEqual(titles);

  // Year into the columns at its right, row by row; the browser does not load the page anew.
  await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
  await cell(page, 1, 5).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  const years = [await cell(page, 1, 5).innerText(), await cell(page, 2, 5).innerText()];
  await page.keyboard.press('Control+r');
  await expect.poll(edits).toHaveLength(4);
  expect(edits()[3]).toMatchObject({
    ...{ rows: { first: 0, count: 2 }, columns: ['property:version'] },
    values: years.map((year) => [year]),
  });
  // Nor where there is nothing to fill.
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Control+r');
  expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true);
  expect(page.url().split('#')[0]).toBe(address.split('#')[0]);
  expect(edits()).toHaveLength(4);

  // Ctrl+Y puts back what was taken back last.
  await page.keyboard.press('Control+z');
  await expect.poll(undone(screens)).toHaveLength(2);
  await expect(page.getByText('The last change in the grid is taken back')).toBeVisible();
  await page.keyboard.press('Control+y');
  await expect.poll(undone(screens)).toEqual(['edit-1', 'edit-1', 'uedit-1']);
  await expect(page.getByText('What was taken back in the grid stands again')).toBeVisible();
  expect(screens.complaints).toEqual([]);
});

test('a paste tells what had no place, and leaves alone what it does not name', async ({
  page,
  screens,
}) => {
  const edits = () =>
    screens.host.core.calls
      .filter(({ channel }) => channel === 'grid.edit')
      .map(({ input }) => input);
  const paste = (text: string | null) => pasteInto(page, text);
  await gridOf(page).focus();
  await page.keyboard.press('Control+ArrowDown');
  await paste('One\r\nTwo\r\nThree');
  await expect(
    page.getByText(
      'The paste is larger than the list: 2 rows of it did not fit and were left out.',
    ),
  ).toBeVisible();
  expect(edits()).toMatchObject([{ rows: { first: 239, count: 1 }, values: [['One']] }]);

  await page.keyboard.press('Control+Home');
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowRight');
  await paste('2021\tx\r\n2022\r\n\r\n\ty');
  await expect.poll(edits).toHaveLength(2);
  expect(edits()[1]).toMatchObject({
    rows: { first: 0, count: 4 },
    values: [
      ['2021', 'x'],
      ['2022', null],
      [null, null],
      ['', 'y'],
    ],
  });
  // What was pasted is the range, and the cursor stays where it began.
  await expect(gridOf(page).locator('.is-in')).toHaveCount(8);
  await expect(cell(page, 1, 5)).toHaveClass(/is-cursor/);
  await page.keyboard.press('ArrowDown');
  await expect(cell(page, 2, 5)).toHaveClass(/is-cursor/);
  // A picture is no empty cell.
  await paste(null);
  await paste('Three');
  await expect.poll(edits).toHaveLength(3);
  expect(edits()[2]).toMatchObject({ values: [['Three']] });
});

test('a person says as what edits in the grid are stored, and why', async ({ page, screens }) => {
  const edits = () =>
    screens.host.core.calls
      .filter(({ channel }) => channel === 'grid.edit')
      .map(({ input }) => input);
  const grid = gridOf(page);
  await grid.focus();
  await page.keyboard.type('New title');
  await page.keyboard.press('Enter');
  await expect.poll(edits).toMatchObject([{ changeKind: 'correction', reason: null }]);
  await expect(page.getByText('1 record changed', { exact: true })).toBeVisible();

  // Of many records it is told even where nobody chose.
  for (let step = 0; step < 30; step += 1) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+d');
  await expect(
    page.getByText('30 records changed, stored as Correction without a reason'),
  ).toBeVisible();

  const why = page.getByRole('button', { name: /^Stored as/ });
  await expect(why).toHaveText('Stored as Correction');
  await why.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'How edits in the grid are stored' });
  await dialog.getByRole('button', { name: /Kind of change/ }).press('Enter');
  await page.getByRole('option', { name: 'Files added' }).press('Enter');
  await dialog.getByLabel('Reason').fill('New files of 2026');
  expect(await findBarriers(page, popover)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(why).toBeFocused();
  await expect(why).toHaveText('Stored as Files added: New files of 2026');
  expect(await findBarriers(page)).toEqual([]);

  await grid.focus();
  await page.keyboard.press('Delete');
  const stored = { changeKind: 'files-added', reason: 'New files of 2026' };
  await expect.poll(edits).toHaveLength(3);
  expect(edits()[2]).toMatchObject(stored);
  await expect(page.getByText('changed, stored as Files added: New files of 2026')).toBeVisible();

  await why.click();
  await dialog.getByRole('button', { name: 'Correction without a reason' }).click();
  await expect(why).toHaveText('Stored as Correction');
  await grid.focus();
  await page.keyboard.press('Delete');
  await expect.poll(edits).toHaveLength(4);
  expect(edits()[3]).toMatchObject({ changeKind: 'correction', reason: null });
  expect(screens.complaints).toEqual([]);
});

/** As the keys of a paste do; null: the clipboard holds no text. */
async function pasteInto(page: Page, text: string | null): Promise<void> {
  await gridOf(page).evaluate((grid, pasted) => {
    const clipboardData = new DataTransfer();
    if (pasted !== null) clipboardData.setData('text/plain', pasted);
    grid.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  }, text);
}

/** The change sets that were taken back, in their order. */
function undone(screens: Screens): () => readonly string[] {
  return () =>
    screens.host.core.calls.flatMap(({ channel, input }) =>
      channel === 'changes.undo' ? [(input as { id: string }).id] : [],
    );
}

test('what an edit was refused for is said, and goes when it was read', async ({ page }) => {
  await cell(page, 1, 5).click();
  await pasteInto(page, '20x4');
  const refusal = page.getByRole('region', { name: 'Records' }).getByRole('alert');
  await expect(refusal).toContainText('Row 1, year: “20x4” is no year');
  await expect(refusal).toContainText('Nothing was changed');
  expect(await findBarriers(page)).toEqual([]);
  await refusal.getByRole('button', { name: 'Close' }).click();
  await expect(refusal).toHaveCount(0);
});
