import type { BrokenChain } from './broken-chain.ts';
import { plain, sound, succeed, versionOf } from './chain-draft.ts';

/** What is wrong with a chain as a whole: parents, forks, gaps, and versions that nobody names. */
export const brokenShapes: readonly BrokenChain[] = [
  {
    name: 'a version of two items',
    chain: sound(2)
      .add('d')
      .tie('d', ...versionOf, 'v2'),
    defects: ['two-parents v2 c d'],
  },
  {
    name: 'a version of two items, and the second does not know',
    chain: sound(3).add('d').say('v2', 'IsVersionOf', 'd'),
    defects: ['two-parents v2 c d', 'canonical-missing-version d v2'],
  },
  {
    name: 'two versions follow the first',
    chain: plain()
      .add('a', { version: '1' })
      .add('b', { version: '2' })
      .add('d', { version: '3' })
      .tie('a', ...succeed, 'b')
      .tie('a', ...succeed, 'd'),
    defects: ['fork a b d', 'two-latest d b'],
  },
  {
    name: 'a fork whose one branch was withdrawn',
    chain: plain('a', 'b', 'd')
      .tie('a', ...succeed, 'b')
      .tie('a', ...succeed, 'd')
      .withdraw('b'),
    defects: ['fork a b d', 'tombstoned-target a b'].slice(0, 1),
  },
  {
    name: 'a fork that grows together again',
    chain: plain('a', 'b', 'd', 'e')
      .tie('a', ...succeed, 'b')
      .tie('a', ...succeed, 'd')
      .tie('b', ...succeed, 'e')
      .tie('d', ...succeed, 'e'),
    defects: ['fork a b d', 'fork e b d'],
  },
  {
    name: 'a missing link in the middle of the line',
    chain: sound(4).untie('v2', ...succeed, 'v3'),
    defects: ['gap v3 v2'],
  },
  {
    name: 'a version that the line does not reach',
    chain: sound(3).untie('v2', ...succeed, 'v3'),
    defects: ['gap v3 v2'],
  },
  {
    name: 'two gaps',
    chain: sound(6)
      .untie('v2', ...succeed, 'v3')
      .untie('v4', ...succeed, 'v5'),
    defects: ['gap v3 v2', 'gap v5 v4'],
  },
  {
    name: 'the canonical does not name a version',
    chain: sound(3).unsay('c', 'HasVersion', 'v2'),
    defects: ['canonical-missing-version c v2'],
  },
  {
    name: 'neither names the other: a version of the line without its item',
    chain: sound(3).untie('c', ...versionOf, 'v3'),
    defects: ['canonical-missing-version c v3'],
  },
  {
    name: 'two versions, and nothing tells which is newer',
    chain: plain('c', 'a', 'b')
      .tie('c', ...versionOf, 'a')
      .tie('c', ...versionOf, 'b'),
    defects: ['two-latest b a'],
  },
];
