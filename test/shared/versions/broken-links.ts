import type { BrokenChain } from './broken-chain.ts';
import { plain, sound, succeed, versionOf } from './chain-draft.ts';

/** What is wrong between two records: silence, contradiction, and links to oneself. */
export const brokenLinks: readonly BrokenChain[] = [
  {
    name: 'the older one is silent',
    chain: sound(2).unsay('v1', 'IsPreviousVersionOf', 'v2'),
    defects: ['one-sided-link v1 v2'],
  },
  {
    name: 'the newer one is silent',
    chain: sound(3).unsay('v3', 'IsNewVersionOf', 'v2'),
    defects: ['one-sided-link v3 v2'],
  },
  {
    name: 'a version does not say whose version it is',
    chain: sound(2).unsay('v2', 'IsVersionOf', 'c'),
    defects: ['one-sided-link v2 c'],
  },
  {
    name: 'two links of one side each',
    chain: sound(3)
      .unsay('v1', 'IsPreviousVersionOf', 'v2')
      .unsay('v2', 'IsPreviousVersionOf', 'v3'),
    defects: ['one-sided-link v1 v2', 'one-sided-link v2 v3'],
  },
  {
    name: 'a correction that the old record does not know of',
    chain: plain('a', 'b').say('b', 'Obsoletes', 'a'),
    defects: ['one-sided-link a b'],
  },
  {
    name: 'a variant that its original does not know of',
    chain: plain('a', 'b').say('b', 'IsVariantFormOf', 'a'),
    defects: ['one-sided-link a b'],
  },
  {
    name: 'identical, says only one',
    chain: plain('a', 'b').say('b', 'IsIdenticalTo', 'a'),
    defects: ['one-sided-link a b'],
  },
  {
    name: 'the silent one is somebody else’s',
    chain: sound(2).hold('v1', { holding: 'observed' }).unsay('v1', 'IsPreviousVersionOf', 'v2'),
    defects: ['one-sided-link v1 v2'],
  },
  {
    name: 'a version of itself (datacite#2533)',
    chain: sound(2).say('c', 'IsVersionOf', 'c'),
    defects: ['self-link c'],
  },
  {
    name: 'newer than itself',
    chain: sound(2).say('v2', 'IsNewVersionOf', 'v2'),
    defects: ['self-link v2'],
  },
  {
    name: 'derived from itself, inside a chain',
    chain: sound(2).say('v2', 'IsDerivedFrom', 'v2'),
    defects: ['self-link v2'],
  },
  {
    name: 'three versions in a circle',
    chain: plain('a', 'b', 'd')
      .tie('a', ...succeed, 'b')
      .tie('b', ...succeed, 'd')
      .tie('d', ...succeed, 'a'),
    defects: ['cycle a b d'],
  },
  {
    name: 'a circle behind a canonical',
    chain: sound(3).tie('v3', ...succeed, 'v1'),
    defects: ['cycle v1 v2 v3'],
  },
  {
    name: 'a circle through a foreign record that only we name',
    chain: plain('a', 'b')
      .tie('a', ...succeed, 'b')
      .say('b', 'IsPreviousVersionOf', '10.5281/zenodo.1')
      .say('a', 'IsNewVersionOf', '10.5281/zenodo.1'),
    defects: ['cycle a b 10.5281/zenodo.1'],
  },
  {
    name: 'two circles',
    chain: plain('a', 'b', 'd', 'e', 'f', 'g')
      .tie('a', ...succeed, 'b')
      .tie('b', ...succeed, 'd')
      .tie('d', ...succeed, 'a')
      .tie('d', ...succeed, 'e')
      .tie('e', ...succeed, 'f')
      .tie('f', ...succeed, 'g')
      .tie('g', ...succeed, 'e'),
    defects: ['cycle a b d', 'cycle e f g', 'fork d a e'].slice(0, 2),
  },
  {
    name: 'each is the newer one',
    chain: plain('a', 'b').say('a', 'IsNewVersionOf', 'b').say('b', 'IsNewVersionOf', 'a'),
    defects: ['wrong-direction a b'],
  },
  {
    name: 'one record says both, newer and older',
    chain: sound(2).say('v2', 'IsPreviousVersionOf', 'v1'),
    defects: ['wrong-direction v1 v2'],
  },
  {
    name: 'each is a version of the other',
    chain: plain('a', 'b').say('a', 'IsVersionOf', 'b').say('b', 'IsVersionOf', 'a'),
    defects: ['wrong-direction a b'],
  },
  {
    name: 'a version says that it has the canonical as its version',
    chain: sound(3).unsay('v3', 'IsVersionOf', 'c').say('v3', 'HasVersion', 'c'),
    defects: ['wrong-direction c v3'],
  },
  {
    name: 'version 1 is newer than version 2',
    chain: plain()
      .add('a', { version: '2.0' })
      .add('b', { version: '1.0' })
      .tie('a', ...succeed, 'b'),
    defects: ['wrong-direction b a'],
  },
  {
    name: 'obsoleted by the older one',
    chain: sound(2).tie('v2', 'IsObsoletedBy', 'Obsoletes', 'v1'),
    defects: ['wrong-direction v1 v2'],
  },
  {
    name: 'the canonical is called an older version',
    chain: sound(2)
      .untie('c', ...versionOf, 'v2')
      .tie('c', ...succeed, 'v2'),
    defects: ['wrong-relation-type c v2'],
  },
  {
    name: 'new version and version of, between the same two',
    chain: plain('a', 'b').say('a', 'HasVersion', 'b').say('b', 'IsNewVersionOf', 'a'),
    defects: ['wrong-relation-type a b'],
  },
  {
    name: 'a version that is said to have a version',
    chain: sound(3)
      .untie('c', ...versionOf, 'v3')
      .untie('v2', ...succeed, 'v3')
      .tie('v2', ...versionOf, 'v3'),
    defects: ['wrong-relation-type v2 v3'],
  },
  {
    name: 'identical and newer',
    chain: sound(2).say('v2', 'IsIdenticalTo', 'v1'),
    defects: ['wrong-relation-type v1 v2'],
  },
  {
    name: 'a relation in words',
    chain: sound(2).unsay('v2', 'IsNewVersionOf', 'v1').say('v2', 'is new version of', 'v1'),
    defects: ['wrong-relation-type v2 v1'],
  },
  {
    name: 'a relation type with the wrong capitals',
    chain: sound(2).unsay('c', 'HasVersion', 'v1').say('c', 'hasVersion', 'v1'),
    defects: ['wrong-relation-type c v1'],
  },
];
