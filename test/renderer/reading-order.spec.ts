import type { Locator, Page } from '@playwright/test';

import { heardAtCursor } from './fixture/heard.ts';
import { expect, test } from './fixture/screen-test.ts';

// What people hear who do not see the screen: the tree that the browser gives to screen readers.

const million = 1_000_000;
const gridOf = (page: Page) => page.getByRole('grid', { name: 'Records' });

test('the Records workspace is read in the order in which it is seen', async ({
  page,
  screens,
}) => {
  await screens.open('#/records');
  await expect(gridOf(page).getByRole('row').nth(5)).toContainText('part');
  await page.getByRole('button', { name: 'Filters', exact: true }).click();
  await page.getByRole('complementary').getByText('Findable', { exact: true }).waitFor();
  await expect(page.locator('body')).toMatchAriaSnapshot(`
    - link "Skip to the content"
    - navigation "Workflows"
    - banner:
      - searchbox "Search records"
    - main:
      - region "Records":
        - heading "Records" [level=1]
        - button "State"
        - button "Type"
        - status: 240 records
        - button "Sheets"
        - button "Hide the filters"
        - search:
          - textbox "Query"
          - button "How to ask"
        - button "Paste a list of DOIs"
        - button "Views"
        - button "Columns"
        - complementary "Filters":
          - heading "State" [level=2]:
            - button "State" [expanded]
          - list:
            - listitem:
              - checkbox /Findable \\d+/
          - heading "Sync" [level=2]
        - grid "Records":
          - rowgroup:
            - row:
              - columnheader "Select every record of this list":
                - checkbox "Select every record of this list"
              - columnheader "State"
              - columnheader "Title"
          - rowgroup:
            - row /part 1/
        - status
        - group "The value of the chosen cells":
          - textbox "Title of the chosen cells"
          - status
          - button "Stored as Correction"
    - status
  `);
  await gridOf(page).focus();
  await page.keyboard.press('Enter');
  await page
    .locator('.panel')
    .getByRole('heading', { name: /part 1$/ })
    .waitFor();
  const parts = ['.toolbar-top', '.query-row', '.facets', '.sheet-frame', '.panel'];
  expect(await page.locator(parts.join(', ')).count()).toBe(parts.length);
  expect(await isReadAsSeen(page.locator(parts.join(', ')))).toBe(true);

  // What can be done with records that are ticked stands first, and their number is told.
  await gridOf(page).focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('region', { name: 'Records' })).toMatchAriaSnapshot(`
    - heading "Records" [level=1]
    - group "What can be done with the selection":
      - status: 1 selected
      - button "Select all 240"
      - button "Clear the selection"
      - button "Change…"
      - button "Delete drafts"
    - search
    - grid "Records"
  `);
  expect(screens.complaints).toEqual([]);
});

test.describe('a grid of 1,000,000 rows', () => {
  test.use({ fixture: { recordCount: million } });

  test('says of each cell its column, its row and its state, at the top, in the middle and at the end', async ({
    page,
    screens,
  }) => {
    // So narrow that columns between the frozen ones and the last are out of sight.
    await page.setViewportSize({ width: 1024, height: 800 });
    // Roomy rows are compressed: an element cannot be as high as they are together.
    await screens.open('#/settings');
    await page.getByText('Roomy', { exact: true }).click();
    await page.getByRole('link', { name: 'Records' }).click();
    const grid = gridOf(page);
    await expect(grid).toHaveAttribute('aria-rowcount', String(million + 1));
    await expect(grid).toHaveAttribute('aria-colcount', '13');
    await expect(grid).toHaveAttribute('aria-multiselectable', 'true');
    await expect(rowAt(page, 1)).toContainText('part 1');
    await grid.focus();
    await page.keyboard.press('Control+Home');
    expect(await heardAtCursor(page)).toMatchObject({ column: 'State', value: 'Findable' });
    await page.keyboard.press('ArrowRight');
    const title = expect.stringMatching(/, part 1$/) as unknown;
    expect(await heardAtCursor(page)).toEqual({
      ...{ column: 'Title', value: title, row: title },
      ...{ isSelected: true, isRowTicked: false },
    });
    await page.keyboard.press('Space');
    expect(await heardAtCursor(page)).toMatchObject({ column: 'Title', isRowTicked: true });
    await expect(rowAt(page, 1).getByRole('gridcell').first()).toHaveAccessibleName('Selected');
    await expectRowsInOrder(page);

    // Columns that are far to the right: those between are not drawn in the other rows.
    await page.keyboard.press('Control+ArrowRight');
    expect(await heardAtCursor(page)).toMatchObject({ column: 'Abstract', row: title });
    await expect(rowAt(page, 2).locator('[aria-colindex="4"]')).toHaveCount(0);
    await expectRowsInOrder(page);
    await page.keyboard.press('ArrowLeft');
    expect(await heardAtCursor(page)).toMatchObject({ column: 'Created', row: title });
    await page.keyboard.press('Control+Home');

    await grid.evaluate((element) => element.scrollTo({ top: element.scrollHeight / 2, left: 0 }));
    const middle = grid.getByRole('rowheader').nth(8);
    await expect(middle).toHaveText(/, part (4|5)\d{5}$/);
    const text = await middle.innerText();
    await middle.click();
    await page.keyboard.press('ArrowRight');
    expect(await heardAtCursor(page)).toMatchObject({ column: 'Creators', row: text });
    await expectRowsInOrder(page);

    await page.keyboard.press('Control+End');
    await expect(rowAt(page, million)).toContainText('part 1000000');
    expect(await heardAtCursor(page)).toMatchObject({
      row: expect.stringMatching(/, part 1000000$/),
      isSelected: true,
      isRowTicked: false,
    });
    await expectRowsInOrder(page);
    expect(screens.complaints).toEqual([]);
  });
});

