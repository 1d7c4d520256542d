import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Cite } from '@citation-js/core';
import type { CSL } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { decodeLatex } from '#core/citation/latex-text.ts';
import { parseBibtex } from '#core/citation/parse-bibtex.ts';
import { toBibtex } from '#shared/citation/bibtex.ts';

const only = (text: string) => {
  const entries = parseBibtex(text);
  expect(entries).toHaveLength(1);
  return entries[0] ?? null;
};

describe('a BibTeX entry', () => {
  it('is read with its names, dates and identifiers', () => {
    expect(
      only(`Text before.
@inproceedings{choi-etal-2018-quac,
    title = "{Q}u{AC}: Question Answering in Context",
    author = "Choi, Eunsol  and
      He, He and {The AllenNLP Team} and Anna van der Berg and Pel{\\'a}ez, Jos\\'e and others",
    booktitle = "Proc. of {EMNLP}",
    month = oct # "-" # nov,
    year = "2018",
    publisher = "Association for Computational Linguistics",
    url = "https://aclanthology.org/D18-1241",
    doi = {https://doi.org/10.18653/v1/D18-1241},
    eprint = {1808.07036}, archivePrefix = {arXiv},
}`),
    ).toEqual({
      type: 'inproceedings',
      key: 'choi-etal-2018-quac',
      title: 'QuAC: Question Answering in Context',
      authors: [
        { kind: 'person', literal: 'Choi, Eunsol', family: 'Choi', given: 'Eunsol' },
        { kind: 'person', literal: 'He, He', family: 'He', given: 'He' },
        { kind: 'organisation', literal: 'The AllenNLP Team' },
        { kind: 'person', literal: 'Anna van der Berg', family: 'van der Berg', given: 'Anna' },
        { kind: 'person', literal: 'Peláez, José', family: 'Peláez', given: 'José' },
      ],
      hasMoreAuthors: true,
      year: 2018,
      month: 10,
      doi: '10.18653/v1/D18-1241',
      url: 'https://aclanthology.org/D18-1241',
      publisher: 'Association for Computational Linguistics',
      container: 'Proc. of EMNLP',
      arxiv: '1808.07036',
      version: null,
      isWhole: true,
    });
  });

  it('makes up neither author nor year', () => {
    expect(only('@misc{x, title={T 2020}, year={in press}, author={}}')).toMatchObject({
      authors: [],
      year: null,
      month: null,
    });
    expect(only('@misc{smith2020, title={T}}')).toMatchObject({
      authors: [],
      year: null,
      doi: null,
      arxiv: null,
    });
  });

  it.each([
    ['a missing comma', '@misc{k\n title={A}\n year={2020}}', 'A', 2020],
    ['no key', '@misc{,\n title={A},\n year=2020}', 'A', 2020],
    ['an entry never closed', '@misc{k, title={A}, year={2020}\n\nMore prose.', 'A', 2020],
    ['a field never closed', '@misc{k,\n title={A {B},\n year={2020}\n}', 'A B', 2020],
    ['a key that is closed', '@misc{k},\n title={A},\n year={2020}\n}', 'A', 2020],
    ['a dressed type', '@Misc (Other){k, title={A}, year={2020}}', 'A', 2020],
    ['parentheses', '@misc(k, title="A", year=2020)', 'A', 2020],
    ['upper case and blanks', '@ MISC { k , TITLE = {A} , Year = 2020 }', 'A', 2020],
    ['escaped braces', '@misc{k, title={A \\{b\\} c}, year={2020}}', 'A {b} c', 2020],
    ['a macro', '@string{y = "2020"} @misc{k, title = {A}, year = y}', 'A', 2020],
  ])('is read in spite of %s', (_, text, title, year) => {
    expect(only(text)).toMatchObject({ title, year });
  });

  it('that is never closed does not swallow the next', () => {
    const entries = parseBibtex('@misc{a, title={One\n@misc{b, title={Two}, year={2021}}');
    expect(entries.map(({ key, title, isWhole }) => [key, title, isWhole])).toEqual([
      ['a', 'One', false],
      ['b', 'Two', true],
    ]);
  });

  it.each([
    ['Eva Sharma, Chen Li, Lu Wang', ['Sharma', 'Li', 'Wang']],
    ['Eva Sharma, Chen Li, Lu Wang and Ann Lee', ['Sharma', 'Li', 'Wang', 'Lee']],
    ['King, Jr., Martin Luther', ['King']],
    ['John Smith, Jane Doe', [undefined]],
    ['{Barnes and Noble}', [undefined]],
    ["Pedro {Ortiz Su{\\'a}rez}", ['Ortiz Suárez']],
    ['B\\"{o}hm, Ana and \\v{C}apek, Karel', ['Böhm', 'Čapek']],
  ])('with the authors %s has these family names', (author, families) => {
    expect(only(`@misc{k, author={${author}}}`)?.authors.map((name) => name.family)).toEqual(
      families,
    );
  });

  it.each([
    ['journal={arXiv preprint arXiv:1909.01247}', '1909.01247'],
    ['journal={ArXiv}, volume={abs/1704.05572}', '1704.05572'],
    ['journal={CoRR}, volume={abs/1906.03741}', '1906.03741'],
    ['url={https://arxiv.org/pdf/2103.00020v2}', '2103.00020'],
    ['eprint={hep-th/9901001}', 'hep-th/9901001'],
    ['journal={Nature}, volume={1906.03741}', null],
  ])('with %s is the arXiv paper %s', (fields, arxiv) => {
    expect(only(`@article{k, ${fields}}`)?.arxiv).toBe(arxiv);
  });

  it('takes the address out of \\url and of howpublished', () => {
    expect(only('@misc{k, howpublished = "\\url{https://example.org/a_b}", title={x}}')?.url).toBe(
      'https://example.org/a_b',
    );
    expect(only('@misc{k, url = {https://example.org/a\\_b}, title={x}}')?.url).toBe(
      'https://example.org/a_b',
    );
  });
});

