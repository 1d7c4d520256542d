import { describe, expect, it } from 'vitest';

import { inventedUse } from '#core/practice/invented-use.ts';
import type { PracticeRecord } from '#core/practice/record.ts';

const now = Date.parse('2026-11-21T12:00:00.000Z');
const record = (
  doi: string,
  publicationYear: number,
  state: PracticeRecord['state'] = 'findable',
) => ({ doi, state, metadata: { publicationYear } }) as unknown as PracticeRecord;
const sum = (list: readonly { readonly total?: unknown }[]): number =>
  list.reduce((all, { total }) => all + Number(total), 0);

describe('how often records of practice are used', () => {
  it('is nothing for what nobody could have found yet', () => {
    const none = { viewCount: 0, downloadCount: 0, citationCount: 0 };
    expect(inventedUse(record('10.5072/a', 2026), now).counts).toEqual(none);
    expect(inventedUse(record('10.5072/a', 2010, 'registered'), now).counts).toEqual(none);
    expect(inventedUse(record('10.5072/a', 2010, 'draft'), now).counts).toEqual(none);
  });

  it('is the same whenever it is asked for, and adds up', () => {
    const { counts, overTime } = inventedUse(record('10.5072/a', 2010), now);
    expect(inventedUse(record('10.5072/a', 2010), now)).toEqual({ counts, overTime });
    expect(counts.viewCount).toBeGreaterThan(0);
    expect(sum(overTime.viewsOverTime)).toBe(counts.viewCount);
    expect(sum(overTime.downloadsOverTime)).toBe(counts.downloadCount);
    expect(sum(overTime.citationsOverTime)).toBe(counts.citationCount);
    expect(overTime.viewsOverTime[0]).toMatchObject({ yearMonth: '2010-06' });
  });
});
