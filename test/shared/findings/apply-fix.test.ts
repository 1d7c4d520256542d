import { describe, expect, it } from 'vitest';

import { applyFix } from '#shared/findings/apply-fix.ts';

const names = (...list: string[]) => ({ creators: list.map((name) => ({ name })) });

describe('a fix', () => {
  it('takes entries away that its paths name in the record as it was, in either order', () => {
    const changes = [{ path: 'creators[0]' }, { path: 'creators[2]' }];
    const mended = names('b', 'd');
    expect(applyFix(names('a', 'b', 'c', 'd'), changes)).toEqual(mended);
    expect(applyFix(names('a', 'b', 'c', 'd'), changes.toReversed())).toEqual(mended);
  });

  it('sets before it takes away, and appends in order', () => {
    expect(
      applyFix(names('a', 'b'), [
        { path: 'creators[0]' },
        { path: 'creators[1].name', value: 'B' },
        { path: 'creators[2]', value: { name: 'c' } },
        { path: 'creators[3]', value: { name: 'd' } },
      ]),
    ).toEqual(names('B', 'c', 'd'));
  });

  it('leaves alone what is not there', () => {
    const record = names('a');
    expect(applyFix(record, [{ path: 'creators[4]' }, { path: 'subjects[0].subject' }])).toEqual(
      record,
    );
  });
});
