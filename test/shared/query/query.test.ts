import { describe, expect, it } from 'vitest';

import { formatQuery } from '#shared/query/format.ts';
import { parseQuery } from '#shared/query/parse.ts';
import { query as querySchema } from '#shared/query/query.ts';
import { seededRandom } from '#shared/support/random.ts';

const read = (text: string) => {
  const result = parseQuery(text);
  if (!result.ok) throw new Error(`${text}: ${result.error.message}`);
  return result.value;
};
const words = (text: string) => ({ kind: 'words', text }) as const;
const test = (field: string, operator: string, ...values: string[]) =>
  ({ kind: 'test', field, operator, values }) as const;

describe('a typed query', () => {
  it.each([
    ['', { kind: 'all', parts: [] }],
    ['alpine lakes', words('alpine lakes')],
    ['state:findable', test('state', ':', 'findable')],
    ['year>=2023', test('year', '>=', '2023')],
    ['publisher:"ETH Zürich"', test('publisher', ':', 'ETH Zürich')],
    ['-has:orcid', { kind: 'not', part: { kind: 'has', field: 'orcid' } }],
    ['licence!=CC0-1.0', { kind: 'not', part: test('licence', '=', 'CC0-1.0') }],
    ['state:(draft, registered)', test('state', ':', 'draft', 'registered')],
    ['state:(draft or registered)', test('state', ':', 'draft', 'registered')],
    ['doi:(10.5072/a(b) 10.5072/c)', test('doi', ':', '10.5072/a(b)', '10.5072/c')],
    ['creators[*].affiliation.name:ETH', test('creators[*].affiliation.name', ':', 'ETH')],
    ['dates[Issued].date>=2020', test('dates[Issued].date', '>=', '2020')],
    ['https://doi.org/10.5072/abc', words('https://doi.org/10.5072/abc')],
    ['10.5072/a:b', words('10.5072/a:b')],
    ['lakes - rivers', words('lakes - rivers')],
    [
      'snow (state:draft or not kernel:4) year:2020..2024',
      {
        kind: 'all',
        parts: [
          words('snow'),
          {
            kind: 'any',
            parts: [test('state', ':', 'draft'), { kind: 'not', part: test('kernel', ':', '4') }],
          },
          test('year', ':', '2020..2024'),
        ],
      },
    ],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
    expect(querySchema.parse(read(text))).toEqual(expected);
  });

  it.each([
    ['pubisher:x', /“pubisher” is neither/, 0, 8],
    ['snow state:findible', /“findible” is no state. It is one of reserved, draft/, 5, 19],
    ['year>=20x', /whole number/, 0, 9],
    ['updated>=yesterday', /is a day as in/, 0, 18],
    ['updated>2026-13-01', /is a day as in/, 0, 18],
    ['updated:2026-02-30', /is a day as in/, 0, 18],
    ['foo.bar:x', /neither a field nor a property/, 0, 7],
    ['state>draft', /cannot be larger/, 0, 11],
    ['a (b or c', /not closed/, 2, 3],
    ['a)', /closes nothing/, 1, 2],
    ['title:"x', /quotation mark is not closed/, 6, 7],
    ['title:', /Say what “title” should be/, 0, 6],
    ['or a', /nothing before/, 0, 2],
    ['a not', /nothing behind/, 2, 5],
    ['a or', /nothing behind this “or”/, 2, 4],
    ['(a or ) b', /nothing behind this “or”/, 3, 5],
    [`${'('.repeat(60)}a${')'.repeat(60)}`, /too many brackets/, 41, 42],
    [`doi:(${'x '.repeat(20_001)})`, /20,000 values/, 4, 40_005],
  ])('says what is wrong and where: %s', (text, message, from, to) => {
    const result = parseQuery(text);
    expect(result).toMatchObject({ ok: false, error: { from, to } });
    expect(result.ok ? '' : result.error.message).toMatch(message);
  });

  it('is written as it is read, for random queries', () => {
    const seed = 20_261_121;
    const random = seededRandom(seed);
    const pieces = [
      ...['state:draft', 'alpine', '"or"', 'or', 'and', 'not ', '-', '(', ')', 'has:orcid', 'x'],
      ...['doi:10.5072/a(b)', 'title:"a \\" b"', 'year>=2020', '"two words"', '10.5072/q', '  '],
      ...['subjects.subject=(a,b "c d")', 'licence!=x', 'has:(url language)', '\\', '"a:b"'],
    ];
    let readable = 0;
    for (let round = 0; round < 5_000; round += 1) {
      const text = Array.from(
        { length: 1 + Math.floor(random() * 9) },
        () => pieces[Math.floor(random() * pieces.length)],
      ).join(random() < 0.8 ? ' ' : '');
      const first = parseQuery(text);
      if (!first.ok) continue;
      readable += 1;
      const written = formatQuery(first.value);
      expect(parseQuery(written), `seed ${seed}, ${text} => ${written}`).toEqual(first);
    }
    expect(readable).toBeGreaterThan(1_000);
  });
});
