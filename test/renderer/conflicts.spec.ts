import type { ConflictedValue } from '#shared/contract/conflicts.ts';

import { readable, toDecision } from '../../renderer/conflicts/chosen-value.ts';
import { expect, findBarriers, findBarriersInDark, test } from './fixture/screen-test.ts';

const conflicted = '#/records/10.5072%2Fnias-4f2a-00000r';

test('a conflict opens on its three sides and is settled value by value', async ({
  screens,
  page,
}) => {
  await screens.open(conflicted);
  const settle = page.getByRole('button', { name: /^Settle/ });
  await page.getByRole('tab', { name: 'Differences', selected: true }).waitFor();
  await expect(settle).toBeDisabled();

  const titles = page.getByRole('region', { name: 'titles' });
  const version = page.getByRole('region', { name: 'version' });
  await expect(titles).toContainText('title: Lake levels, daily means');
  // The core would refuse a state of somebody's own.
  const state = page.getByRole('region', { name: 'state' });
  await expect(state.getByRole('radio')).toHaveCount(2);
  await titles.getByText('Something else').click();
  await titles.getByRole('textbox').fill('[{"title": ');
  await version.getByText('At the service, until then').click();
  await expect(settle).toBeDisabled();
  await titles.getByRole('textbox').fill('[{"title": "Lake levels, both"}]');
  await page.getByLabel('Reason').fill('Asked Lea');
  expect(await findBarriers(page)).toEqual([]);
  expect(await findBarriersInDark(page)).toEqual([]);
  await settle.click();

  await expect
    .poll(() => screens.host.core.calls.find(({ channel }) => channel === 'conflicts.settle'))
    .toMatchObject({
      input: {
        choices: [
          { path: 'titles', take: 'value', value: [{ title: 'Lake levels, both' }] },
          { path: 'version', take: 'theirs' },
        ],
        otherwise: null,
        reason: 'Asked Lea',
      },
    });
  expect(screens.complaints).toEqual([]);
});

test('a value is shown without the signs of JSON, and written back as what it is', () => {
  const creators = [{ name: 'Brunner, Lea', nameIdentifiers: [{ nameIdentifier: '1' }] }];
  expect(readable(creators)).toBe('name: Brunner, Lea\nnameIdentifiers: nameIdentifier: 1');
  expect(readable(['a', 'b'])).toBe('a\nb');
  const value: ConflictedValue = {
    path: 'version',
    base: null,
    mine: '1',
    theirs: null,
    isOverwritten: false,
    overwritten: [],
    notedAt: '',
  };
  const write = (text: string) => toDecision(value, { take: 'value', text });
  expect(write(' 3 ')).toEqual({ path: 'version', take: 'value', value: '3' });
  expect(write('')).toEqual({ path: 'version', take: 'value', value: null });
  expect(toDecision({ ...value, mine: [] }, { take: 'value', text: '[' })).toBeNull();
});
