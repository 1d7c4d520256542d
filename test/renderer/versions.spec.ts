import { expect, findBarriers, test } from './fixture/screen-test.ts';

test('a broken chain is found, seen, read in words, and its repair is shown before it is made', async ({
  screens,
  page,
}) => {
  await screens.open('#/versions');
  const rows = page.getByRole('grid', { name: 'Version chains' });
  await rows.getByText('Lake levels of the Alps, daily means').click();
  const picture = page.getByRole('group', { name: /^Picture of the chain/ });
  await expect(picture.locator('.chain-node')).toHaveCount(8);
  await expect(picture.locator('.chain-node.has-defects').first()).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);

  await picture.getByText('10.5072/v3').click();
  const facts = page.getByRole('complementary', { name: '10.5072/v3' });
  await expect(facts).toContainText('Version 3 of 5.');
  await facts.getByRole('button', { name: 'Cite' }).click();
  await page.getByRole('button', { name: 'Cite a part' }).click();
  const part = page.getByRole('dialog', { name: 'Cite a part of this record' });
  await part.getByRole('textbox', { name: 'Which part' }).fill('Years 2019 to 2021');
  await expect(part.getByText('[Part used: Years 2019 to 2021]')).toBeVisible();
  await part.getByText('Yes: it is published by itself').click();
  await expect(part.getByRole('button', { name: 'Make the record of the part' })).toBeDisabled();
  expect(await findBarriers(page)).toEqual([]);
  await part.getByRole('button', { name: 'Close' }).click();
  await expect(facts.getByRole('button', { name: /^Request removal/ })).toBeVisible();
  await facts.getByRole('button', { name: 'Mark as outdated' }).click();
  const mark = page.getByRole('dialog', { name: 'Mark this record as outdated?' });
  await mark.getByRole('textbox', { name: 'Reason' }).fill('A sensor was broken');
  await mark.getByRole('button', { name: 'Mark as outdated' }).click();
  await expect(mark).toBeHidden();
  expect(
    screens.host.core.calls.find(({ channel }) => channel === 'versions.markOutdated')?.input,
  ).toEqual({ doi: '10.5072/v3', isOutdated: true, reason: 'A sensor was broken' });

  await page.getByRole('tab', { name: 'In words' }).click();
  const words = page.getByRole('listbox', { name: 'The chain in words' });
  await expect(words.getByRole('option')).toHaveCount(8);
  await words.getByRole('option').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('complementary', { name: '10.5072/v5' })).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);

  await page.getByRole('tab', { name: /^Defects/ }).click();
  await expect(page.getByText('Nothing links 10.5072/v4 with the version before it')).toBeVisible();

  await page.getByRole('button', { name: 'Repair …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Repair this chain' });
  await expect(dialog.getByText('+ IsPreviousVersionOf 10.5072/v4')).toBeVisible();
  await expect(dialog.getByText('- please add: IsPreviousVersionOf 10.5072/v2')).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);
  // Several repairs would do: a person leaves one out, and puts the versions in order.
  await dialog.getByLabel(/^Nothing links 10.5072\/v4/).uncheck();
  await expect(dialog.getByText('+ IsPreviousVersionOf 10.5072/v4')).toBeHidden();
  await dialog.getByLabel(/^Nothing links 10.5072\/v4/).check();
  await dialog.getByLabel('Set the order of the versions by hand').check();
  await dialog.getByRole('button', { name: 'Make 10.5072/v5 older' }).click();
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: /^Change \d+ record/ }).click();
  await expect(dialog).toBeHidden();
  const asked = screens.host.core.calls.find(({ channel }) => channel === 'versions.repair');
  expect(asked?.input).toMatchObject({
    choices: {
      order: ['10.5072/v1', '10.5072/v2', '10.5072/v3', '10.5072/v5', '10.5072/v4'],
      leave: [],
    },
  });
  expect(screens.complaints).toEqual([]);
});

test('a new version asks what changed, says what the policy proposes, and is made', async ({
  screens,
  page,
}) => {
  await screens.open('#/versions/10.5072%2Fs-c');
  await page.getByRole('button', { name: 'New version' }).click();
  const dialog = page.getByRole('dialog', { name: 'New version after 3.0' });
  await dialog.getByLabel(/^Data were added/).check();
  await expect(dialog.getByText('The policy proposes a new DOI')).toBeVisible();
  await expect(dialog.getByRole('textbox', { name: 'Version', exact: true })).toHaveValue('4.0');
  await dialog
    .getByRole('textbox', { name: 'Landing page of the new version' })
    .fill('https://data.example.org/4');
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Make the new version' }).click();
  await expect(dialog).toBeHidden();
  expect(
    screens.host.core.calls.find(({ channel }) => channel === 'versions.create'),
  ).toMatchObject({
    input: { doi: '10.5072/s-v3', changes: ['data'], answers: { version: '4.0' } },
  });
  expect(screens.complaints).toEqual([]);
});

test('the next policy for new versions is written in the settings; those before it stay', async ({
  screens,
  page,
}) => {
  await screens.open('#/settings');
  const section = page.getByRole('region', { name: 'Policy for new versions' });
  await expect(section).toContainText('DataCite best practices');
  await section.getByRole('button', { name: 'Write the next policy …' }).click();
  const dialog = page.getByRole('dialog', { name: 'The next policy for new versions' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Ours');
  await dialog.getByRole('textbox', { name: 'Valid from' }).fill('2999-01-01');
  await dialog.getByRole('button', { name: 'Take rule 8 away' }).click();
  await dialog.getByRole('button', { name: 'Add a rule' }).click();
  await expect(dialog.getByRole('button', { name: 'Save the policy' })).toBeDisabled();
  const rule = dialog.getByRole('group', { name: 'Rule 8' });
  await rule.getByRole('textbox', { name: /^What changed/ }).fill('A sensor was calibrated again');
  await rule.getByRole('textbox', { name: 'Because' }).fill('Its values differ.');
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save the policy' }).click();
  await expect(dialog).toBeHidden();
  const sent = screens.host.core.calls.find(({ channel }) => channel === 'versions.setPolicies');
  expect(sent?.input).toMatchObject({
    policies: [{ name: 'DataCite best practices' }, { name: 'Ours', validFrom: '2999-01-01' }],
  });
});

test.describe('an empty ledger', () => {
  test.use({ fixture: { scene: 'empty' } });
  test('says what will be here', async ({ screens, page }) => {
    await screens.open('#/versions');
    await expect(page.getByText('No version chains yet')).toBeVisible();
  });
});