const rowAt = (page: Page, row: number): Locator => page.locator(`[aria-rowindex="${row + 1}"]`);

/** Rows follow each other without a gap, and rows and cells stand in the page as they are seen. */
async function expectRowsInOrder(page: Page): Promise<void> {
  const rows = await gridOf(page)
    .locator('.grid-layer [role="row"]')
    .evaluateAll((drawn) =>
      drawn.map((row) => {
        const cells = [...row.children].map((cell) => ({
          column: Number(cell.getAttribute('aria-colindex')),
          left: cell.getBoundingClientRect().left,
          // A frozen cell stays where it is, over those that are scrolled behind it.
          isFrozen: cell.matches('.is-frozen, .sheet-gutter'),
        }));
        return {
          index: Number(row.getAttribute('aria-rowindex')),
          top: row.getBoundingClientRect().top,
          cells,
        };
      }),
    );
  expect(rows.length).toBeGreaterThan(10);
  const rises = (figures: readonly number[]): boolean =>
    figures.every((figure, at) => at === 0 || figure > (figures[at - 1] ?? figure));
  expect(rows.map(({ index }) => index)).toEqual(rows.map((_, at) => (rows[0]?.index ?? 0) + at));
  expect(rises(rows.map(({ top }) => top))).toBe(true);
  for (const { index, cells } of rows) {
    const [frozen, others] = [true, false].map((is) =>
      cells.filter(({ isFrozen }) => isFrozen === is),
    );
    expect(rises(cells.map(({ column }) => column)), `columns of row ${index}`).toBe(true);
    for (const part of [frozen, others])
      expect(rises((part ?? []).map(({ left }) => left)), `places of row ${index}`).toBe(true);
  }
}

/** Of parts in the order of the page, none stands before the one that it follows: above it, or at its left. */
async function isReadAsSeen(parts: Locator): Promise<boolean> {
  return parts.evaluateAll((all) => {
    const boxes = all.map((part) => part.getBoundingClientRect());
    return boxes.every((box, at) => {
      const before = boxes[at - 1];
      return before === undefined || box.top >= before.bottom - 1 || box.left >= before.right - 1;
    });
  });
}

