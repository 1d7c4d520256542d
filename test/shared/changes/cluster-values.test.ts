import { describe, expect, it } from 'vitest';

import { clusterKey, fingerprint, ngramFingerprint } from '#shared/changes/cluster-keys.ts';
import { clusterValues } from '#shared/changes/cluster-values.ts';
import type { ClusterMethod } from '#shared/changes/cluster-values.ts';

const spellings = new Map([
  ['ETH Zürich', 40],
  ['ETH, Zurich', 3],
  ['Zurich ETH', 1],
  ['EPFL', 9],
  ['Universität Basel', 12],
  ['Universitaet Basel', 2],
  ['Univerisität Basel', 1],
]);
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