describe('LaTeX text', () => {
  it.each([
    ["\\'{e}\\'e{\\'e}\\'{\\i}", 'éééí'],
    ['\\"o \\c{c} \\v{s} \\H{o} \\o{} \\ss{} {\\ae}', 'ö ç š ő ø ß æ'],
    ['A \\& B 100\\% \\_x\\#', 'A & B 100% _x#'],
    ['\\textit{E. coli} \\emph{x}', 'E. coli x'],
    ["1--2 --- ``q''", '1–2 — “q”'],
    ['\\textbackslash{}a\\textbraceleft{}b', '\\a{b'],
    ['M{\\"u}ller~A', 'Müller A'],
    ['\\href{https://a.b}{text}', 'text'],
  ])('%s reads %s', (latex, text) => {
    expect(decodeLatex(latex)).toBe(text);
  });

  it('is what our own BibTeX escapes, both ways', () => {
    const plain = fc
      .stringMatching(/^[A-Za-z0-9&%$#_{}^\\äöüéñ .,:;()+-]{1,40}$/)
      .map((text) => text.replace(/--+/g, '-').replace(/\s+/g, ' ').trim());
    fc.assert(
      fc.property(
        plain.filter((text) => text !== ''),
        (title) => {
          const record = {
            titles: [{ title }],
            publicationYear: 2020,
            doi: '10.14454/abc',
            creators: [{ name: 'Miller, Ann' }],
          };
          expect(only(toBibtex(record))).toMatchObject({
            title,
            year: 2020,
            doi: '10.14454/abc',
            isWhole: true,
          });
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('any text', () => {
  it('is read without throwing', () => {
    const piece = fc.constantFrom(
      '@misc{',
      'k,',
      'title',
      '=',
      '{',
      '}',
      '"',
      '#',
      ',',
      '\n',
      '\\',
      'author',
      ' and ',
      '(',
      ')',
      'x',
      "\\'e",
      '@',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        expect(Array.isArray(parseBibtex(pieces.join('')))).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('is read in time that grows with its length only', () => {
    const took = (count: number): number => {
      const start = process.cpuUsage().user;
      for (const piece of [
        '@misc{',
        '@misc{\n',
        '@misc{k, title={',
        '{',
        '@misc{k, a="',
        '\\',
        '@misc{k, author={A and ',
      ])
        parseBibtex(piece.repeat(count));
      return process.cpuUsage().user - start;
    };
    took(500);
    const small = took(1000);
    expect(took(4000)).toBeLessThan(12 * Math.max(small, 50_000));
  });
});

const cards = '/work/shared/huggingface/cards';

describe('the recorded cards', () => {
  it.skipIf(!existsSync(cards))(
    'give an entry wherever there is one, with an author and a year nearly always (skips where they are not at hand)',
    () => {
      const entries = ['r1', 'r2'].flatMap((folder) =>
        readdirSync(join(cards, folder)).flatMap((file) =>
          parseBibtex(readFileSync(join(cards, folder, file), 'utf8')),
        ),
      );
      expect(entries.length).toBeGreaterThan(1000);
      expect(entries.filter((entry) => entry.title === null).length).toBeLessThan(5);
      expect(entries.filter((entry) => entry.authors.length === 0).length).toBeLessThan(30);
      expect(entries.filter((entry) => entry.year === null).length).toBeLessThan(10);
    },
  );

  it.skipIf(!existsSync(cards))(
    'are read as citation-js reads them, or more of them (skips where they are not at hand)',
    () => {
      const plain = (text: string): string =>
        text
          .replace(/<[^>]+>/g, '')
          .normalize('NFKD')
          .replace(/[^\p{L}\p{N}]+/gu, '')
          .toLowerCase();
      let compared = 0;
      let titles = 0;
      for (const file of readdirSync(join(cards, 'r1'))) {
        const text = readFileSync(join(cards, 'r1', file), 'utf8');
        for (const [, block = ''] of text.matchAll(/```\w*\n([^`]*@[^`]*)```/g)) {
          const theirs = strictEntries(block);
          const ours = parseBibtex(block);
          if (theirs?.length !== ours.length) continue;
          ours.forEach((entry, index) => {
            const their = theirs[index];
            const year = their?.issued?.['date-parts']?.[0]?.[0];
            compared += 1;
            if (plain(their?.title ?? '') === plain(entry.title ?? '')) titles += 1;
            const named = (their?.author ?? []).filter(
              (name) => name.family !== 'others' && name.given !== 'others',
            );
            expect(entry.authors.length, `${file} ${entry.key}`).toBeGreaterThanOrEqual(
              named.length,
            );
            // With a `date` of days only, citation-js takes the day for a year.
            if (Number(year) > 1000) expect(entry.year, `${file} ${entry.key}`).toBe(Number(year));
          });
        }
      }
      expect(compared).toBeGreaterThan(300);
      expect(titles / compared).toBeGreaterThan(0.98);
    },
  );
});

/** citation-js, which throws at the first error; null then. */
function strictEntries(text: string): readonly CSL[] | null {
  try {
    return new Cite(text).data;
  } catch {
    return null;
  }
}
