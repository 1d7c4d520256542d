import { expect, it } from 'vitest';

import { readDoiList } from '#shared/query/doi-list.ts';

it('reads DOIs out of what people paste, each once', () => {
  const text = [
    '10.5072/A\t"Lakes, and more"\t2020',
    '"10.5072/b","x","y"',
    '"a title, with commas","10.5072/c"',
    '10.5072/d, 10.5072/e;doi:10.5072/f',
    '<li><a href="https://dx.doi.org/10.5072/g">10.5072 g</a></li>',
    'https://doi.datacite.org/dois/10.5072%2Fh',
    '10.1002/(SICI)1096-8644(199601)99:1<1::AID-AJPA1>3.0.CO',
    'https://doi.org/10.5072/a',
  ].join('\r\n');
  expect(readDoiList(text)).toEqual({
    dois: [
      ...['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((suffix) => `10.5072/${suffix}`),
      '10.1002/(sici)1096-8644(199601)99:1<1::aid-ajpa1>3.0.co',
    ],
    unreadable: [],
  });
});

it('tells the lines in which there is none', () => {
  expect(readDoiList('10.5072/a\n\n no DOI here \n"x","y"')).toEqual({
    dois: ['10.5072/a'],
    unreadable: ['no DOI here', '"x","y"'],
  });
});
