import type { BrokenChain } from './broken-chain.ts';
import { plain, sound, succeed } from './chain-draft.ts';

/** What is wrong with what is linked: targets, version texts, dates and addresses. */
export const brokenRecords: readonly BrokenChain[] = [
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
