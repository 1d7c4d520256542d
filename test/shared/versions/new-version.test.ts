import { describe, expect, it } from 'vitest';

import type { Attributes } from '#shared/metadata/attributes.ts';
import { readChain } from '#shared/versions/chain.ts';
import { compareCards } from '#shared/versions/compare-cards.ts';
import { findDefects } from '#shared/versions/find-defects.ts';
import { layOut, nodeSize } from '#shared/versions/layout.ts';
import {
  differsOnlyInRelations,
  draftNewVersion,
  nextVersion,
  sameAsBefore,
} from '#shared/versions/new-version.ts';
import { positionInChain } from '#shared/versions/position.ts';
import { decideVersion, policyOn, standardPolicy } from '#shared/versions/version-policy.ts';
import { compareVersionTexts } from '#shared/versions/version-order.ts';
import { positionText } from '#shared/text/version-place.en.ts';
import { readNode } from '#shared/versions/version-node.ts';
import { ChainDraft, doiOf, nameOf } from './chain-draft.ts';

const old: Attributes = {
  titles: [{ title: 'Lakes' }],
  creators: [{ name: 'Roe, Jane' }],
  publicationYear: 2024,
  version: '1.0',
  url: 'https://data.example.org/lakes/1',
  contentUrl: ['https://data.example.org/lakes/1.zip'],
  dates: [
    { date: '2024-02-01', dateType: 'Issued' },
    { date: '2019/2020', dateType: 'Collected' },
  ],
  relatedIdentifiers: [
    { relatedIdentifier: '10.1038/x', relatedIdentifierType: 'DOI', relationType: 'IsDescribedBy' },
    {
      relatedIdentifier: '10.5072/v0',
      relatedIdentifierType: 'DOI',
      relationType: 'IsNewVersionOf',
    },
  ],
};
const answers = {
  doi: '10.5072/v2',
  version: '2.0',
  url: 'https://data.example.org/lakes/2',
  publicationYear: '2026',
  issued: '2026-06-01',
  canonical: { doi: '10.5072/c', isNew: true, url: 'https://data.example.org/lakes' },
} as const;

describe('a new version', () => {
  const draft = draftNewVersion({ doi: '10.5072/v1', attributes: old }, answers);

  it('copies what stays true, takes what was asked, and leaves behind what belongs to the old one', () => {
    expect(draft.created).toEqual({
      titles: old.titles,
      creators: old.creators,
      publicationYear: 2026,
      version: '2.0',
      url: answers.url,
      dates: [
        { date: '2019/2020', dateType: 'Collected' },
        { date: '2026-06-01', dateType: 'Issued' },
      ],
      relatedIdentifiers: [
        old.relatedIdentifiers?.[0],
        {
          relatedIdentifier: '10.5072/v1',
          relatedIdentifierType: 'DOI',
          relationType: 'IsNewVersionOf',
        },
        {
          relatedIdentifier: '10.5072/c',
          relatedIdentifierType: 'DOI',
          relationType: 'IsVersionOf',
        },
      ],
    });
  });

  it('changes the old record in nothing but its relations, and keeps those that it had', () => {
    expect(differsOnlyInRelations(old, draft.old)).toBe(true);
    expect(draft.old.relatedIdentifiers?.slice(0, 2)).toEqual(old.relatedIdentifiers);
    expect(differsOnlyInRelations(old, { ...draft.old, version: '1.1' })).toBe(false);
  });

  it('says that it obsoletes the old one where that is wrong, which is sound as well', () => {
    const { created, old: after } = draftNewVersion(
      { doi: '10.5072/v1', attributes: old },
      { ...answers, canonical: null, isCorrection: true },
    );
    const types = ({ relatedIdentifiers = [] }: Attributes) =>
      relatedIdentifiers.map(({ relationType }) => relationType);
    expect(types(created)).toEqual(['IsDescribedBy', 'IsNewVersionOf', 'Obsoletes']);
    expect(types(after).slice(-2)).toEqual(['IsPreviousVersionOf', 'IsObsoletedBy']);
  });

  it('makes a sound chain of the three', () => {
    const before = { doi: '10.5072/v1', attributes: { ...old, relatedIdentifiers: [] } };
    const made = draftNewVersion(before, answers);
    const facts = { holding: 'own', state: 'findable' } as const;
    const chain = readChain([
      readNode('10.5072/v1', made.old, facts),
      readNode('10.5072/v2', made.created, facts),
      readNode('10.5072/c', made.canonical?.attributes ?? {}, facts),
    ]);
    expect(findDefects(chain, { ownPrefixes: ['10.5072'] })).toEqual([]);
    expect(chain.versions).toEqual(['10.5072/v1', '10.5072/v2']);
  });

  it('is refused where it is the old one', () => {
    expect(sameAsBefore(old, { version: '1.0', url: answers.url })).toBe('same-version');
    expect(sameAsBefore(old, { version: '2.0', url: 'https://data.example.org/lakes/1' })).toBe(
      'same-address',
    );
    expect(sameAsBefore(old, answers, { before: 'x', after: 'x' })).toBe('same-content');
    expect(sameAsBefore(old, answers)).toBeNull();
  });

  it.each([
    ['1.2', 'major', '2.0'],
    ['1.2', 'minor', '1.3'],
    ['v1.2.3', 'minor', 'v1.3.0'],
    ['3', 'major', '4.0'],
    ['2024-05', 'major', null],
  ] as const)('is called after %s, a %s step: %s', (version, step, next) => {
    expect(nextVersion(version, step)).toBe(next);
  });
});

