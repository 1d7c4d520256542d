import type { ChainDraft } from './chain-draft.ts';
import { plain, sound, succeed, versionOf } from './chain-draft.ts';

/** Chains with nothing wrong: nothing must be named. */
export const soundChains: readonly { readonly name: string; readonly chain: ChainDraft }[] = [
  { name: 'canonical and three versions', chain: sound(3) },
  { name: 'canonical and one version', chain: sound(1) },
  { name: 'two versions without a canonical', chain: plain('a', 'b').tie('a', ...succeed, 'b') },
  {
    name: 'versions that only the canonical ties together, as Zenodo writes them',
    chain: plain('c')
      .add('a', { version: '1' })
      .add('b', { version: '2' })
      .tie('c', ...versionOf, 'a')
      .tie('c', ...versionOf, 'b'),
  },
  { name: 'a link over one version beside the line', chain: sound(3).tie('v1', ...succeed, 'v3') },
  {
    name: 'a correction that takes a version out of force',
    chain: sound(2).tie('v1', 'IsObsoletedBy', 'Obsoletes', 'v2'),
  },
  { name: 'an older version that became a tombstone', chain: sound(3).withdraw('v1') },
  { name: 'a middle version that became a tombstone', chain: sound(3).withdraw('v2') },
  {
    name: 'a variant beside the line',
    chain: sound(2).add('q').tie('v2', 'IsOriginalFormOf', 'IsVariantFormOf', 'q'),
  },
  {
    name: 'the same thing under another name',
    chain: sound(2).add('z').tie('v2', 'IsIdenticalTo', 'IsIdenticalTo', 'z'),
  },
  { name: 'DOIs in URL form, in capitals, percent-encoded', chain: urlForms() },
  {
    name: 'a version of a foreign item, of which nothing is known',
    chain: plain('a').say('a', 'IsVersionOf', '10.5281/zenodo.1'),
  },
  { name: 'a new version that is still a draft and is not linked yet', chain: draftAhead() },
  {
    name: 'derivation is no version',
    chain: sound(2).add('m').say('m', 'IsDerivedFrom', 'v2').say('m', 'References', 'v1'),
  },
  {
    name: 'a patch of an older line that came later',
    chain: sound(2)
      .add('p', { version: '1.9', issued: '2010-01-01' })
      .tie('c', ...versionOf, 'p')
      .tie('v2', ...succeed, 'p'),
  },
];

function urlForms(): ChainDraft {
  return plain('c', 'a')
    .say('c', 'HasVersion', 'https://doi.org/10.5072/A')
    .say('a', 'IsVersionOf', 'https://dx.doi.org/10.5072%2FC');
}

function draftAhead(): ChainDraft {
  return sound(2)
    .state('v2', 'draft')
    .unsay('v1', 'IsPreviousVersionOf', 'v2')
    .unsay('c', 'HasVersion', 'v2');
}
