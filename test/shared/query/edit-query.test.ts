import { describe, expect, it } from 'vitest';

import {
  choiceOf,
  filterOfSaved,
  savedTextOf,
  textOfFilter,
  withChoice,
  withQueryText,
} from '#shared/query/edit-query.ts';
import { formatQuery } from '#shared/query/format.ts';
import { parseQuery } from '#shared/query/parse.ts';

const read = (text: string) => {
  const query = parseQuery(text);
  if (!query.ok) throw new Error(query.error.message);
  return query.value;
};

describe('the boxes of a facet', () => {
  it.each([
    ['', 'state', ['draft'], false, 'state:draft'],
    ['state:draft snow', 'state', ['draft', 'findable'], false, 'snow state:(draft findable)'],
    ['state:draft snow', 'state', [], false, 'snow'],
    ['year>=2020', 'year', ['2021'], false, 'year>=2020 year=2021'],
    ['', 'licence', ['MIT'], true, '(licence=MIT or -has:licence)'],
    ['(licence=MIT or -has:licence) x', 'licence', [], true, 'x -has:licence'],
    ['a or b', 'type', ['Model'], false, '(a or b) type=Model'],
    ['', 'collection', ['#12'], false, 'collection=#12'],
    // `has:orcid` is not had by "none", which is a value: without any is more than that.
    ['', 'orcid', [], true, '-orcid:(all some none)'],
    ['-has:orcid', 'orcid', ['none'], true, '-has:orcid'],
    ['-has:orcid x', 'orcid', ['some'], true, 'x (orcid:some or -orcid:(all some none))'],
  ])('%s, %s', (...[text, facet, values, isWithout, expected]) => {
    const query = withChoice(read(text), facet, { values, isWithout });
    const written = formatQuery(query);
    expect(written.replace(/^\((.*)\)$/, '$1')).toBe(expected.replace(/^\(([^()]*)\)$/, '$1'));
    expect(choiceOf(read(written), facet)).toEqual(
      facet === 'year' ? { values: ['2021'], isWithout: false } : { values, isWithout },
    );
  });
});

describe('a filter as text', () => {
  it('names its parts, and keeps repository, search and list beside', () => {
    const filter = {
      repositoryId: 'practice',
      text: 'snow',
      states: ['draft' as const],
      collectionId: 3,
      query: 'year>=2020',
      dois: ['10.5072/a'],
    };
    expect(textOfFilter(filter)).toBe('collection:#3 state:draft year>=2020');
    expect(withQueryText(filter, ' kernel:3 ')).toEqual({
      repositoryId: 'practice',
      text: 'snow',
      dois: ['10.5072/a'],
      query: 'kernel:3',
    });
    expect(textOfFilter({ query: 'state:(' })).toBe('state:(');
  });

  it('is saved whole, but for the repository, and is a pasted list again when it is opened', () => {
    const dois = ['10.5072/a', '10.5072/b'];
    const filter = {
      repositoryId: 'practice',
      text: 'snow',
      collectionId: 3,
      query: 'lakes',
      dois,
    };
    const saved = 'collection:#3 doi=(10.5072/a 10.5072/b) snow (lakes)';
    expect(savedTextOf(filter)).toEqual({ ok: true, value: saved });
    expect(filterOfSaved(saved)).toEqual({ dois, query: 'collection:#3 snow (lakes)' });
    expect(filterOfSaved('state:draft or doi=10.5072/a')).toEqual({
      query: 'state:draft or doi=10.5072/a',
    });
    expect([filterOfSaved(''), filterOfSaved('doi=10.5072/a')]).toEqual([
      {},
      { dois: ['10.5072/a'] },
    ]);
  });
});
