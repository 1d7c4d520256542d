import { expect, it } from 'vitest';

import { cellReader } from '#core/records/cells.ts';

it('a cell shows the beginning of what is long, and a copy has all of it', () => {
  const description = 'x'.repeat(3_000);
  const subjects = Array.from({ length: 30 }, (_, at) => ({ subject: `s${at}` }));
  const metadata = JSON.stringify({ descriptions: [{ description }], subjects });
  const paths = ['descriptions[0].description', 'subjects.subject'];
  const [shown, some] = cellReader(paths, false)(metadata);
  expect([shown?.isCut, String(shown?.values[0]).length]).toEqual([true, 2_000]);
  expect([some?.isCut, some?.values.length, some?.count]).toEqual([undefined, 12, 30]);
  const [all, many] = cellReader(paths, true)(metadata);
  expect(all).toEqual({ values: [description], count: 1 });
  expect(many?.values).toHaveLength(30);
});
