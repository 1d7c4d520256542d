import { expect, test } from 'vitest';

import { isTimestamp } from '#shared/support/timestamp.ts';

test.each([
  '2026-11-22',
  '2026-11-22T09:30Z',
  '2026-11-22T09:30:00Z',
  '2026-11-22T09:30:00.123Z',
  '2026-11-22T09:30:00.123456+02:00',
])('%s is a time', (text) => {
  expect(isTimestamp(text)).toBe(true);
});

test.each(['', '2026', '22 Nov 2026', '2026-13-01', '2026-11-22T25:00:00Z', '<b>2026-11-22</b>'])(
  '%j is none',
  (text) => {
    expect(isTimestamp(text)).toBe(false);
  },
);
