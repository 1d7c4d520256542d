import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { chooseCitation } from '#shared/cards/choose-citation.ts';
import { latexToText } from '#shared/cards/latex-text.ts';
import { readCitations } from '#shared/cards/read-citations.ts';
import { toBibtex } from '#shared/citation/bibtex.ts';

const authors = (field: string): (string | undefined)[] =>
  readCitations(`@misc{k, author = {${field}}, year = {2020}}`)[0]?.authors.map(
    ({ name }) => name,
  ) ?? [];

describe('reading BibTeX of cards', () => {
  it('reads an entry as it should be', () => {
    expect(
      readCitations(`Please cite:
@inproceedings{wang2019glue,
  title={{GLUE}: A Multi-Task Benchmark},
  author={Wang, Alex and Singh, Amanpreet and Samuel R. Bowman},
  year={2019}, doi = "https://doi.org/10.18653/v1/W18-5446",
  eprint = {1804.07461}, archivePrefix = {arXiv}
}`),
    ).toEqual([
      {
        type: 'inproceedings',
        key: 'wang2019glue',
        title: 'GLUE: A Multi-Task Benchmark',
        authors: [
          { name: 'Wang, Alex', familyName: 'Wang', givenName: 'Alex', isOrganisation: false },
          {
            name: 'Singh, Amanpreet',
            familyName: 'Singh',
            givenName: 'Amanpreet',
            isOrganisation: false,
          },
          {
            name: 'Bowman, Samuel R.',
            familyName: 'Bowman',
            givenName: 'Samuel R.',
            isOrganisation: false,
          },
        ],
        hasMoreAuthors: false,
        year: 2019,
        doi: '10.18653/v1/W18-5446',
        arxiv: 'arXiv:1804.07461',
        url: null,
      },
    ]);
  });

  it.each([
    // Names: BibTeX's own rules, then what cards really hold.
    ['Ludwig van Beethoven', ['van Beethoven, Ludwig']],
    ['van der Berg, Jr., Anna', ['van der Berg, Anna, Jr.']],
    ['{British Library} and Morris, Victoria', ['British Library', 'Morris, Victoria']],
    ['{{Gradient AI}}', ['Gradient AI']],
    ['G{\\"u}ng{\\"o}r, Tunga and O{\\v{z}}ek, Iv\\\'an', ['Güngör, Tunga', 'Ožek, Iván']],
    [
      'Aaron Gokaslan*, Vanya Cohen*, Ellie Pavlick',
      ['Gokaslan, Aaron', 'Cohen, Vanya', 'Pavlick, Ellie'],
    ],
    ['Grano, Giovanni; Di Sorbo, Andrea', ['Grano, Giovanni', 'Di Sorbo, Andrea']],
    ['Raychev, V., Bielik, P., and Vechev, M.', ['Raychev, V.', 'Bielik, P.', 'Vechev, M.']],
    ['Doe, Jane and others', ['Doe, Jane']],
    ['Garofolo, John S., et al.', ['Garofolo, John S.']],
    ['Anderson and Brandt', ['Anderson', 'Brandt']],
    ['G"{u}ng{"o}r, Tunga', ['Güngör, Tunga']],
    ['Tim Rockt"aschel', ['Rocktäschel, Tim']],
    ['鈴木 優', ['鈴木, 優']],
    ["Pedro {Ortiz Su{\\'a}rez} and Ana {L\\'opez}", ['Ortiz Suárez, Pedro', 'López, Ana']],
    ["Pad{'o}, Sebastian", ['Padó, Sebastian']],
    ['Laverghetta Jr, Antonio', ['Laverghetta, Antonio, Jr']],
    ['Al Omari, M., Hammami, N., & Sabra, A.', ['Al Omari, M.', 'Hammami, N.', 'Sabra, A.']],
    [
      'Eva Sharma, Chen Li, Lu Wang and Ann Lee',
      ['Sharma, Eva', 'Li, Chen', 'Wang, Lu', 'Lee, Ann'],
    ],
    ['\\c{C}a{\\u{g}}r{\\i} {\\c{C}}{\\"o}ltekin', ['Çöltekin, Çağrı']],
    ['', []],
  ])('parts the authors of “%s”', (field, names) => {
    expect(authors(field)).toEqual(names);
  });

  it('goes on behind faults: missing commas and braces, quotation marks inside, spaces in the key', () => {
    const entries = readCitations(`@InProceedings (Conference){spaced key
of two lines,
  title = ""{I}'d rather": a title",
  howpublished{\\url{http://x.org}},
  author = "Doe, Jane"
  year = 2019
@misc{second, author={Roe, Max}, year={2020}`);
    expect(
      entries.map(({ title, year, authors: [author] }) => [title, year, author?.name]),
    ).toEqual([
      [`"I'd rather": a title`, 2019, 'Doe, Jane'],
      [null, 2020, 'Roe, Max'],
    ]);
  });

  it('finds none in code and mail addresses', () => {
    expect(readCitations('@param {x} and me@example.org and @property{')).toEqual([]);
  });

  it('is not slow with text that is meant to be', () => {
    const hostile = `${'@misc{a,'.repeat(5000)}${'{'.repeat(50_000)}${'x = {'.repeat(5000)}`;
    expect(readCitations(hostile).length).toBeLessThan(300);
  });

  it.each([
    ['a missing comma', '@misc{k\n title={A}\n year={2020}}', 'A'],
    ['no key', '@misc{,\n title={A},\n year=2020}', 'A'],
    ['an entry never closed', '@misc{k, title={A}, year={2020}\n\nMore prose.', 'A'],
    ['parentheses', '@misc(k, title="A", year=2020)', 'A'],
    ['upper case and blanks', '@ MISC { k , TITLE = {A} , Year = 2020 }', 'A'],
    ['escaped braces', '@misc{k, title={A \\{b\\} c}, year={2020}}', 'A {b} c'],
  ])('reads an entry in spite of %s', (_, text, title) => {
    expect(readCitations(text)).toMatchObject([{ title, year: 2020 }]);
  });

  it('takes an address as it stands, and the DOI in it', () => {
    const [entry] = readCitations('@misc{k, url = {https://doi.org/10.5072/a\\_b}, title={x}}');
    expect(entry).toMatchObject({ url: 'https://doi.org/10.5072/a_b', doi: '10.5072/a_b' });
    expect(readCitations('@misc{l, url={https://x.org/~a/\n  b.}}')[0]?.url).toBe(
      'https://x.org/~a/b',
    );
  });

  it('never throws (seed on failure)', () => {
    const pieces = Array.from('{}"#,\n\\()=x@&').concat([
      '@misc{',
      'k,',
      'title',
      'author',
      ' and ',
      "\\'e",
    ]);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (chosen) => {
        expect(Array.isArray(readCitations(chosen.join('')))).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('reads what we write ourselves (seed on failure)', () => {
    const plain = fc
      .stringMatching(/^[A-Za-z0-9&%$#_{}^\\äöüéñ .,:;()+-]{1,40}$/)
      .map((text) => text.replace(/--+/g, '-').replace(/\s+/g, ' ').trim())
      .filter((text) => text !== '');
    fc.assert(
      fc.property(plain, (title) => {
        const record = {
          titles: [{ title }],
          publicationYear: 2020,
          doi: '10.14454/abc',
          creators: [{ name: 'Miller, Ann' }],
        };
        expect(readCitations(toBibtex(record))).toMatchObject([
          { title, year: 2020, doi: '10.14454/abc' },
        ]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('LaTeX as text', () => {
  it.each([
    [String.raw`Stra{\ss}e \& {\O}vrelid, \L{}uka \c{C}elik~A.`, 'Straße & Øvrelid, Łuka Çelik A.'],
    [String.raw`\'{e}\'e{\'e}\'{\i}`, 'éééí'],
    [String.raw`\"o \v{s} \H{o} \o{} {\ae} Micha\ł`, 'ö š ő ø æ Michał'],
    [String.raw`100\% \_x\# \textit{E. coli} \emph{x}`, '100% _x# E. coli x'],
    ["1--2 --- ``q''", '1–2 — “q”'],
    [String.raw`\textbackslash{}a\textbraceleft{}b`, '\\a{b'],
    [String.raw`\href{https://a.b}{text}`, 'text'],
  ])('%s reads %s', (latex, text) => {
    expect(latexToText(latex)).toBe(text);
  });
});

describe('choosing the entry that cites the item', () => {
  const choose = (text: string, ...names: string[]): unknown => {
    const chosen = chooseCitation(readCitations(text), names);
    return chosen === null ? null : [chosen.citation.key, chosen.rule];
  };
  const cola = '@article{cola, title={Acceptability}, author={A, B}, year={2018}}\n';
  const glue = '@misc{wang2019, title={{GLUE}: a benchmark}, author={C, D}, year={2019}}\n';

  it('prefers the one that names the item, then one for a data set, then the first', () => {
    expect(choose(cola + glue, 'GLUE')).toEqual(['wang2019', 'citation-by-title']);
    expect(choose(cola + glue.replace('@misc', '@dataset'), 'x y z')).toEqual([
      'wang2019',
      'data-citation',
    ]);
    expect(choose(cola + glue, 'Other')).toEqual(['cola', 'first-citation']);
    expect(choose(cola, 'Other')).toEqual(['cola', 'only-citation']);
  });

  it('takes no entry without author or year, and never the template', () => {
    expect(choose('@misc{a, title={T}, year={2020}}\n@misc{b, author={A, B}}')).toBeNull();
    expect(
      choose(
        '@InProceedings{huggingface:dataset, title={A great new dataset}, author={huggingface, Inc.}, year={2020}}',
      ),
    ).toBeNull();
  });
});
