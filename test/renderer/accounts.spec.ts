import { expect, findBarriers, test } from './fixture/screen-test.ts';

test('an account is renamed and coloured, and production is opened by typing its id', async ({
  screens,
  page,
}) => {
  await screens.open('#/repositories/nias');
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Lakes');
  await page.getByText('Orange').click();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.getByRole('button', { name: 'Open PRODUCTION for this session' }).click();
  const open = page.getByRole('dialog').getByRole('button', { name: /Open PRODUCTION/ });
  await page.getByRole('textbox', { name: /Type NIAS.DATA/ }).fill('NIAS.TEST');
  await expect(open).toBeDisabled();
  await page.getByRole('textbox', { name: /Type NIAS.DATA/ }).fill('nias.data');
  await open.click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const asked = screens.host.core.calls.filter(({ channel }) =>
    /^repositories\.(rename|openWriting)$/.test(channel),
  );
  expect(asked.map(({ input }) => input)).toEqual([
    { id: 'nias', name: 'Lakes', colour: 'orange' },
    { id: 'nias', confirm: 'nias.data' },
  ]);
  expect(screens.complaints).toEqual([]);
});

test('another key goes inwards once, and leaves nothing on the page', async ({ screens, page }) => {
  await screens.open('#/repositories/nias-test');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await page.getByText('API key', { exact: true }).click();
  await page.getByLabel('API key', { exact: true }).last().fill('DC.CANARY');
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await page.content()).not.toContain('CANARY');
  const asked = screens.host.core.calls.filter(({ channel }) => channel.endsWith('setCredential'));
  expect(asked.map(({ input }) => input)).toEqual([
    { id: 'nias-test', secret: 'DC.CANARY', credential: 'api-key' },
  ]);
});

test('passwords are moved behind a passphrase that is typed twice', async ({ screens, page }) => {
  await screens.open('#/settings');
  await expect(page.getByText('Version 0.2.0 is there')).toBeVisible();
  await page.getByRole('button', { name: 'Keep them elsewhere' }).click();
  await page.getByText('Behind a passphrase').click();
  const move = page.getByRole('button', { name: 'Move the passwords' });
  await page.getByLabel('Passphrase', { exact: true }).fill('correct horse');
  await page.getByLabel('The passphrase again').fill('correct house');
  await expect(page.getByText('The two are not the same.')).toBeVisible();
  await expect(move).toBeDisabled();
  await page.getByLabel('The passphrase again').fill('correct horse');
  expect(await findBarriers(page)).toEqual([]);
  await move.click();
  await expect(page.getByText('The passwords are moved.')).toBeVisible();
});

test.describe('locked', () => {
  test.use({ fixture: { isLocked: true } });

  test('the app shows a door and nothing else, and says when the passphrase is wrong', async ({
    page,
    screens,
  }) => {
    await screens.open('#/records');
    await expect(page.getByRole('heading', { name: 'DOI Steward is locked' })).toBeVisible();
    await expect(page.getByRole('grid')).toHaveCount(0);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByLabel('Passphrase').fill('wrong');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('does not open the file of passwords');
    await page.getByLabel('Passphrase').fill('right');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Records' })).toBeVisible();
  });

  test('who does not know the passphrase goes on without it, and is told what to do', async ({
    page,
    screens,
  }) => {
    await screens.open('#/records');
    await page.getByRole('button', { name: 'I do not know the passphrase' }).click();
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Go on without it' }).click();
    await expect(page.getByText('Enter the passwords once more')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Records' })).toBeVisible();
  });
});
