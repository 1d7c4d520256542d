import { expect, it } from 'vitest';

import { rangeValue } from '#shared/grid/range-value.ts';

it('tells what cells hold together: one value, several, or that it is not known yet', () => {
  expect(rangeValue(['a', 'a'])).toEqual({ kind: 'one', text: 'a' });
  expect(rangeValue(['', ''])).toEqual({ kind: 'one', text: '' });
  expect(rangeValue(['a', 'b', 'a'])).toEqual({ kind: 'multiple', distinct: 2 });
  expect(rangeValue(['a', undefined])).toEqual({ kind: 'unknown' });
  expect(rangeValue(['a', undefined, 'b'])).toEqual({ kind: 'multiple', distinct: 2 });
  expect(rangeValue([])).toEqual({ kind: 'unknown' });
});
