import { describe, expect, it } from 'vitest';

import { selection } from '#shared/contract/outbox.ts';
import {
  allTicks,
  canBeNamed,
  countTicks,
  isTicked,
  noTicks,
  selectionOf,
  ticksOf,
  toggleTicks,
} from '#shared/grid/ticks.ts';
import { parseQuery } from '#shared/query/parse.ts';
import { valueLimit } from '#shared/query/query.ts';

const [a, b, c] = ['10.5072/a', '10.5072/b', '10.5072/c'] as const;

describe('ticks', () => {
  it('ticks some, and unticks what was ticked whole', () => {
    const one = toggleTicks(noTicks, [a]);
    const three = toggleTicks(one, [a, b, c]);
    expect(countTicks(three, 10)).toBe(3);
    expect(toggleTicks(three, [a, b, c])).toEqual(noTicks);
    expect(isTicked(toggleTicks(three, [b]), b)).toBe(false);
  });

  it('ticks every record of a list but those that were unticked', () => {
    const left = toggleTicks(allTicks, [a, b]);
    expect(isTicked(left, a)).toBe(false);
    expect(isTicked(left, c)).toBe(true);
    expect(countTicks(left, 12_345)).toBe(12_343);
    // One of the two is ticked again, then all of what was named.
    expect(toggleTicks(left, [a])).toEqual({ kind: 'all', except: new Set([b]) });
    expect(toggleTicks(left, [a, b, c])).toEqual(allTicks);
  });

  it('is a list of names, or the filter of the list without the named ones', () => {
    const filter = { repositoryId: 'practice', query: 'state:draft or state:reserved' };
    expect(selectionOf(ticksOf([a, b]), filter)).toEqual({ dois: [a, b] });
    expect(selectionOf(allTicks, filter)).toEqual({ filter });
    const without = selectionOf(toggleTicks(allTicks, [a, c]), filter);
    expect(without).toMatchObject({ filter: { repositoryId: 'practice' } });
    const query = 'filter' in without ? parseQuery(without.filter.query ?? '') : null;
    // The typed "or" stays in brackets of its own.
    expect(query).toMatchObject({
      ok: true,
      value: { kind: 'all', parts: [{ kind: 'any' }, { kind: 'not', part: { values: [a, c] } }] },
    });
    expect(selectionOf(toggleTicks(allTicks, [a]), {})).toMatchObject({
      filter: { query: expect.stringContaining(a) as unknown },
    });
    // What cannot be read is refused by the core; without it, more would be meant than is shown.
    expect(selectionOf(toggleTicks(allTicks, [a]), { query: 'state:(' })).toEqual({
      filter: { query: 'state:(' },
    });
  });

  it('are as many as an operation takes', () => {
    const dois = Array.from({ length: valueLimit }, (_, at) => `10.5072/a-long-suffix-${at}`);
    const more = [...dois, a];
    for (const ticks of [noTicks, allTicks]) {
      expect(canBeNamed(toggleTicks(ticks, dois))).toBe(true);
      expect(canBeNamed(toggleTicks(ticks, more))).toBe(false);
      expect(selection.safeParse(selectionOf(toggleTicks(ticks, dois), {}))).toMatchObject({
        success: true,
      });
    }
  });
});
