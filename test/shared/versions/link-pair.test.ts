import { describe, expect, it } from 'vitest';

import type { Attributes } from '#shared/metadata/attributes.ts';
import { linkPair } from '#shared/versions/link-pair.ts';
import type { PairAs, PairPlan } from '#shared/versions/link-pair.ts';
import { readNode } from '#shared/versions/version-node.ts';

const [draft, other] = ['10.5072/draft', '10.5072/other'];

function node(doi: string, says: readonly string[], holding: 'own' | 'observed' = 'own') {
  const relatedIdentifiers = says.map((each) => {
    const [relationType = '', relatedIdentifier = ''] = each.split(' ');
    return { relatedIdentifier, relatedIdentifierType: 'DOI', relationType };
  });
  const attributes: Attributes = { relatedIdentifiers };
  return readNode(doi, attributes, { holding, state: 'draft' });
}

function told(lists: PairPlan['changes']): string[] {
  return [...lists].flatMap(([doi, changes]) =>
    changes.map(
      ({ before, after }) => `${doi}: ${before?.relationType ?? ''} > ${after?.relationType ?? ''}`,
    ),
  );
}

const as = (kind: PairAs | null, earlier: PairAs | null = null) => ({ as: kind, earlier });

describe('linking a draft with the record that it looks like', () => {
  it.each([
    ['new-version', ['10.5072/draft:  > IsNewVersionOf', '10.5072/other:  > IsPreviousVersionOf']],
    ['variant', ['10.5072/draft:  > IsVariantFormOf', '10.5072/other:  > IsOriginalFormOf']],
    ['identical', ['10.5072/draft:  > IsIdenticalTo']],
  ] as const)('writes a %s in the words of DataCite', (kind, expected) => {
    const plan = linkPair(node(draft, []), node(other, []), as(kind));
    expect(told(plan.changes)).toEqual(expected);
    expect(plan.wishes.size).toBe(0);
  });

  it('changes nothing of another owner, who is asked instead', () => {
    const plan = linkPair(node(draft, []), node(other, [], 'observed'), as('new-version'));
    expect(told(plan.changes)).toEqual(['10.5072/draft:  > IsNewVersionOf']);
    expect(told(plan.wishes)).toEqual(['10.5072/other:  > IsPreviousVersionOf']);
  });

  it('completes what one of them says already, in its direction, and turns nothing', () => {
    const version = linkPair(
      node(draft, [`IsVersionOf ${other}`]),
      node(other, []),
      as('new-version'),
    );
    expect(told(version.changes)).toEqual(['10.5072/other:  > HasVersion']);
    const older = linkPair(
      node(draft, [`IsPreviousVersionOf ${other}`]),
      node(other, []),
      as('new-version'),
    );
    expect(told(older.changes)).toEqual(['10.5072/other:  > IsNewVersionOf']);
  });

  it('takes the place of what was decided before, and of what cannot be true beside it', () => {
    const linked = [
      node(draft, [`IsNewVersionOf ${other}`, `Cites ${other}`]),
      node(other, [`IsPreviousVersionOf ${draft}`]),
    ] as const;
    expect(told(linkPair(...linked, as('variant', 'new-version')).changes)).toEqual([
      '10.5072/draft: IsNewVersionOf > IsVariantFormOf',
      '10.5072/other: IsPreviousVersionOf > IsOriginalFormOf',
    ]);
    expect(told(linkPair(...linked, as('identical', 'new-version')).changes)).toEqual([
      '10.5072/draft: IsNewVersionOf > ',
      '10.5072/draft:  > IsIdenticalTo',
      '10.5072/other: IsPreviousVersionOf > ',
    ]);
    expect(told(linkPair(...linked, as(null, 'new-version')).changes)).toEqual([
      '10.5072/draft: IsNewVersionOf > ',
      '10.5072/other: IsPreviousVersionOf > ',
    ]);
    // What nobody decided here is left alone.
    expect(linkPair(...linked, as(null)).changes.size).toBe(0);
    expect(linkPair(...linked, as('new-version', 'new-version')).changes.size).toBe(0);
  });
});
