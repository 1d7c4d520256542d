import { expect, findBarriers, findBarriersInDark, test } from './fixture/screen-test.ts';

test('drafts are reviewed by keys alone, each step by the chosen person', async ({
  screens,
  page,
}) => {
  await screens.open('#/review');
  await page.getByRole('heading', { name: 'Review', level: 1 }).waitFor();
  await page.getByText('24 drafts').waitFor();
  await page.getByRole('button', { name: /You are: Ines Gerber/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Unlock' }).first().click();
  await page.getByLabel(/Unlock the key of/).fill('a passphrase');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.getByRole('button', { name: /^Findings: any/ }).click();
  await page.getByRole('option', { name: 'With errors' }).click();
  await expect(page.getByRole('grid', { name: 'Drafts' }).getByRole('row')).toHaveCount(5);
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.getByRole('button', { name: /^Author: any/ }).click();
  await page.getByRole('option', { name: 'Marc Kunz' }).click();
  await page.getByText('No draft fits these filters').waitFor();
  await page.getByRole('button', { name: 'Show all' }).first().click();
  await page.getByRole('radio', { name: /^In review/ }).click();
  const list = page.getByRole('grid', { name: 'Drafts' });
  // The header and six drafts: the keys mean the list that is there.
  await expect(list.getByRole('row')).toHaveCount(7);
  await list.focus();
  await page.keyboard.press('j');
  const draft = page.getByRole('article');
  const first = await draft.getAttribute('aria-label');
  await draft.getByRole('heading', { name: 'Checklist' }).waitFor();
  expect(await findBarriers(page)).toEqual([]);

  const consent = draft.getByRole('listitem').filter({ hasText: 'Consent of those named' });
  await consent.getByRole('button', { name: 'Confirm' }).click();
  const keep = page.getByRole('button', { name: 'Keep the consent' });
  for (const statement of [/names may become public/, /knows of it/, /terms below/]) {
    await expect(keep).toBeDisabled();
    await page.getByText(statement).click();
  }
  await keep.click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await draft
    .getByRole('button', { name: /^This draft is|Decide/ })
    .first()
    .click();
  await page.getByRole('option', { name: 'A new version of it' }).click();
  const deciding = page.getByRole('dialog');
  await deciding.getByText(/\+ IsPreviousVersionOf/).waitFor();
  await deciding.getByRole('rowheader', { name: /Title.*Differs/ }).waitFor();
  await deciding.getByLabel('Why').fill('The series goes on.');
  await deciding.getByRole('button', { name: 'Decide' }).click();
  await page.getByText('Decided and linked.').waitFor();
  await page.keyboard.press('c');
  await page.getByLabel('Write a comment').fill('<img src=x onerror=alert(1)> Which gauge?');
  await draft.getByRole('button', { name: 'Send comment' }).click();
  await draft.getByText('<img src=x onerror=alert(1)> Which gauge?').waitFor();

  await draft.getByRole('heading', { level: 2 }).click();
  await page.keyboard.press('r');
  await page.getByLabel('What shall change').fill('The title names no place.');
  await page.getByRole('dialog').getByRole('button', { name: 'Return' }).click();
  await expect(draft).not.toHaveAttribute('aria-label', first ?? '');

  await page.keyboard.press('a');
  await expect
    .poll(
      () => screens.host.core.calls.filter(({ channel }) => channel === 'review.approve').length,
    )
    .toBe(1);
  const steps = screens.host.core.calls.flatMap(({ channel }) =>
    ['review.return', 'review.approve', 'review.comment'].includes(channel) ? [channel] : [],
  );
  expect(steps).toEqual(['review.comment', 'review.return', 'review.approve']);
  expect(await findBarriersInDark(page)).toEqual([]);
  expect(screens.complaints).toEqual([]);
});

test('pressing Enter again and again publishes nothing', async ({ screens, page }) => {
  await screens.open('#/review');
  const drafts = page.getByRole('grid', { name: 'Drafts' });
  // A key that comes before the drafts moves to none.
  await drafts.getByRole('gridcell').nth(1).waitFor();
  await expect(drafts).toHaveAttribute('aria-busy', 'false');
  await drafts.focus();
  await page.keyboard.press('j');
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('dialog').getByText('What follows').waitFor();
  for (let times = 0; times < 8; times += 1) await page.keyboard.press('Enter');
  const sent = screens.host.core.calls.filter(({ channel }) => channel === 'register.start');
  expect(sent).toEqual([]);
});
