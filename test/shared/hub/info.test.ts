import { expect, it } from 'vitest';

import { isHubId } from '#shared/cards/map-relations.ts';
import {
  readAccount,
  readCollection,
  readCommits,
  readInfo,
  readPullRequests,
  readRefs,
  readTree,
} from '#shared/hub/info.ts';
import { map, sha } from './map-reading.ts';

/** After `ApiModelInfo` and `ApiDatasetInfo` of huggingface.js, whole. */
const whole: Readonly<Record<string, unknown>> = {
  _id: '6',
  id: 'lakes/levels',
  author: 'lakes',
  sha,
  createdAt: '2024-01-02T03:04:05.000Z',
  lastModified: '2025-01-02T03:04:05.000Z',
  private: false,
  gated: 'manual',
  disabled: false,
  tags: ['arxiv:2001.00001', 'doi:10.57967/hf/0042'],
  doi: { id: '10.57967/hf/0042', commit: sha },
  cardData: { license: 'mit', pretty_name: 'Levels' },
  siblings: [{ rfilename: 'a.parquet' }, { rfilename: 'README.md' }],
  contributors: [{ user: 'jroe' }],
  description: 'Levels of lakes.',
  citation: '@misc{x, title={x}}',
  safetensors: { total: 7 },
  usedStorage: 9,
};
const members = Object.keys(whole);
/** What stands where another thing belongs. */
const wrong: readonly unknown[] = [
  null,
  undefined,
  0,
  -1,
  Number.NaN,
  true,
  '',
  ' ',
  'x'.repeat(100_000),
  '<script>',
  '__proto__',
  [],
  [null],
  [[['deep']]],
  [1, {}, 'two'],
  {},
  { id: 7, commit: [] },
  { rfilename: { a: 1 } },
  { total: 'many' },
];

const shapes = members.flatMap((member) => [
  [`no ${member}`, Object.fromEntries(Object.entries(whole).filter(([name]) => name !== member))],
  ...wrong.map((value, at) => [`${member} of kind ${at}`, { ...whole, [member]: value }]),
]) as (readonly [string, Readonly<Record<string, unknown>>])[];

it('reads an item of whatever the API leaves out or gives in another shape, and maps it', () => {
  const all = [
    ...shapes,
    ['only an id', { id: 'lakes/levels' }],
    ['an id by its old name', { modelId: 'lakes/levels' }],
    ['more than anybody knows', { ...whole, ...{ constructor: 1, toJSON: 2, spaces: [{}] } }],
    [
      'all wrong but its id',
      Object.fromEntries(members.map((name) => [name, name === 'id' ? 'lakes/levels' : [{}]])),
    ],
  ] as const;
  for (const [what, answer] of all) {
    const info = readInfo(answer, 'dataset');
    const told: Readonly<Record<string, unknown>> = answer;
    const name = told['id'] ?? told['modelId'];
    expect(info === null, what).toBe(typeof name !== 'string' || !isHubId(name));
    if (info === null) continue;
    expect([info.sha ?? sha, info.createdAt?.length ?? 24], what).toEqual([sha, 24]);
    expect(Array.isArray(info.tags) && Array.isArray(info.files), what).toBe(true);
    expect(info.doi === null || info.doi.id.startsWith('10.'), what).toBe(true);
    const { attributes } = map(info.cardData ?? {}, '# Levels', { info });
    expect(attributes.titles?.length, what).toBeGreaterThan(0);
  }
});

it('takes nothing for an item, a list or an account that is none', () => {
  for (const answer of wrong) {
    expect(readInfo(answer, 'model')).toBeNull();
    expect(readCollection(answer)).toBeNull();
    expect(readAccount(answer)).toBeNull();
    expect(readRefs(answer)).toEqual([]);
    expect(readPullRequests(answer)).toEqual([]);
    const isList = Array.isArray(answer);
    expect(readCommits(answer)).toEqual(isList ? [] : null);
    expect(readTree(answer)).toEqual(isList ? new Map() : null);
  }
  expect(readRefs({ tags: [{ name: 'v1' }, null, { name: 'v2', targetCommit: sha }] })).toEqual([
    { name: 'v2', sha },
  ]);
  expect(readCommits([{ id: 'main' }, { id: sha, title: 7, date: 'yesterday' }])).toEqual([
    { sha, title: '7', date: null },
  ]);
});
