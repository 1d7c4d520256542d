import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Attributes } from '#shared/metadata/attributes.ts';
import { mergeAttributes } from '#shared/sync/merge.ts';
import {
  asStored,
  authoredKeys,
  authoredText,
  changedKeys,
  differingKeys,
} from '#shared/sync/stored-value.ts';
import { propertyRuns } from '../../property-runs.ts';

const mine: Attributes = {
  url: 'https://example.org/1',
  titles: [{ title: 'Lake levels' }],
  creators: [
    {
      name: 'Brunner, Lea',
      nameIdentifiers: [
        { nameIdentifier: 'https://orcid.org/0000-0002-1825-0097', nameIdentifierScheme: 'ORCID' },
      ],
    },
    { name: 'Meier, Jan' },
  ],
  publisher: { name: 'Institute' },
  publicationYear: 2024,
  language: 'fr-CA',
  types: { resourceTypeGeneral: 'Dataset' },
  rightsList: [{ rightsIdentifier: 'CC-BY-4.0' }],
  dates: [{ date: '2024', dateType: 'Issued' }],
  relatedIdentifiers: [
    { relatedIdentifier: '10.5072/a', relatedIdentifierType: 'DOI', relationType: 'References' },
  ],
};
const base = asStored(mine, null);

function theirs(change: Attributes): Attributes {
  return asStored({ ...base, ...change }, base);
}

describe('a three-way merge', () => {
  it('sees no change where the service merely stores a value otherwise', () => {
    expect(changedKeys(mine, base)).toEqual([]);
    expect(mergeAttributes(base, mine, base)).toEqual({ merged: mine, taken: [], conflicts: [] });
  });

  it('takes what changed there where nothing changed here', () => {
    const result = mergeAttributes(
      base,
      mine,
      theirs({ version: '2', titles: [{ title: 'New' }] }),
    );
    expect(result.taken.toSorted()).toEqual(['titles', 'version']);
    expect(result.conflicts).toEqual([]);
    expect(result.merged).toMatchObject({ version: '2', titles: [{ title: 'New' }] });
    // A value of ours stays as we wrote it.
    expect(result.merged.language).toBe('fr-CA');
  });

  it('marks the same attribute, changed on both sides, as a conflict and keeps ours', () => {
    const result = mergeAttributes(
      base,
      { ...mine, publicationYear: 2025 },
      theirs({ publicationYear: 2023 }),
    );
    expect(result.conflicts).toEqual([
      { path: 'publicationYear', base: 2024, mine: 2025, theirs: 2023 },
    ]);
    expect(result.merged.publicationYear).toBe(2025);
  });

  it('is no conflict when both made the same change', () => {
    const result = mergeAttributes(base, { ...mine, version: '2' }, theirs({ version: '2' }));
    expect(result).toMatchObject({ taken: [], conflicts: [] });
  });

  it('merges lists by what makes their entries the same', () => {
    const [lea = {}, jan = {}] = mine.creators ?? [];
    const ours = { ...mine, creators: [lea, { ...jan, givenName: 'Jan' }] };
    const other = theirs({
      creators: [{ ...lea, affiliation: [{ name: 'ETH' }] }, jan, { name: 'Roth, Eva' }],
    });
    const { merged, conflicts } = mergeAttributes(base, ours, other);
    expect(conflicts).toEqual([]);
    expect(merged.creators).toMatchObject([
      { name: 'Brunner, Lea', affiliation: [{ name: 'ETH' }] },
      { name: 'Meier, Jan', givenName: 'Jan' },
      { name: 'Roth, Eva' },
    ]);
  });

  it('keeps additions of both sides to one list', () => {
    const related = (id: string): Attributes['relatedIdentifiers'] => [
      ...(mine.relatedIdentifiers ?? []),
      { relatedIdentifier: id, relatedIdentifierType: 'DOI', relationType: 'Cites' },
    ];
    const ours = { ...mine, relatedIdentifiers: related('10.5072/b') ?? [] };
    const other = theirs({ relatedIdentifiers: related('10.5072/c') ?? [] });
    const { merged, conflicts } = mergeAttributes(base, ours, other);
    expect(conflicts).toEqual([]);
    expect(
      merged.relatedIdentifiers?.map(({ relatedIdentifier }) => relatedIdentifier).toSorted(),
    ).toEqual(['10.5072/a', '10.5072/b', '10.5072/c']);
  });

  it('does not bring back an entry that one side removed', () => {
    const { merged } = mergeAttributes(
      base,
      { ...mine, version: '2' },
      theirs({ creators: mine.creators?.slice(0, 1) ?? [] }),
    );
    expect(merged.creators).toHaveLength(1);
  });

  it('is a conflict when one side removed an entry that the other changed', () => {
    const [lea = {}, jan = {}] = mine.creators ?? [];
    const ours = { ...mine, creators: [lea, { ...jan, givenName: 'Jan' }] };
    const { conflicts } = mergeAttributes(base, ours, theirs({ creators: [lea] }));
    expect(conflicts.map(({ path }) => path)).toEqual(['creators']);
  });

  it('is a conflict when both put the authors into another order', () => {
    const authors = ['A', 'B', 'C'].map((name) => ({ name }));
    const from = asStored({ creators: authors }, null);
    const ours = { creators: [authors[1] ?? {}, authors[0] ?? {}, authors[2] ?? {}] };
    const other = asStored({ creators: authors.toReversed() }, from);
    expect(mergeAttributes(from, ours, other).conflicts.map(({ path }) => path)).toEqual([
      'creators',
    ]);
  });
});

