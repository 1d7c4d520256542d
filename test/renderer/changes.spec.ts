import { readFile } from 'node:fs/promises';

import { expect, findBarriers, findBarriersInDark, test } from './fixture/screen-test.ts';

test('change sets are listed, looked at and undone', async ({ screens, page }) => {
  await screens.open('#/changes/c2');
  await page.getByRole('heading', { name: 'Licence to CC BY 4.0' }).waitFor();
  await expect(page.getByText('118 records changed')).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);
  expect(await findBarriersInDark(page)).toEqual([]);

  // All that were left out can be looked at, a page at a time.
  const refused = page.getByRole('region', { name: '43 left out' });
  await expect(refused.getByRole('listitem')).toHaveCount(20);
  await refused.getByRole('button', { name: 'Later' }).click();
  await refused.getByRole('button', { name: 'Later' }).click();
  await expect(refused.getByRole('listitem')).toHaveCount(3);

  await page.getByRole('button', { name: 'Undo on 118 records' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('118 records would be as before.').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByLabel('Reason').fill('The licence was not agreed');
  await dialog.getByRole('button', { name: 'Undo on 118 records' }).click();
  const undo = screens.host.core.calls.find(({ channel }) => channel === 'changes.undo');
  expect(undo?.input).toMatchObject({ id: 'c2', reason: 'The licence was not agreed' });
  await expect(page.getByRole('heading', { name: 'Undo: Licence to CC BY 4.0' })).toBeVisible();
  expect(screens.complaints).toEqual([]);
});

test('records are changed by keyboard: operation, preview, apply', async ({ screens, page }) => {
  await screens.open('#/records');
  const grid = page.getByRole('grid', { name: 'Records' });
  await expect(grid.getByRole('row').nth(5)).toBeVisible();
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  const open = page.getByRole('button', { name: 'Change…' });
  await open.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Change 1 record' });
  await dialog.getByLabel('Find', { exact: true }).focus();
  await page.keyboard.type('NIAS');
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Preview' }).focus();
  await page.keyboard.press('Enter');
  await dialog.getByText('96 records would change').waitFor();
  // An error that would come is first, however rare; what is not shown is told, and opens.
  const findings = dialog.getByRole('list', { name: 'Findings that would go and come' });
  await expect(findings.getByRole('listitem').first()).toHaveText(
    /Error\s*Publisher missing: 2 new/,
  );
  await expect(findings.getByRole('listitem')).toHaveCount(8);
  const rest = dialog.getByRole('button', { name: 'and 2 more' });
  await rest.focus();
  await page.keyboard.press('Enter');
  await expect(findings.getByRole('listitem')).toHaveCount(10);
  await expect(dialog.getByRole('button', { name: 'Show fewer' })).toBeFocused();
  expect(await findBarriers(page)).toEqual([]);
  // Kind and reason are asked for before the records, of which there may be thousands.
  const records = dialog.getByRole('list', { name: 'Records before and after' });
  const [asked, first] = [dialog.getByLabel('Reason'), records.getByRole('listitem').first()];
  expect((await asked.boundingBox())?.y).toBeLessThan((await first.boundingBox())?.y ?? 0);
  await page.setViewportSize({ width: 1024, height: 700 });
  await dialog.getByLabel('Reason').focus();
  await page.keyboard.type('One spelling');
  await dialog.getByRole('button', { name: 'Change 96 records' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /Find and replace/ })).toBeVisible();
  expect(screens.host.core.calls.find(({ channel }) => channel === 'changes.apply')).toMatchObject({
    input: {
      previewId: 'p1',
      steps: [{ operation: 'find-replace', path: 'publisher.name', find: 'NIAS', replaceWith: '' }],
      changeKind: 'correction',
      reason: 'One spelling',
    },
  });
  expect(screens.complaints).toEqual([]);
});

test('spellings are found over every record of the list, looked at, and merged', async ({
  screens,
  page,
}) => {
  await screens.open('#/records');
  await page.getByRole('checkbox', { name: 'Select every record of this list' }).click();
  await expect(page.getByText('All 240 selected')).toBeVisible();
  await page.getByRole('button', { name: 'Change…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change 240 records' });
  await dialog.getByRole('button', { name: 'Operation' }).click();
  await page.getByRole('option', { name: 'Merge spellings' }).click();
  // Places inside of lists are chosen or typed.
  const path = dialog.getByRole('combobox', { name: 'Property' });
  await path.fill('affil');
  await page.getByRole('option', { name: 'creators[*].affiliation[*].name' }).click();
  await expect(path).toHaveValue('creators[*].affiliation[*].name');
  await path.fill('creators[');
  await page.keyboard.press('Escape');
  await expect(dialog.getByText('Write it as in')).toBeVisible();
  await path.fill('creators[0].affiliation[*].name');
  await dialog.getByRole('button', { name: 'Look for spellings' }).click();
  await dialog.getByText('612 values, 203 groups').waitFor();
  // Beyond the first page; what is merged on another page stays in sight.
  await dialog.getByRole('button', { name: 'Later' }).click();
  await dialog.getByText('201 to 203 of 203').waitFor();
  await dialog.getByRole('checkbox', { name: 'Merge 2 spellings of Station 202' }).click();
  await dialog.getByRole('button', { name: 'Earlier' }).click();
  await dialog.getByRole('button', { name: 'Leave the merge into Station 202 out' }).click();
  await dialog.getByRole('checkbox', { name: /^Merge 3 spellings/ }).click();
  await dialog.getByRole('checkbox', { name: /Inst\. of/ }).click();
  await dialog.getByLabel('They become').fill('Nordic Institute');
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await dialog.getByText('96 records would change').waitFor();
  const asked = screens.host.core.calls.find(({ channel }) => channel === 'changes.preview');
  expect(asked?.input).toMatchObject({
    selection: { filter: { repositoryId: 'practice' } },
    steps: [
      {
        operation: 'merge-values',
        path: 'creators[0].affiliation[*].name',
        merges: [
          {
            from: ['Nordic Institute of Alpine Sciences', 'NORDIC INSTITUTE OF ALPINE SCIENCES'],
            to: 'Nordic Institute',
          },
        ],
      },
    ],
  });
  expect(screens.complaints).toEqual([]);
});

