import { describe, expect, it } from 'vitest';

import { clusterKey, fingerprint, ngramFingerprint } from '#shared/changes/cluster-keys.ts';
import { clusterMethods, clusterSteps } from '#shared/changes/cluster-values.ts';
import type { ClusterMethod } from '#shared/changes/cluster-values.ts';
import { sortSteps } from '#shared/changes/sort-steps.ts';
import { seededRandom } from '#shared/support/random.ts';
import { propertyRuns } from '../../property-runs.ts';
import { clustersAtOnce } from './clusters-at-once.ts';

const spellings = new Map([
  ['ETH Zürich', 40],
  ['ETH, Zurich', 3],
  ['Zurich ETH', 1],
  ['EPFL', 9],
  ['Universität Basel', 12],
  ['Universitaet Basel', 2],
  ['Univerisität Basel', 1],
]);
/** Works to the end, and tells the progress on the way. */
function walk<Progress, Result>(steps: Generator<Progress, Result>) {
  const progress: Progress[] = [];
  for (;;) {
    const step = steps.next();
    if (step.done === true) return { result: step.value, progress };
    progress.push(step.value);
  }
}
const clusterValues = (...input: Parameters<typeof clusterSteps>) =>
  walk(clusterSteps(...input)).result;
const groups = (method: ClusterMethod) =>
  clusterValues(spellings, method).clusters.map(({ values }) => values.map(({ value }) => value));

describe('clusters of spellings', () => {
  it('collide by fingerprint and n-grams, as OpenRefine describes them', () => {
    expect(fingerprint(' Roe,  Jané. jane ')).toBe('jane roe');
    expect(ngramFingerprint('Paris')).toBe('arispari');
    expect(groups('fingerprint')).toEqual([['ETH Zürich', 'ETH, Zurich', 'Zurich ETH']]);
    expect(
      clusterValues(
        new Map([
          ['New York', 1],
          ['NewYork', 2],
        ]),
        'ngram',
      ).clusters[0]?.suggestion,
    ).toBe('NewYork');
  });

  it('collide by sound', () => {
    expect(clusterKey('Müller-Lüdenscheidt', 'cologne')).toBe(
      clusterKey('Mueller Luedenscheid', 'cologne'),
    );
    expect(clusterKey('Meyer', 'cologne')).toBe(clusterKey('Maier', 'cologne'));
    expect(clusterKey('Wikipedia', 'cologne')).toBe('3412');
    expect(clusterKey('Philips', 'metaphone')).toBe(clusterKey('Fillips', 'metaphone'));
    expect(clusterKey('Knight', 'metaphone')).toBe(clusterKey('Nite', 'metaphone'));
    expect(clusterKey('森鴎外', 'metaphone')).toBe('森鴎外');
  });

  it('are found by few letters that differ, the most frequent as the proposal', () => {
    expect(groups('nearest')).toContainEqual([
      'Universität Basel',
      'Universitaet Basel',
      'Univerisität Basel',
    ]);
    expect(groups('nearest').flat()).not.toContain('EPFL');
  });

  it('are found also where another word sorts to another place of the fingerprint', () => {
    const names = new Map([
      ['Nordic Institute of Alpine Sciences', 4],
      ['Nordic Institute for Alpine Sciences', 2],
      ['Southern Institute of Alpine Sciences', 1],
    ]);
    const [cluster, ...more] = clusterValues(names, 'nearest').clusters;
    expect(more).toEqual([]);
    expect(cluster?.values.map(({ value }) => value)).toEqual([...names.keys()].slice(0, 2));
  });

  it('are told to be partial where the work was bounded', () => {
    const many = new Map(
      Array.from({ length: 200 }, (_, index) => [`Institute of ${String(index * 7919)}`, 1]),
    );
    expect(clusterValues(many, 'nearest', 1000).isPartial).toBe(true);
    expect(clusterValues(many, 'nearest').isPartial).toBe(false);
  });
});

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

/** Names with slips of the hand, so that some are alike in each way; a few long. */
function invented(count: number, random: () => number): Map<string, number> {
  const draw = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const word = () =>
    draw(['Institute', 'Insitute', 'of', 'Zürich', 'Zurich', 'Meyer', 'Maier', 'Lake']);
  const name = (): string => {
    const words = Array.from({ length: 1 + Math.floor(random() * 5) }, word);
    const text = `${words.join(draw([' ', ', ', '']))}${draw(['', ' ', '.', '7', '12'])}`;
    if (random() < 0.02) return text.repeat(40);
    const at = Math.floor(random() * text.length);
    return random() < 0.3
      ? text.slice(0, at) + (draw(['', 'x', 'é', ' ']) ?? '') + text.slice(at + 1)
      : text;
  };
  return new Map(Array.from({ length: count }, () => [name(), 1 + Math.floor(random() * 9)]));
}

describe('the search in steps', () => {
  it(`finds what it finds at once, by every method (seed ${String(seed)})`, () => {
    const random = seededRandom(seed);
    for (let run = 0; run < propertyRuns / 10; run += 1) {
      const counts = invented(1 + Math.floor(random() * 120), random);
      // Some are bounded: then the same pairs have to be left out.
      const most = random() < 0.3 ? 1 + Math.floor(random() * 200) : undefined;
      for (const method of clusterMethods) {
        const found = clusterValues(counts, method, most);
        expect(found, `${method}, run ${String(run)}`).toEqual(
          clustersAtOnce(counts, method, most),
        );
      }
    }
  });

  it('is as short in its steps for many values as for few, and tells how far it is', () => {
    const many = invented(20_000, seededRandom(7));
    for (const method of clusterMethods) {
      const { progress, result } = walk(clusterSteps(many, method, 20_000));
      expect(result.clusters.length, method).toBeGreaterThan(10);
      expect(progress.length, method).toBeGreaterThan(100);
      const steps = progress.map((done, at) => done - (progress[at - 1] ?? 0));
      expect(Math.min(...steps), method).toBeGreaterThanOrEqual(0);
      // No step gets through more than a hundredth of the values.
      expect(Math.max(...steps), method).toBeLessThan(many.size / 100);
      expect(progress.at(-1), method).toBeLessThanOrEqual(many.size);
    }
  });

  it('does not compare in a block whose values are one already', () => {
    // All are near the one before, so that the block of all ends as one group: half a billion pairs to skip.
    const chain = new Map(Array.from({ length: 30_000 }, (_, at) => [`Station ${String(at)}`, 1]));
    const { progress, result } = walk(clusterSteps(chain, 'nearest', Infinity));
    expect(result.clusters[0]?.values.length).toBeGreaterThan(29_000);
    expect(progress.length).toBeLessThan(20_000);
  });

  it('sorts as one does at once, equal ones in their order', () => {
    const random = seededRandom(seed);
    for (const length of [0, 1, 512, 513, 5000]) {
      const list = Array.from({ length }, (_, at) => ({ rank: Math.floor(random() * 40), at }));
      const compare = (one: { rank: number }, other: { rank: number }) => one.rank - other.rank;
      const { result } = walk(sortSteps(list, compare, 0));
      expect(result).toEqual(list.toSorted(compare));
    }
  });
});
