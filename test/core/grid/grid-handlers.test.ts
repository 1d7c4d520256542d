import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createGridHandlers } from '#core/grid/grid-handlers.ts';
import { createHistoryHandlers } from '#core/history/history-handlers.ts';
import { createSigner } from '#core/history/sign-heads.ts';
import { getRecord } from '#core/records/find-records.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { contract } from '#shared/contract/contract.ts';
import { recordInput } from '../fixtures/record-input.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { openTestContext } from '../fixtures/test-context.ts';

let test: TestContext;
beforeEach(() => {
  test = openTestContext();
  saveRecords(
    test.context,
    ['a', 'b', 'c', 'd'].map((suffix) => recordInput(`10.5072/${suffix}`)),
    { kind: 'import', reason: null },
  );
});
afterEach(() => test.dispose());

const edit = async (change: object) =>
  contract['grid.edit'].output.parse(
    await createGridHandlers(test.context)['grid.edit'](
      contract['grid.edit'].input.parse({
        rows: { filter: {}, sort: 'doi', descending: false, first: 0, count: 1 },
        ...{ seen: [], changeKind: 'correction', reason: null },
        ...change,
      }),
    ),
  );
const rows = (first: number, count: number) => ({
  ...{ filter: {}, sort: 'doi', descending: false, first, count },
});
const attributes = (suffix: string) =>
  getRecord(test.context.ledger, `10.5072/${suffix}`)?.attributes;

describe('an edit in the grid', () => {
  it('sets the cells of some rows as one change set, over again where there are more rows', async () => {
    const outcome = await edit({
      rows: rows(1, 3),
      seen: ['10.5072/b'],
      columns: ['year', 'property:language'],
      values: [
        ['2021', 'de'],
        ['2022', ''],
      ],
    });
    expect(outcome).toMatchObject({ changedCount: 3, refusedCount: 0 });
    expect(outcome.id).not.toBeNull();
    expect(attributes('a')).toMatchObject({ publicationYear: 2024 });
    expect(attributes('b')).toMatchObject({ publicationYear: 2021, language: 'de' });
    expect(attributes('c')).toMatchObject({ publicationYear: 2022 });
    expect(attributes('d')).toMatchObject({ publicationYear: 2021, language: 'de' });
  });

  it('leaves cells alone that have no value, and keeps the kind and the reason in the history', async () => {
    const outcome = await edit({
      rows: rows(0, 2),
      columns: ['year', 'publisher'],
      values: [
        ['2021', 'Lake House'],
        ['2022', null],
      ],
      ...{ changeKind: 'files-added', reason: 'New files of 2026' },
    });
    expect(outcome).toMatchObject({ changedCount: 2 });
    expect(attributes('a')).toMatchObject({ publisher: { name: 'Lake House' } });
    const { attributes: before } = recordInput('10.5072/b');
    expect(attributes('b')).toEqual({ ...before, publicationYear: 2022 });
    const signer = createSigner(test.context);
    const history = createHistoryHandlers(test.context, 'no-anchors', signer)['history.list'];
    const { events } = await history({ doi: '10.5072/b', offset: 0, limit: 10 });
    expect(events[0]).toMatchObject({ reason: 'New files of 2026' });
    const sets = test.context.ledger.db.all(`select change_kind, reason from change_set`);
    expect(sets).toEqual([{ change_kind: 'files-added', reason: 'New files of 2026' }]);
  });

  it('changes nothing when one cell is wrong, and names it', async () => {
    await expect(
      edit({ rows: rows(0, 2), columns: ['year'], values: [['2021'], ['soon']] }),
    ).rejects.toThrow('Row 2, year: “soon” is no year');
    expect(attributes('a')).toMatchObject({ publicationYear: 2024 });
  });

  it('never refuses a wrong value that a cell has already, in each of the rows that it is for', async () => {
    const wrong = [{ date: '01.02.2020', dateType: 'Created' }];
    const { attributes: plain } = recordInput('10.5072/a');
    saveRecords(
      test.context,
      [recordInput('10.5072/a', { attributes: { ...plain, dates: wrong } })],
      { kind: 'import', reason: null },
    );
    const columns = ['property:dates[Created].date', 'year'];
    const kept = await edit({ columns, values: [['01.02.2020', '2021']] });
    expect(kept).toMatchObject({ changedCount: 1, refusedCount: 0 });
    expect(attributes('a')).toMatchObject({ dates: wrong, publicationYear: 2021 });
    // Filled down it would come to records that do not have it.
    await expect(
      edit({ rows: rows(0, 3), columns, values: [['01.02.2020', '2022']] }),
    ).rejects.toThrow(
      'Row 2, dates[Created].date: “01.02.2020” can be two days: write 2020-02-01 or 2020-01-02. (and 1 more cell)',
    );
    expect(attributes('a')).toMatchObject({ publicationYear: 2021 });
    await edit({ columns, values: [['2020-02-01', null]] });
    expect(attributes('a')).toMatchObject({ dates: [{ date: '2020-02-01', dateType: 'Created' }] });
  });

  it('is of the records that were seen, wherever the list has put them since', async () => {
    const year = { columns: ['year'], values: [['2021']] };
    await edit({ rows: rows(0, 1), seen: ['10.5072/B'], ...year });
    expect(attributes('a')).toMatchObject({ publicationYear: 2024 });
    expect(attributes('b')).toMatchObject({ publicationYear: 2021 });
  });

  it('is refused when the list has moved, and for columns that hold lists', async () => {
    const year = { columns: ['year'], values: [['2021']] };
    await expect(edit({ rows: rows(0, 2), seen: ['10.5072/b'], ...year })).rejects.toThrow(
      /list has changed/,
    );
    expect(attributes('b')).toMatchObject({ publicationYear: 2024 });
    await expect(edit({ columns: ['creators'], values: [['x']] })).rejects.toThrow(/holds lists/);
    await expect(edit({ columns: ['property:doi'], values: [['10.5072/x']] })).rejects.toThrow(
      /holds lists/,
    );
  });
});