test('a licence is set, and findings are fixed by the codes that are ticked', async ({
  screens,
  page,
}) => {
  const asked = () =>
    screens.host.core.calls.findLast(({ channel }) => channel === 'changes.preview')?.input;
  await screens.open('#/records');
  await page.getByRole('checkbox', { name: 'Select every record of this list' }).click();
  await page.getByRole('button', { name: 'Change…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change 240 records' });
  const operation = dialog.getByRole('button', { name: 'Operation' });
  await operation.click();
  await page.getByRole('option', { name: 'Set the licence' }).click();
  await dialog.getByRole('button', { name: 'Preview' }).click();
  const alert = dialog.getByRole('alert');
  await expect(alert).toHaveText('Something is missing or not right: Licence.');
  // Of several steps it is said which one is meant, and each has its number.
  await dialog.getByRole('button', { name: 'Add a step' }).click();
  await expect(dialog.getByRole('heading', { name: 'Step 1' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await expect(alert).toHaveText('Step 1: Something is missing or not right: Licence.');
  await dialog.getByRole('button', { name: 'Remove step 2' }).click();
  await dialog.getByRole('combobox', { name: 'Licence' }).fill('CC-BY-4.0');
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await dialog.getByText('96 records would change').waitFor();
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  expect(asked()).toMatchObject({
    steps: [{ operation: 'set-licence', identifier: 'CC-BY-4.0', mode: 'replace' }],
  });

  await operation.click();
  await page.getByRole('option', { name: 'Fix findings' }).click();
  // Only codes that can bring a fix, of the records that are meant; how many others there are is told.
  const codes = dialog.getByRole('group', { name: 'Findings', exact: true });
  await expect(codes.getByText('3 other kinds of finding have no fix')).toBeVisible();
  await expect(codes.getByRole('checkbox')).toHaveCount(1);
  await codes.getByRole('checkbox', { name: /^Rights identifier unknown/ }).check();
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await dialog.getByText('96 records would change').waitFor();
  expect(asked()).toMatchObject({
    steps: [{ operation: 'fix-findings', codes: ['rights-identifier-unknown'] }],
  });
  expect(screens.complaints).toEqual([]);
});

test('a relation is added by terms of the schema, with the type of the other work or without', async ({
  screens,
  page,
}) => {
  const step = () =>
    (
      screens.host.core.calls.findLast(({ channel }) => channel === 'changes.preview')?.input as {
        readonly steps: readonly unknown[];
      }
    ).steps[0];
  await screens.open('#/records');
  await page.getByRole('checkbox', { name: 'Select every record of this list' }).click();
  await page.getByRole('button', { name: 'Change…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change 240 records' });
  await dialog.getByRole('button', { name: 'Operation' }).click();
  await page.getByRole('option', { name: 'Add a relation' }).click();
  await dialog.getByLabel('Related identifier').fill('10.5072/whole');
  await dialog.getByRole('combobox', { name: 'Relation', exact: true }).fill('IsPartOf');
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await dialog.getByText('96 records would change').waitFor();
  const relation = {
    operation: 'add-relation',
    relatedIdentifier: '10.5072/whole',
    relatedIdentifierType: 'DOI',
    relationType: 'IsPartOf',
  };
  expect(step()).toEqual(relation);
  await dialog.getByRole('combobox', { name: 'General type of the related work' }).fill('Dataset');
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await dialog.getByText('96 records would change').waitFor();
  expect(step()).toEqual({ ...relation, resourceTypeGeneral: 'Dataset' });
  expect(screens.complaints).toEqual([]);
});

test('a recipe is saved, exported and brought in; one of a newer version is refused', async ({
  screens,
  page,
}) => {
  await screens.open('#/records');
  await page.getByRole('checkbox', { name: 'Select every record of this list' }).click();
  await page.getByRole('button', { name: 'Change…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change 240 records' });
  await dialog.getByLabel('Find', { exact: true }).fill('NIAS');
  await dialog.getByText('Recipes', { exact: true }).click();
  const exported = dialog.getByRole('button', { name: 'Export as JSON' });
  await expect(exported).toBeDisabled();
  await dialog.getByLabel('Name of the recipe').fill('One spelling');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('The recipe One spelling was saved.')).toBeVisible();
  await expect(dialog.getByText('Recipes (1 saved)')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Save in its place' })).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);

  const saving = page.waitForEvent('download');
  await exported.click();
  const download = await saving;
  expect(download.suggestedFilename()).toBe('One spelling.json');
  const json = await readFile(await download.path(), 'utf8');
  const recipe = JSON.parse(json) as { version: number; steps: unknown[] };
  expect(recipe).toMatchObject({
    ...{ format: 'doi-steward-recipe', version: 1, name: 'One spelling' },
    steps: [{ operation: 'find-replace', path: 'publisher.name', find: 'NIAS' }],
  });

  // What was exported is brought in as it was; what this program cannot know changes nothing.
  const bringIn = async (changed: object) => {
    const choosing = page.waitForEvent('filechooser');
    await dialog.getByRole('button', { name: 'Bring in a file' }).click();
    const buffer = Buffer.from(JSON.stringify({ ...recipe, ...changed }));
    await (await choosing).setFiles({ name: 'r.json', mimeType: 'application/json', buffer });
  };
  await bringIn({
    name: 'Of a colleague',
    steps: [{ ...Object(recipe.steps[0]), find: 'N.I.A.S.' }],
  });
  await expect(dialog.getByLabel('Find', { exact: true })).toHaveValue('N.I.A.S.');
  await expect(dialog.getByLabel('Name of the recipe')).toHaveValue('Of a colleague');
  await bringIn({ version: 2 });
  const refusal = dialog.getByRole('alert');
  await expect(refusal).toContainText('This recipe is of version 2; this program knows version 1');
  await expect(refusal).toContainText('Update DOI Steward');
  await expect(dialog.getByLabel('Find', { exact: true })).toHaveValue('N.I.A.S.');
  expect(await findBarriers(page)).toEqual([]);

  // The saved one is taken up again, and removed.
  await dialog.getByRole('button', { name: 'Take up a recipe' }).click();
  await page.getByRole('option', { name: 'One spelling' }).click();
  await expect(dialog.getByLabel('Find', { exact: true })).toHaveValue('NIAS');
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText('The recipe One spelling was removed.')).toBeVisible();
  await expect(dialog.getByText('Recipes', { exact: true })).toBeVisible();
  expect(screens.complaints).toEqual([]);
});

test.describe('while spellings are looked for', () => {
  test.use({ fixture: { scene: 'busy' } });

  test('it is seen, held and let go on, and ends with the dialog', async ({ screens, page }) => {
    await screens.open('#/records');
    await page.getByRole('checkbox', { name: 'Select every record of this list' }).click();
    await page.getByRole('button', { name: 'Change…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Change 240 records' });
    await dialog.getByRole('button', { name: 'Operation' }).click();
    await page.getByRole('option', { name: 'Merge spellings' }).click();
    await dialog.getByRole('combobox', { name: 'Property' }).fill('publisher.name');
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: 'Look for spellings' }).click();
    await dialog
      .getByText('Comparing the values: 150 of 612, 50 a second, 9 seconds left')
      .waitFor();
    await dialog.getByRole('button', { name: 'Pause' }).focus();
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('button', { name: 'Go on' })).toBeFocused();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('button', { name: 'Pause' })).toBeFocused();
    const cancels = () =>
      screens.host.core.calls.filter(({ channel }) => channel === 'changes.clusterCancel');
    expect(cancels()).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(cancels).toMatchObject([{ input: { id: 's1' } }]);
    expect(screens.complaints).toEqual([]);
  });
});

test.describe('while a preview goes on', () => {
  test.use({ fixture: { scene: 'busy' } });

  test('it is held and let go on by keyboard', async ({ screens, page }) => {
    await screens.open('#/records');
    await page.getByRole('checkbox', { name: 'Select every record of this list' }).click();
    await page.getByRole('button', { name: 'Change…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Change 240 records' });
    await dialog.getByLabel('Find', { exact: true }).fill('NIAS');
    await dialog.getByRole('button', { name: 'Preview' }).click();
    await dialog.getByText('102 of 240').waitFor();
    await dialog.getByRole('button', { name: 'Pause' }).focus();
    await page.keyboard.press('Enter');
    const goOn = dialog.getByRole('button', { name: 'Go on' });
    await expect(goOn).toBeFocused();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('button', { name: 'Pause' })).toBeFocused();
    // One that is gone is told, with what to do.
    await dialog.getByRole('button', { name: 'Stop looking' }).focus();
    await page.keyboard.press('Enter');
    await dialog.getByText('This preview is not kept any more.').waitFor();
    await expect(dialog.getByText('Make it again; nothing was changed.')).toBeVisible();
    expect(await findBarriers(page)).toEqual([]);
    expect(screens.complaints).toEqual([]);
  });
});
