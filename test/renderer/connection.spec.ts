import { expect, test } from './fixture/screen-test.ts';

test('a lost connection is said at once, taken up again, and everything is asked for anew', async ({
  page,
  screens,
}) => {
  let drop: (() => Promise<void>) | undefined;
  let isDown = false;
  await page.routeWebSocket(/\/rpc$/, (socket) => {
    if (isDown) {
      void socket.close();
      return;
    }
    socket.connectToServer();
    drop = () => socket.close();
  });
  await screens.open('#/collections/1');
  await expect(page.getByText('14 records with errors')).toBeVisible();
  isDown = true;
  await drop?.();
  const lost = page
    .getByRole('alert')
    .filter({ hasText: 'The connection to the app was lost. Your work is safe' });
  await expect(lost).toBeVisible();
  // What was shown stays in sight meanwhile.
  await expect(page.getByText('14 records with errors')).toBeVisible();
  const before = screens.host.core.calls.length;
  isDown = false;
  await expect(lost).toBeHidden();
  await expect
    .poll(() => screens.host.core.calls.slice(before).map((call) => call.channel))
    .toContain('collections.list');
});

test('a screen follows the events of the core', async ({ page, screens }) => {
  await screens.open('#/settings');
  await page.getByLabel('Your name').fill('Anika Chowdhury');
  await page.getByLabel('Your name').press('Enter');
  await expect(page.getByText('Saved.')).toBeVisible();
  const before = screens.host.core.calls.filter((call) => call.channel === 'app.state').length;
  screens.host.core.emit('app.changed', {});
  await expect
    .poll(() => screens.host.core.calls.filter((call) => call.channel === 'app.state').length)
    .toBeGreaterThan(before);
});

test('the password of a new repository goes inwards once and leaves the page', async ({
  page,
  screens,
}) => {
  await screens.open('#/repositories/new');
  await page.getByRole('button', { name: 'Add the repository' }).click();
  await expect(page.getByText('Please fill this in.')).toBeVisible();
  await expect(page.getByText('At least three characters.')).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('Test account');
  await page.getByLabel('Repository id').fill('NIAS.TEST');
  await page.locator('input[name="password"]').fill('correct horse');
  await page.getByRole('button', { name: 'Add the repository' }).click();
  await expect(page).toHaveURL(/repositories\/nias-test/);
  expect(
    screens.host.core.calls.filter((call) => call.channel === 'repositories.add'),
  ).toMatchObject([
    {
      channel: 'repositories.add',
      input: {
        name: 'Test account',
        environment: 'test',
        clientId: 'NIAS.TEST',
        password: 'correct horse',
      },
    },
  ]);
  expect(await page.content()).not.toContain('correct horse');
});
