import { expect, findBarriers, test } from './fixture/screen-test.ts';

const calls = (
  screens: { host: { core: { calls: readonly { channel: string; input: unknown }[] } } },
  channel: string,
) => screens.host.core.calls.filter((call) => call.channel === channel).map(({ input }) => input);

test('the history is filtered, and an event shows what was sent and came back', async ({
  screens,
  page,
}) => {
  await screens.open('#/history');
  await page.getByRole('row').nth(2).click();
  const panel = page.getByRole('complementary', { name: 'Registered as findable' });
  await expect(panel.getByText('What came back')).toBeVisible();
  await panel.getByRole('button', { name: 'Show its change set' }).click();
  await expect(page.getByText('One change set')).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();

  await page.getByLabel('Words').fill('brought in');
  await expect
    .poll(() => calls(screens, 'history.list').at(-1))
    .toMatchObject({ text: 'brought in', doi: null });
  await page.getByLabel('Words').fill('no such words');
  await page.getByText('No event matches').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(screens.complaints).toEqual([]);
});

test('an evidence pack is saved, and the head is shown for keeping', async ({ screens, page }) => {
  await screens.open('#/history');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Evidence pack' }).click();
  expect((await saved).suggestedFilename()).toBe('evidence.html');
  await page.getByText(/Keep this head of event 1204/).waitFor();
  expect(calls(screens, 'history.export')).toMatchObject([{ after: 0, form: 'html' }]);
  expect(await findBarriers(page)).toEqual([]);
});

test('personal text is taken out after its extent and what stays elsewhere were said', async ({
  screens,
  page,
}) => {
  await screens.open('#/history');
  await page.getByRole('row').nth(1).click();
  await page.getByRole('button', { name: 'Take out personal text' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: /^Take out 0/ })).toBeDisabled();
  await dialog.getByText('Who acted').click();
  await dialog.getByText(/12 texts of 9 events would go/).waitFor();
  await expect(dialog.getByText(/backups, exports and evidence packs/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: /^Take out 12/ })).toBeDisabled();
  await dialog.getByLabel(/^Why/).fill('Asked in a letter');
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: /^Take out 12/ }).click();
  await expect
    .poll(() => calls(screens, 'history.redact'))
    .toMatchObject([{ redaction: { parts: ['person'] }, reason: 'Asked in a letter' }]);
});
