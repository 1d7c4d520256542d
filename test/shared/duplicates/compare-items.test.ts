import { describe, expect, it } from 'vitest';

import { twinReasonsOf } from '#shared/duplicates/compare-items.ts';
import { factsOf } from '#shared/duplicates/item-facts.ts';
import { marksOf } from '#shared/duplicates/marks.ts';
import { addressKey, hubKey, titleWords } from '#shared/duplicates/normalise.ts';
import { titleSimilarity } from '#shared/duplicates/title-distance.ts';
import { isVariantOf } from '#shared/duplicates/word-variants.ts';
import type { LabelledPair } from './labelled-pair.ts';
import { attributesOf } from './labelled-pair.ts';
import { frozenPairs } from './pairs-frozen.ts';
import { tuningPairs } from './pairs-tuning.ts';

const least = 0.95;

function factsOfPair({ one, other }: LabelledPair) {
  const known = one.doi ?? other.sameAs ?? '10.5072/one';
  return [
    factsOf(known.replace('https://doi.org/', ''), attributesOf(one)),
    factsOf(other.doi ?? '10.5072/other', attributesOf(other)),
  ] as const;
}

function judge(name: string, pairs: readonly LabelledPair[]) {
  const wrong: string[] = [];
  const counts = { hit: 0, miss: 0, falseAlarm: 0 };
  for (const pair of pairs) {
    const found = twinReasonsOf(...factsOfPair(pair)).length > 0;
    if (found && pair.label === 'same') counts.hit += 1;
    else if (found) counts.falseAlarm += 1;
    else if (pair.label === 'same') counts.miss += 1;
    if (found !== (pair.label === 'same')) {
      wrong.push(`${pair.label}: ${pair.one.title} | ${pair.other.title} (${pair.why})`);
    }
  }
  const precision = counts.hit / (counts.hit + counts.falseAlarm);
  const recall = counts.hit / (counts.hit + counts.miss);
  // The figures that the decision to trust the guard rests on.
  console.log(
    `${name}: ${pairs.length} pairs, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`,
    wrong,
  );
  return { precision, recall };
}

describe('the labelled pairs', () => {
  it('are many enough, with negatives that look alike', () => {
    const all = [...tuningPairs, ...frozenPairs];
    const hard = all.filter(
      ({ label, one, other }) =>
        label === 'other' && titleSimilarity(one.title, other.title) >= 0.8,
    );
    console.log(
      `${all.length} pairs, ${hard.length} negatives with a title similarity of 0.8 or more`,
    );
    expect(all.length).toBeGreaterThanOrEqual(200);
    expect(hard.length).toBeGreaterThanOrEqual(80);
  });

  it('are told apart on the half that was tuned on', () => {
    const { precision, recall } = judge('tuning half', tuningPairs);
    expect(precision).toBeGreaterThanOrEqual(least);
    expect(recall).toBeGreaterThanOrEqual(least);
  });

  it('are told apart on the half that was frozen before', () => {
    const { precision, recall } = judge('frozen half', frozenPairs);
    expect(precision).toBeGreaterThanOrEqual(least);
    expect(recall).toBeGreaterThanOrEqual(least);
  });

  it('of one item share a mark, so that the index finds them', () => {
    const lost = [...tuningPairs, ...frozenPairs].filter((pair) => {
      const [one, other] = factsOfPair(pair);
      if (twinReasonsOf(one, other).length === 0) return false;
      const marks = new Set(marksOf(one));
      return !marksOf(other).some((mark) => marks.has(mark));
    });
    expect(lost.map(({ one, other }) => [one.title, other.title])).toEqual([]);
  });
});

describe('normal forms', () => {
  it('of titles keep what tells items apart', () => {
    expect(titleWords('The Lake, part II')).toEqual(['lake', 'part', '2']);
    expect(titleWords('otter-1.5b')).toEqual(['otter', '1_5b']);
    expect(titleWords('a-model (Revision 84c083a)')).toEqual(['model']);
  });

  it('of addresses forget how somebody came there', () => {
    expect(addressKey('http://www.Example.org:80//a/b/?utm_source=x&b=2&a=1#c')).toBe(
      'example.org/a/b?a=1&b=2',
    );
    expect(addressKey('https://huggingface.co/datasets/Org/Name/tree/main')).toBe('hub:org/name');
    expect(addressKey('javascript:alert(1)')).toBeNull();
    expect(hubKey('10.5072/abc')).toBeNull();
  });

  it('of words forgive slips of the hand and no other letter', () => {
    expect(isVariantOf('alpnie', 'alpine')).toBe(true);
    expect(isVariantOf('level', 'levels')).toBe(true);
    expect(isVariantOf('riedholz', 'rietholz')).toBe(false);
    expect(isVariantOf('2015', '2016')).toBe(false);
  });
});