describe('the decision helper', () => {
  it('takes the weightiest change, and says why', () => {
    const decision = decideVersion(standardPolicy, ['typo', 'weights', 'licence']);
    expect(decision?.proposal).toBe('new-doi');
    expect(decision?.reasons.map(({ change }) => change)).toEqual(['weights', 'licence', 'typo']);
    expect(decideVersion(standardPolicy, ['typo'])?.proposal).toBe('update');
    expect(decideVersion(standardPolicy, [])).toBeNull();
  });

  it('goes by the policy that holds on the day', () => {
    const next = { ...standardPolicy, name: 'Ours', validFrom: '2026-01-01' };
    expect(policyOn([next, standardPolicy], '2025-12-31').name).toBe(standardPolicy.name);
    expect(policyOn([next, standardPolicy], '2026-01-01').name).toBe('Ours');
  });

  it('reads from two revisions of a card what changed', () => {
    const card = (front: object, body: string) => ({
      front: front as Record<string, unknown>,
      body,
      text: JSON.stringify(front) + body,
    });
    const one = card({ license: 'mit' }, '# Lakes\ntext\n## Data Splits\n100 rows');
    expect(compareCards(one, one)).toEqual([]);
    expect(compareCards(one, card({ license: 'apache-2.0' }, one.body))).toEqual([
      'metadata',
      'licence',
    ]);
    expect(compareCards(one, card(one.front, one.body.replace('100', '200')))).toEqual(['schema']);
    expect(compareCards(one, card(one.front, one.body.replace('text', 'words')))).toEqual([
      'documentation',
    ]);
  });
});

describe('the position in a chain', () => {
  const chain = readChain(ChainDraft.sound(4).withdraw('v4').nodes());

  it('tells number, count and the newest version that can be read', () => {
    expect(positionInChain(chain, doiOf('v2'))).toEqual({
      kind: 'version',
      number: 2,
      count: 4,
      canonical: doiOf('c'),
      newer: doiOf('v3'),
      isOutdated: true,
    });
    expect(positionInChain(chain, doiOf('c'))).toEqual({
      kind: 'canonical',
      count: 4,
      latest: doiOf('v3'),
    });
    expect(positionInChain(chain, '10.5072/else')).toBeNull();
    const told = positionInChain(chain, doiOf('v2'));
    expect(told === null ? '' : positionText(told)).toBe(
      'Version 2 of 4. A newer version exists: 10.5072/v3.',
    );
  });
});

describe('version texts', () => {
  it.each([
    ['1.9', '1.10'],
    ['1.0.0-rc.1', '1.0.0'],
    ['v2', 'version 3'],
    ['2023-11-05', '2024-01-01'],
    ['2024-05-01', '2024-05-12'],
    ['release 9', 'release 10'],
    ['1.0b2', '1.0'],
  ])('%s comes before %s', (older, newer) => {
    expect(compareVersionTexts(older, newer)).toBeLessThan(0);
    expect(compareVersionTexts(newer, older)).toBeGreaterThan(0);
  });

  it.each([
    ['', '2'],
    ['3f2a91c', '9c1b22e'],
    ['final', '1.2'],
  ])('nobody can tell %j from %j', (one, other) => {
    expect(compareVersionTexts(one, other)).toBe(0);
  });
});

describe('the layout', () => {
  const places = (chain: ChainDraft) => {
    const read = readChain(chain.nodes());
    return new Map(layOut(read).map((node) => [nameOf(node.key), node]));
  };

  it('sets versions from left to right in one lane, and the canonical DOI above them', () => {
    const found = places(ChainDraft.sound(3));
    const xs = ['v1', 'v2', 'v3'].map((name) => found.get(name)?.x ?? Number.NaN);
    expect(xs).toEqual([...xs].sort((one, other) => one - other));
    expect(new Set(['v1', 'v2', 'v3'].map((name) => found.get(name)?.y)).size).toBe(1);
    expect(found.get('c')?.y).toBeLessThan(found.get('v1')?.y ?? 0);
  });

  it('lets no two records overlap, in chains, forks and hangings', () => {
    const chain = ChainDraft.sound(6);
    for (let at = 0; at < 40; at += 1) {
      chain
        .add(`b${at}`)
        .tie(`v${1 + (at % 6)}`, 'IsPreviousVersionOf', 'IsNewVersionOf', `b${at}`);
      chain.add(`q${at}`).tie('v3', 'IsOriginalFormOf', 'IsVariantFormOf', `q${at}`);
    }
    const nodes = [...places(chain).values()];
    expect(nodes).toHaveLength(87);
    const overlaps = nodes.flatMap((one, at) =>
      nodes
        .slice(at + 1)
        .filter(
          (other) =>
            Math.abs(one.x - other.x) < nodeSize.width &&
            Math.abs(one.y - other.y) < nodeSize.height,
        ),
    );
    expect(overlaps).toEqual([]);
  });

  it('takes 10,000 versions of one item, and a line of 5,000, without a hang', () => {
    const star = new ChainDraft().add('c');
    const statements = Array.from({ length: 10_000 }, (_, at) => ({
      relatedIdentifier: `10.5072/s${at}`,
      relatedIdentifierType: 'DOI',
      relationType: 'HasVersion',
    }));
    star.set('c', { relatedIdentifiers: statements });
    const chain = readChain(star.nodes());
    expect(layOut(chain)).toHaveLength(10_001);
    expect(findDefects(chain, { ownPrefixes: [] })).toEqual([]);
    const line = readChain(ChainDraft.sound(5000).nodes());
    expect(findDefects(line, { ownPrefixes: [] })).toEqual([]);
    expect(layOut(line)).toHaveLength(5001);
  });
});