const word = fc.constantFrom('a', 'b', 'c', 'd');
const edits: fc.Arbitrary<Attributes> = fc.record(
  {
    titles: fc.uniqueArray(
      fc.record({ title: word, titleType: fc.constantFrom('Subtitle', 'Other') }),
      {
        selector: ({ titleType }) => titleType,
        maxLength: 2,
      },
    ),
    creators: fc.uniqueArray(fc.record({ name: word, givenName: word }), {
      selector: ({ name }) => name,
      maxLength: 3,
    }),
    version: word,
    publicationYear: fc.integer({ min: 2000, max: 2003 }),
    subjects: fc.uniqueArray(fc.record({ subject: word }), {
      selector: ({ subject }) => subject,
      maxLength: 3,
    }),
    url: word.map((text) => `https://example.org/${text}`),
  },
  { requiredKeys: [] },
);

describe('merging, for all records', () => {
  const sides = fc.tuple(edits, edits, edits);

  it('with an unchanged side gives the other side', () => {
    fc.assert(
      fc.property(edits, edits, (one, other) => {
        const from = asStored(one, null);
        const there = asStored(other, from);
        const kept = mergeAttributes(from, other, from);
        expect(differingKeys(asStored(kept.merged, from), there)).toEqual([]);
        const taken = mergeAttributes(from, one, there);
        expect(taken.conflicts).toEqual([]);
        expect(differingKeys(asStored(taken.merged, from), there)).toEqual([]);
      }),
      { numRuns: propertyRuns },
    );
  });

  it('loses no change: what differs from both sides is a conflict or holds both', () => {
    fc.assert(
      fc.property(sides, ([one, two, three]) => {
        const from = asStored(one, null);
        const there = asStored(three, from);
        const { merged, conflicts, taken } = mergeAttributes(from, two, there);
        const open = new Set<string>(conflicts.map(({ path }) => path));
        const result = asStored(merged, from);
        const here = asStored(two, from);
        for (const key of authoredKeys) {
          const changedHere = differingKeys(from, here).includes(key);
          const changedThere = differingKeys(from, there).includes(key);
          const isMine = !differingKeys(result, here).includes(key);
          if (open.has(key))
            expect([isMine, changedHere, changedThere]).toEqual([true, true, true]);
          if (!changedThere) expect(isMine).toBe(true);
          if (changedThere && !changedHere) expect(taken).toContain(key);
        }
      }),
      { numRuns: propertyRuns },
    );
  });

  it('finds the same conflicts from either side', () => {
    fc.assert(
      fc.property(sides, ([one, two, three]) => {
        const from = asStored(one, null);
        const [here, there] = [asStored(two, from), asStored(three, from)];
        const paths = (result: ReturnType<typeof mergeAttributes>): string[] =>
          result.conflicts.map(({ path }) => path);
        expect(paths(mergeAttributes(from, here, there))).toEqual(
          paths(mergeAttributes(from, there, here)),
        );
      }),
      { numRuns: propertyRuns },
    );
  });

  it('knows equal records by their text', () => {
    fc.assert(
      fc.property(edits, edits, (one, other) => {
        const isEqual = authoredText(one) === authoredText(other);
        expect(differingKeys(one, other).length === 0).toBe(isEqual);
      }),
      { numRuns: propertyRuns },
    );
  });
});
