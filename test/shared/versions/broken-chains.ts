import { ChainDraft } from './chain-draft.ts';

/** A chain, and everything that is wrong with it: `code record others...`. */
export interface BrokenChain {
  readonly name: string;
  readonly chain: ChainDraft;
  readonly defects: readonly string[];
}

const sound = (count: number): ChainDraft => ChainDraft.sound(count);
const plain = (...names: string[]): ChainDraft => {
  const chain = new ChainDraft();
  for (const name of names) chain.add(name);
  return chain;
};
const succeed = ['IsPreviousVersionOf', 'IsNewVersionOf'] as const;
const versionOf = ['HasVersion', 'IsVersionOf'] as const;

/** Chains with nothing wrong: nothing must be named. */
export const soundChains: readonly Omit<BrokenChain, 'defects'>[] = [
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

export const brokenChains: readonly BrokenChain[] = [
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
  {
    name: 'a target under our prefix that does not exist',
    chain: sound(3).remove('v1'),
    defects: ['dangling-target c v1', 'dangling-target v2 v1'],
  },
  {
    name: 'a target that was given up',
    chain: sound(2)
      .hold('v2', { isGivenUp: true, state: 'reserved' })
      .set('v2', { relatedIdentifiers: [] }),
    defects: ['dangling-target c v2', 'dangling-target v1 v2'],
  },
  {
    name: 'the newest version is a draft, and readers are sent there',
    chain: sound(2).state('v2', 'draft'),
    defects: ['draft-target c v2', 'draft-target v1 v2'],
  },
  {
    name: 'a reserved name as the newer version',
    chain: plain('a', 'b')
      .tie('a', ...succeed, 'b')
      .state('b', 'reserved'),
    defects: ['draft-target a b'],
  },
  {
    name: 'the newest version was withdrawn',
    chain: sound(3).withdraw('v3'),
    defects: ['tombstoned-target v2 v3'],
  },
  {
    name: 'the item was withdrawn, its version was not',
    chain: sound(1).withdraw('c'),
    defects: ['tombstoned-target v1 c'],
  },
  {
    name: 'a version of a paper that Crossref registered',
    chain: plain('a').say('a', 'IsVersionOf', '10.1038/s41586-020-2649-2'),
    defects: ['other-agency-target a 10.1038/s41586-020-2649-2'],
  },
  {
    name: 'the same version twice',
    chain: sound(2).set('v2', { version: 'v1.0' }),
    defects: ['duplicate-version v2 v1'],
  },
  {
    name: 'a newer version that was issued before the older one',
    chain: sound(2).set('v2', { dates: [{ date: '1999', dateType: 'Issued' }] }),
    defects: ['date-order v2 v1'],
  },
  {
    name: 'a version whose address is a branch',
    chain: sound(2).set('v2', { url: 'https://huggingface.co/lakes/depth/tree/main' }),
    defects: ['moving-url v2'],
  },
  {
    name: 'a version whose address is whatever is latest',
    chain: sound(1).set('v1', { url: 'https://data.example.org/lakes/latest' }),
    defects: ['moving-url v1'],
  },
  {
    name: 'outdated, and nobody says by what',
    chain: plain('a').hold('a', { isMarkedOutdated: true }),
    defects: ['outdated-without-successor a'],
  },
  {
    name: 'outdated at the end of a line',
    chain: sound(2).hold('v2', { isMarkedOutdated: true }),
    defects: ['outdated-without-successor v2'],
  },
  {
    name: 'the landing page instead of the DOI',
    chain: sound(2)
      .unsay('v2', 'IsNewVersionOf', 'v1')
      .say('v2', 'IsNewVersionOf', 'https://data.example.org/items/v1', {
        relatedIdentifierType: 'URL',
      }),
    defects: ['non-doi-target v2 v1'],
  },
  {
    name: 'a DOI that is called a URL',
    chain: sound(1)
      .unsay('v1', 'IsVersionOf', 'c')
      .say('v1', 'IsVersionOf', 'https://doi.org/10.5072/c', { relatedIdentifierType: 'URL' }),
    defects: ['non-doi-target v1 c'],
  },
  {
    name: 'many things at once',
    chain: sound(4)
      .unsay('v1', 'IsPreviousVersionOf', 'v2')
      .say('c', 'HasVersion', 'c')
      .set('v3', { url: 'https://data.example.org/lakes/tree/main' })
      .withdraw('v4'),
    defects: ['self-link c', 'one-sided-link v1 v2', 'tombstoned-target v3 v4', 'moving-url v3'],
  },
];
