import { expect, findBarriers, test } from './fixture/screen-test.ts';

test('items of hubs are listed, opened, and show their DOIs, origins and what happened', async ({
  screens,
  page,
}) => {
  await screens.open('#/hub/items');
  const rows = page.getByRole('grid', { name: 'Items of hubs' });
  await rows.getByText('oberwald/lake-levels').click();
  const panel = page.getByRole('complementary', { name: 'oberwald/lake-levels' });
  await expect(panel.getByText('Locked by DOI')).toBeVisible();
  await expect(panel.getByText('4 commits, 7 files changed')).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);

  // What a DOI locks is asked for: the letter becomes a request.
  const opened = () =>
    screens.host.core.calls
      .filter(({ channel }) => channel === 'removal.open')
      .map(({ input }) => input);
  await panel.getByRole('button', { name: 'Request …' }).press('Enter');
  const letter = page.getByRole('dialog', { name: 'Letter to the hub' });
  expect(await findBarriers(page)).toEqual([]);
  await letter.getByRole('button', { name: 'Keep it as a request' }).press('Enter');
  await expect(page).toHaveURL(/#\/requests\/1$/);
  expect(opened()).toMatchObject([
    {
      requests: [{ origin: 'locked', owner: 'hub', kind: 'deletion', dois: ['10.57967/hf/0001'] }],
    },
  ]);
  await page.goBack();

  await panel.getByRole('button', { name: 'Begin with the 2 names of the card' }).click();
  await panel.getByRole('button', { name: 'Move author 2 up' }).click();
  await panel.getByRole('textbox', { name: 'ORCID iD 1' }).fill('0000-0002-1825-0097');
  await panel.getByRole('button', { name: 'Save the list' }).click();
  const kept = () => screens.host.core.calls.find(({ channel }) => channel === 'hub.setAuthors');
  await expect.poll(kept).toMatchObject({
    input: {
      authors: [
        { name: 'Doe, Max', orcid: '0000-0002-1825-0097' },
        { name: 'Roe, Jane', orcid: null },
      ],
    },
  });
  expect(await findBarriers(page)).toEqual([]);

  await panel.getByRole('tab', { name: 'Values' }).click();
  await expect(panel.getByRole('row', { name: /creators/ })).toContainText('edited here since');

  await panel.getByRole('tab', { name: 'DOIs' }).click();
  await expect(panel.getByText('Card and public record differ')).toBeVisible();
  await expect(panel.getByText('The record leaves it out')).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);

  await panel.getByRole('button', { name: 'Generate a new DOI on the hub …' }).click();
  const guide = page.getByRole('dialog', { name: 'Generate a DOI for oberwald/lake-levels' });
  const go = guide.getByRole('button', { name: 'Open the settings on the hub' });
  await expect(go).toBeDisabled();
  await guide.getByText('I know these restrictions and accept them.').click();
  await guide.getByText('I agree that this name is given to DataCite.').click();
  await guide.getByRole('textbox', { name: /^Full name/ }).fill('Jane Roe');
  await expect(go).toBeDisabled();
  await guide.getByRole('textbox', { name: /^Why it goes on/ }).fill('The pull request can wait');
  await expect(go).toBeEnabled();
  await guide.getByText('The terms as they were read').click();
  await expect(guide.getByText('What has a DOI stays.')).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);
  await page.keyboard.press('Escape');

  await panel.getByRole('button', { name: 'DOI under our own prefix …' }).click();
  const draft = page.getByRole('dialog', { name: /under our own prefix$/ });
  await expect(draft.getByText('This may be a second DOI for the same thing')).toBeVisible();
  await expect(draft.getByRole('button', { name: 'Draft two DOIs' })).toBeDisabled();
  await draft.getByText('A variant').click();
  await expect(draft.getByRole('button', { name: 'Draft two DOIs' })).toBeEnabled();
  await page.keyboard.press('Escape');

  await page
    .getByRole('tab', { name: /^What happened/ })
    .first()
    .click();
  const event = page.getByRole('region', { name: 'Licence changed: oberwald/lake-levels' });
  await expect(event).toContainText('CC-BY-4.0');
  expect(await findBarriers(page)).toEqual([]);
  // An item of ours is gone: the case begins from what the watch saw.
  const gone = page.getByRole('region', { name: 'Not visible: oberwald/ice-webcam' });
  await gone.getByRole('button', { name: 'Removal …' }).press('Enter');
  const open = page.getByRole('dialog', { name: 'Open a case for this DOI' });
  expect(await findBarriers(page)).toEqual([]);
  await open.getByRole('button', { name: 'Open a case' }).press('Enter');
  await expect(page).toHaveURL(/#\/requests\/1$/);
  expect(opened()[1]).toMatchObject({
    requests: [{ origin: 'watch', owner: 'own', reason: 'hub-removed', dois: ['10.5072/hub-2'] }],
  });
  await page.goBack();
  await page.getByRole('button', { name: /What happened/ }).click();
  await page.getByRole('option', { name: 'Licence changed (1 open)' }).click();
  await event.getByRole('button', { name: 'It was dealt with' }).click();
  await expect(event).toBeHidden();

  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByRole('tab', { name: 'Mapping' }).click();
  await page.getByText('User names of contributors').click();
  await page.getByRole('button', { name: 'Save the mapping' }).click();
  const saved = () => screens.host.core.calls.find(({ channel }) => channel === 'hub.setRules');
  await expect.poll(saved).toMatchObject({
    input: { rules: { 'creators-contributors': { isOn: true } } },
  });
  await page.getByRole('tab', { name: 'Hubs' }).click();
  await expect(page.getByText('oberwald (admin)')).toBeVisible();
  await page.getByText('Organisations and their ROR ids').click();
  await page.getByRole('button', { name: 'ROR id of oberwald …' }).click();
  const owner = page.getByRole('dialog', { name: 'ROR id of oberwald …' });
  await owner.getByRole('textbox', { name: 'ROR id' }).fill('https://ror.org/04wxnsj81');
  expect(await findBarriers(page)).toEqual([]);
  await owner.getByRole('button', { name: 'Save', exact: true }).click();
  const picked = () =>
    screens.host.core.calls.find(({ channel }) => channel === 'hub.setOrganisation');
  await expect.poll(picked).toMatchObject({ input: { ror: 'https://ror.org/04wxnsj81' } });
  expect(await findBarriers(page)).toEqual([]);
  expect(screens.complaints).toEqual([]);
});

test.describe('an empty ledger', () => {
  test.use({ fixture: { scene: 'empty' } });
  test('offers to bring items in, and does it by name', async ({ screens, page }) => {
    await screens.open('#/hub/items');
    await expect(page.getByText('No models or data sets of a hub yet')).toBeVisible();
    await page.getByRole('button', { name: 'Bring in …' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Bring in from a hub' });
    await dialog
      .getByRole('textbox', { name: /^One a line/ })
      .fill('datasets/oberwald/lake-levels');
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Bring in', exact: true }).click();
    await expect(dialog).toBeHidden();
    expect(screens.host.core.calls.find(({ channel }) => channel === 'hub.bringIn')).toMatchObject({
      input: { source: { kind: 'list', text: 'datasets/oberwald/lake-levels' } },
    });
  });
});