test('the form says which group a field is of, and what is wrong with it', async ({
  page,
  screens,
}) => {
  await screens.open('#/edit/10.5072%2Fnias-4f2a-000004');
  await page.getByRole('heading', { name: 'What', exact: true }).waitFor();
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - region:
      - button "Back to the record"
      - heading /Soil moisture/ [level=1]
      - status: No change yet
      - button "Discard the edit" [disabled]
      - button "Save…" [disabled]
      - navigation "Parts of the record":
        - button "What"
        - button "Who 1 warning"
      - region "What":
        - heading "What" [level=2]
        - group "Titles":
          - button "Add to titles"
          - list:
            - listitem:
              - textbox "Title"
        - group "Resource type":
          - textbox "Type in own words"
          - button "Dataset General type"
      - region "Who":
        - heading "Who" [level=2]
        - group "Creators"
        - group "Publisher"
      - region "When":
        - heading "When" [level=2]
        - textbox "Publication year"
      - region "Where"
      - region "Rights"
      - region "Relations"
      - region "Funding"
      - complementary "About this edit":
        - tablist "About this edit":
          - tab /Findings \\d+/ [selected]
          - tab "My edits"
          - tab "Request"
  `);
  const part = (name: string) => page.getByRole('region', { name, exact: true });
  const body = page.locator('.edit-nav, .edit-form, .edit-aside');
  expect(await isReadAsSeen(body)).toBe(true);

  // A hint, a warning: told with the field, whose value DataCite takes.
  const identifier = part('Who').getByLabel('ROR or other identifier');
  await expect(identifier).toHaveAccessibleDescription(/^Warning: The identifier .* has no scheme/);
  await expect(identifier).not.toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('combobox', { name: 'Licence (SPDX)' })).toHaveAccessibleDescription(
    /^Hint: DataCite stores the licence identifier/,
  );
  await expect(page.getByRole('group', { name: 'Dates' })).toHaveAccessibleDescription(
    'Hint: The date of creation is not given.',
  );
  // An error: the field is marked, whatever it is chosen or typed in, and a region speaks.
  const landing = part('Where').getByLabel('Landing page');
  await landing.fill('no address');
  await expect(landing).toHaveAttribute('aria-invalid', 'true');
  await expect(landing).toHaveAccessibleDescription(/^Error: /);
  const kind = part('What').getByRole('button', { name: /General type$/ });
  await kind.click();
  await page.getByRole('option', { name: 'Not set' }).click();
  await expect(kind).toHaveAccessibleDescription(/^Error: /);
  await expect(page.getByRole('status').filter({ hasText: 'Kept on this computer' })).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('DataCite would refuse this findable record');

  // Who goes to a part by keys goes on from its heading; what is no field is named and leads nowhere.
  await page.getByRole('button', { name: /^Rights/ }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Rights', exact: true })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Add to rights and licences' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Go to dates' })).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Go to doi' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Go to creators[1].nameIdentifiers' }).press('Enter');
  await expect(page.getByRole('button', { name: /^Jónsdóttir, Elín/ })).toBeFocused();
  expect(screens.complaints).toEqual([]);
});

test('a preview tells its figures when they stand, and of each value what was and what would be', async ({
  page,
  screens,
}) => {
  await screens.open('#/records');
  await page.getByRole('checkbox', { name: 'Select every record of this list' }).click();
  await page.getByRole('button', { name: 'Change…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change 240 records' });
  await dialog.getByLabel('Find', { exact: true }).fill('NIAS');
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await dialog.getByText('96 records would change').waitFor();
  await expect(dialog).toMatchAriaSnapshot(`
    - heading "Change 240 records" [level=2]
    - region "Step 1":
      - button "Find and replace Operation"
      - combobox "Property"
      - textbox "Find"
    - status:
      - strong: 96 records would change
      - text: /141 unchanged, 3 left out/
    - list:
      - listitem: /3 records/
    - list "Findings that would go and come"
    - button "Correction Kind of change"
    - textbox "Reason"
    - button "Changed (96)" [pressed]
    - button "Left out (3)"
    - list "Records before and after":
      - listitem:
        - paragraph: /part 1/
        - group "publisher.name":
          - text: /Before. NIAS After. Nordic Institute of Alpine Sciences/
    - paragraph:
      - button "Later"
    - button "Cancel"
    - button "Preview"
    - button "Change 96 records"
  `);
  // Pages of records are no news.
  await expect(
    dialog.locator('[aria-live], [role="status"]').filter({ hasText: 'part 1' }),
  ).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Left out (3)' }).press('Enter');
  await expect(dialog).toMatchAriaSnapshot(`
    - button "Changed (96)"
    - button "Left out (3)" [pressed]
  `);
  expect(screens.complaints).toEqual([]);
});

test('the mapper of a sheet is a table, and its rows say what was and what would be', async ({
  page,
  screens,
}) => {
  await screens.open('#/sheet-update');
  const file = { name: 'records.csv', mimeType: 'text/csv', buffer: Buffer.from('doi,version\n') };
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.getByRole('table', { name: 'Columns' })).toMatchAriaSnapshot(`
    - rowgroup:
      - row:
        - columnheader "Column"
        - columnheader "Examples"
        - columnheader "Changes"
    - rowgroup:
      - row:
        - rowheader "doi"
      - row:
        - rowheader "# state"
        - cell "findable · draft"
        - cell "For reading only"
      - row:
        - rowheader "titles[0].title"
        - cell "Water levels at gauge 12"
        - cell:
          - button "titles[0].title What the column titles[0].title changes"
  `);
  await page.getByRole('button', { name: 'Compare with the records' }).click();
  await expect(page.getByText('9 changed records are at DataCite and would')).toBeVisible();
  await expect(page.getByRole('heading', { name: /^Row 41/ })).toBeVisible();
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - region "Update from sheet":
      - heading "Update from sheet" [level=1]
      - status:
        - term: Change
        - definition: "12"
        - term: Stay as they are
        - definition: "226"
      - list "Why rows are left out"
      - list "Findings that would go and come"
      - button "Change 12 records"
      - heading "Rows of the sheet" [level=2]
      - radiogroup "Show":
        - radio "All" [checked]
      - list:
        - listitem:
          - heading /Row 2 .*part 1/ [level=3]
          - group "version":
            - text: /Before. 1.0 After. 1.1/
        - listitem:
          - heading /Row 41/ [level=3]
          - text: "Error:"
          - paragraph: /is no date as DataCite writes it/
  `);
  // Rows that are refused are read in their place: a page of them would drown all else.
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
  expect(screens.complaints).toEqual([]);
});
