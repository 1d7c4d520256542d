import { describe, expect, it } from 'vitest';

import type { Attributes } from '#shared/metadata/attributes.ts';
import { applyCells } from '#shared/sheets/apply-cells.ts';
import type { Cell } from '#shared/sheets/apply-cells.ts';
import { readColumnName } from '#shared/sheets/columns.ts';

const record: Attributes = {
  titles: [{ title: 'One' }, { title: 'Two', lang: 'en' }],
  creators: [{ name: 'A' }, { name: 'B' }, { name: 'C' }],
  publisher: 'Old text',
  publicationYear: '2020',
  version: '1.10',
  dates: [{ date: '2021-03', dateType: 'Issued' }],
  subjects: [],
};

function cells(texts: Readonly<Record<string, string>>, made?: Cell['made']): Cell[] {
  return Object.entries(texts).map(([name, text]) => {
    const column = readColumnName(name);
    if (column === null) throw new Error(name);
    return { column, text, made };
  });
}

const apply = (texts: Readonly<Record<string, string>>, made?: Cell['made']) =>
  applyCells(record, cells(texts, made));

describe('cells of a row', () => {
  it('leave a record alone, the very object, when they are empty or say what it says', () => {
    const same = apply({
      'titles[0].title': 'One',
      'titles[1].lang': '',
      publicationYear: '2020',
      publisher: 'Old text',
      subjects: '[json] []',
      'titles[1]': '[json] {"title":"Two","lang":"en"}',
      'creators[1...]': '[json] [{"name":"B"},{"name":"C"}]',
      'creators[7].name': '[delete]',
    });
    expect(same.problems).toEqual([]);
    expect(same.attributes).toBe(record);
  });

  it('set, add and take away values, and close the gaps', () => {
    const { attributes } = apply({
      'titles[1].lang': '[delete]',
      'creators[1].name': '[delete]',
      'creators[5].name': 'D',
      'rightsList[0].rightsIdentifier': 'cc-by-4.0',
      version: '[delete]',
    });
    expect(attributes).toMatchObject({
      titles: [{ title: 'One' }, { title: 'Two' }],
      creators: [{ name: 'A' }, { name: 'C' }, { name: 'D' }],
      rightsList: [{ rightsIdentifier: 'cc-by-4.0' }],
    });
    expect('version' in attributes).toBe(false);
  });

  it('change the entries that share a cell, and whole properties', () => {
    expect(apply({ 'creators[1...]': '[json] [{"name":"Z"}]' }).attributes.creators).toEqual([
      { name: 'A' },
      { name: 'Z' },
    ]);
    expect(apply({ 'creators[1...]': '[delete]' }).attributes.creators).toEqual([{ name: 'A' }]);
    expect('creators' in apply({ creators: '[delete]' }).attributes).toBe(false);
  });

  it.each([
    ['version', '1.1', 'number'],
    ['dates[0].date', '2021-03-01', 'date'],
    ['dates[0].date', '44256', undefined],
    ['dates[0].date', '01/03/2021', undefined],
    ['version', '1.1E+05', undefined],
    ['version', '#NAME?', undefined],
    ['publicationYear', '########', undefined],
    ['publisher.name', 'New', undefined],
    ['titles', 'New', undefined],
    ['publicationYear', '2020,5', undefined],
    ['subjects[0...]', 'text', undefined],
  ] as const)('are refused: %s = %s kept as %s', (name, text, made) => {
    const { attributes, problems } = apply({ [name]: text }, made);
    expect(problems).toHaveLength(1);
    expect(attributes).toBe(record);
  });

  it('are refused with what DataCite would not take there, unless the record has it', () => {
    const problemsOf = (texts: Readonly<Record<string, string>>) =>
      apply(texts).problems.map(({ path, message }) => `${path}: ${message}`);
    expect(
      problemsOf({
        url: 'www.example.org/a',
        language: 'klingonisch!',
        'dates[0].dateType': 'Isued',
        'rightsList[0...]': '[json] [{"rightsUri":"https://[::1"}]',
      }),
    ).toEqual([
      expect.stringMatching(/^url: .*Did you mean https:\/\/www.example.org\/a\?$/),
      expect.stringMatching(/^language: .*no code of a language/),
      expect.stringMatching(/^dates\[0\].dateType: .*not one of the values/),
      expect.stringMatching(/^rightsList\[0...\]: .*no whole address/),
    ]);
    // What could be said better an export brings back as it was.
    expect(problemsOf({ 'dates[0].date': 'spring', 'rightsList[0].rightsUri': 'CC BY' })).toEqual(
      [],
    );
    const odd: Attributes = { dates: [{ date: '2020', dateType: 'Birthday' }] };
    const moved = applyCells(odd, cells({ 'dates[1].dateType': 'Birthday' }));
    expect(moved.problems).toEqual([]);
    const spelled = applyCells(odd, cells({ 'dates[0].dateType': 'issued' }));
    expect(spelled.attributes.dates).toEqual([{ date: '2020', dateType: 'Issued' }]);
  });

  it('never reach a prototype', () => {
    const hostile = JSON.parse('{"titles":[{"__proto__":{"x":"1"}}]}') as Attributes;
    const cell = cells({ 'titles[0].__proto__.x': '2' });
    const { attributes } = applyCells(hostile, cell);
    expect(JSON.stringify(attributes)).toBe('{"titles":[{"__proto__":{"x":"2"}}]}');
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});
