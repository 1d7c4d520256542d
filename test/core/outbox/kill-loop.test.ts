import { describe, expect, it } from 'vitest';

import type { Edit } from '../../reliability/edits.ts';
import { lostEdits } from '../../reliability/lost-edits.ts';
import { complaints, killLoop, vacuities } from '../../reliability/kill-loop.ts';

// The short form; `node test/reliability/kill-loop.ts --kills 50 --items 1000 --edits 2000` is the one that counts.
describe('killing the process of a steward while a colleague edits the same records', () => {
  it('loses nothing, does nothing twice and overwrites nothing unseen, also when the repository dies', async () => {
    const report = await killLoop({
      kills: 4,
      items: 40,
      edits: 100,
      seed: 20261,
      killPractice: true,
    });
    expect([...complaints(report), ...vacuities({ ...report })], JSON.stringify(report)).toEqual(
      [],
    );
  });
});

describe('counting what was lost', () => {
  const edit = (value: string): Edit => ({ doi: '10.5072/a', key: 'version', value });
  const [first, second] = [edit('s-1-0'), edit('s-1-1')];
  const sent = (...values: string[]) => {
    return ({ value }: Edit) => values.includes(value);
  };

  it('asks for the last committed edit of an attribute, also when nobody heard of it', () => {
    const edits = { committed: [first, second], acknowledged: [first] };
    expect(lostEdits(edits, sent('s-1-1'))).toEqual([]);
    expect(lostEdits(edits, sent('s-1-0'))).toEqual([
      '10.5072/a version s-1-1 never reached DataCite',
    ]);
  });

  it('counts an acknowledged edit that the history does not hold', () => {
    const edits = { committed: [first], acknowledged: [first, second] };
    expect(lostEdits(edits, sent('s-1-0', 's-1-1'))).toEqual([
      '10.5072/a version s-1-1 is not in the history',
    ]);
  });
});
