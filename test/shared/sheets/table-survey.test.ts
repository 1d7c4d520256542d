import { expect, it } from 'vitest';

import type { Attributes } from '#shared/metadata/attributes.ts';
import { generateAnyRecord } from '#shared/metadata/generate/any-record.ts';
import { columnName } from '#shared/sheets/columns.ts';
import { planTable } from '#shared/sheets/table-plan.ts';
import { joinSeen, nothingSeen, seeRecord, wantedOf } from '#shared/sheets/table-survey.ts';
import type { SeenPlace } from '#shared/sheets/table-survey.ts';
import { valueCells } from '#shared/sheets/value-cells.ts';
import { seededRandom } from '#shared/support/random.ts';

const seed = Number(process.env['SEED'] ?? 20_261_123);
const runs = Number(process.env['PROPERTY_RUNS'] ?? 40);

/** With members that no schema orders: their columns stand as they were first seen. */
function anyRecord(random: () => number): Attributes {
  const odd = () => `odd${String(Math.floor(random() * 12))}`;
  const unknown = { [odd()]: { [odd()]: 1, [odd()]: [{ [odd()]: '' }] }, [odd()]: [] };
  return { ...generateAnyRecord(random), ...unknown };
}

function seenOf(
  records: readonly Attributes[],
  properties: readonly string[] | null = null,
): SeenPlace {
  const seen = nothingSeen();
  for (const record of records) seeRecord(seen, record, wantedOf(properties));
  return seen;
}

const columnsOf = (seen: SeenPlace, mostColumns: number): readonly string[] =>
  planTable(seen, { mostColumns, firstAt: 0 }).columns.map(columnName);

it(`comes to the same columns in pieces as in one go; seed ${seed}`, () => {
  const random = seededRandom(seed);
  for (let run = 0; run < runs; run += 1) {
    const records = Array.from({ length: 24 }, () => anyRecord(random));
    const joined = nothingSeen();
    for (let from = 0; from < records.length;) {
      const size = 1 + Math.floor(random() * 7);
      // As it comes from another thread.
      joinSeen(joined, structuredClone(seenOf(records.slice(from, from + size))));
      from += size;
    }
    const whole = seenOf(records);
    expect(columnsOf(joined, Infinity)).toEqual(columnsOf(whole, Infinity));
    const cut = columnsOf(whole, 60);
    expect(cut.some((name) => name.endsWith('...]'))).toBe(true);
    expect(columnsOf(joined, 60)).toEqual(cut);
  }
});

it(`puts a record's values in the order of a sheet of this record alone; seed ${seed}`, () => {
  const random = seededRandom(seed);
  for (let run = 0; run < runs; run += 1) {
    const record = anyRecord(random);
    const plan = planTable(seenOf([record]), { mostColumns: Infinity, firstAt: 0 });
    const cells = plan.cellsOf(record).map(({ at, cell }) => {
      const column = plan.columns[at];
      return [column === undefined ? '' : columnName(column), cell];
    });
    expect(valueCells(record, wantedOf(null))).toEqual(cells);
    const titles = valueCells(record, wantedOf(['titles']));
    expect(titles.every(([name]) => /^titles\b/.test(name))).toBe(true);
  }
});

it('leaves cells in the order of the columns where a record names its members in another', () => {
  const seen = seenOf([
    { version: '1', titles: [{ title: 'a', lang: 'en' }] },
    { titles: [{ lang: 'de', title: 'b' }] },
  ]);
  const plan = planTable(seen, { mostColumns: 100, firstAt: 3 });
  const cells = plan.cellsOf({ version: '2', titles: [{ lang: 'de', title: 'b' }] });
  expect(plan.columns.map(columnName)).toEqual(['titles[0].title', 'titles[0].lang', 'version']);
  expect(cells).toEqual([
    { at: 3, cell: 'b' },
    { at: 4, cell: 'de' },
    { at: 5, cell: '2' },
  ]);
});

it('has columns for those parts of properties that are wanted', () => {
  const record: Attributes = {
    titles: [{ title: 'a', lang: 'en' }],
    creators: [{ name: 'b', affiliation: [{ name: 'c', schemeUri: 'd' }] }, { name: 'e' }],
    dates: [{ date: '2020', dateType: 'Issued', dateInformation: 'f' }],
    publisher: 'g',
    'odd name': 'h',
  } as Attributes;
  const properties = [
    ...['creators.affiliation.name', 'creators[*].name', 'dates[Issued].date', 'titles.title'],
    ...['titles', 'odd name', 'subjects.subject', 'doi'],
  ];
  const plan = planTable(seenOf([record], properties), { mostColumns: 100, firstAt: 0 });
  const names = plan.columns.map(columnName);
  expect(names.toSorted()).toEqual(
    [
      ...[
        '# ["odd name"]',
        'creators[0].affiliation[0].name',
        'creators[0].name',
        'creators[1].name',
      ],
      ...['dates[0].date', 'dates[0].dateType', 'titles[0].lang', 'titles[0].title'],
    ].toSorted(),
  );
  expect(plan.cellsOf(record).map(({ at, cell }) => [names[at], cell])).toEqual(
    valueCells(record, wantedOf(properties)),
  );
});
