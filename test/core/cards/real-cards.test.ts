import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Cite } from '@citation-js/core';
import type { CSL } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import { describe, expect, it } from 'vitest';

import { readCard } from '#core/cards/read-card.ts';
import { latexToText } from '#shared/cards/latex-text.ts';
import { readCitations } from '#shared/cards/read-citations.ts';

/** Real cards lie beside the project; elsewhere these tests say that they skip. */
const folder = join(import.meta.dirname, '../../../../shared/huggingface/cards');

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase();
}

/** Names and years of the record that the card does not hold, letter by letter. */
function invented(name: string, text: string): string[] {
  const { attributes } = readCard(text, { folders: ['cards'], depth: 0, fileName: name });
  // As it stands, and with its LaTeX read: "S{\o}gaard" holds Søgaard.
  const held = fold(text) + fold(latexToText(text)) + fold(text.replace(/\\\W/g, ''));
  const strange = (attributes.creators ?? [])
    .map((creator) => creator.familyName ?? creator.name ?? '')
    .filter((family) => !held.includes(fold(family)));
  const year = attributes.publicationYear;
  return [
    ...strange.map((family) => `${name}: ${family}`),
    ...(year === undefined || text.includes(String(year)) ? [] : [`${name}: ${String(year)}`]),
  ];
}

describe.skipIf(!existsSync(folder))('real cards (skipped where ../shared is missing)', () => {
  it.each(['r2', 'r1'])('hold every author and year that is read from them (%s)', (revision) => {
    const names = readdirSync(join(folder, revision));
    const found = names.flatMap((name) =>
      invented(name, readFileSync(join(folder, revision, name), 'utf8')),
    );
    expect(names.length).toBeGreaterThan(500);
    expect(found).toEqual([]);
  });

  it('give author and year wherever a BibTeX entry has both', () => {
    const names = readdirSync(join(folder, 'r2'));
    const cited = names.filter((name) => {
      const text = readFileSync(join(folder, 'r2', name), 'utf8');
      const { attributes } = readCard(text, { folders: ['r2'], depth: 0, fileName: name });
      return (attributes.creators?.length ?? 0) > 0 && attributes.publicationYear !== undefined;
    });
    expect(cited.length).toBeGreaterThanOrEqual(459);
  });

  it('have a title, an address and provenance for every attribute', () => {
    for (const name of readdirSync(join(folder, 'r2'))) {
      const text = readFileSync(join(folder, 'r2', name), 'utf8');
      const { attributes, provenance } = readCard(text, {
        folders: ['r2'],
        depth: 0,
        fileName: name,
      });
      const told = new Set(provenance.map(({ path }) => path.replace(/[[.].*/, '')));
      expect(attributes.titles?.[0]?.title ?? '', name).not.toBe('');
      expect(
        Object.keys(attributes).filter((each) => !told.has(each)),
        name,
      ).toEqual([]);
    }
  });

  it('have BibTeX that is read as citation-js reads it, or more of it', () => {
    const plain = (text: string | null | undefined): string =>
      fold(text?.replace(/<[^>]+>/g, '') ?? '');
    let compared = 0;
    let titles = 0;
    for (const file of readdirSync(join(folder, 'r2'))) {
      const text = readFileSync(join(folder, 'r2', file), 'utf8');
      for (const [, block = ''] of text.matchAll(/```\w*\n([^`]*@[^`]*)```/g)) {
        const theirs = strictEntries(block);
        const ours = readCitations(block);
        if (theirs?.length !== ours.length) continue;
        ours.forEach((entry, index) => {
          const their = theirs[index];
          const year = Number(their?.issued?.['date-parts']?.[0]?.[0]);
          compared += 1;
          if (plain(their?.title) === plain(entry.title)) titles += 1;
          const named = (their?.author ?? []).filter(
            (name) => name.family !== 'others' && name.given !== 'others',
          );
          expect(entry.authors.length, `${file} ${entry.key}`).toBeGreaterThanOrEqual(named.length);
          // With a `date` of days only, citation-js takes the day for a year.
          if (year > 1000) expect(entry.year, `${file} ${entry.key}`).toBe(year);
        });
      }
    }
    expect(compared).toBeGreaterThan(300);
    expect(titles / compared).toBeGreaterThan(0.98);
  });
});

/** citation-js, which throws at the first error; null then. */
function strictEntries(text: string): readonly CSL[] | null {
  try {
    return new Cite(text).data;
  } catch {
    return null;
  }
}
