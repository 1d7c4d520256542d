import { describe, expect, it } from 'vitest';

import { guessColumns } from '#shared/collections/guess-columns.ts';
import { mappingTargets, targetLabel } from '#shared/collections/mapping-targets.ts';
import { formatTarget, parseTarget } from '#shared/collections/targets.ts';
import { templateColumns, templateExample } from '#shared/collections/template.ts';

const guess = (name: string, ...samples: string[]): string | null =>
  guessColumns([{ name, samples }])[0]?.target ?? null;

describe('guessing columns by their names', () => {
  it.each([
    // English, German, French, as people and programs write them.
    ['Title', 'titles[0].title'],
    ['Titel', 'titles[0].title'],
    ['Titre', 'titles[0].title'],
    ['dc:title', 'titles[0].title'],
    ['Author(s)', 'creators[].name'],
    ['Autor:innen', 'creators[].name'],
    ['Auteurs', 'creators[].name'],
    ['Créateur', 'creators[].name'],
    ['Verfasser', 'creators[].name'],
    ['Publication Year', 'publicationYear'],
    ['publication_year', 'publicationYear'],
    ['publicationYear', 'publicationYear'],
    ['Erscheinungsjahr', 'publicationYear'],
    ['Année de publication', 'publicationYear'],
    ['Verlag', 'publisher.name'],
    ['Éditeur', 'publisher.name'],
    ['Zusammenfassung', 'descriptions[Abstract].description'],
    ['Résumé', 'descriptions[Abstract].description'],
    ['Schlagwörter', 'subjects[].subject'],
    ['Mots-clés', 'subjects[].subject'],
    ['Lizenz', 'rightsList[].rights'],
    ['licence', 'rightsList[].rights'],
    ['Sprache', 'language'],
    ['Landing page', 'url'],
    ['ORCID iD', 'creators[].nameIdentifier'],
    ['Nachname', 'creators[].familyName'],
    ['Prénom', 'creators[].givenName'],
    ['Fördernummer', 'fundingReferences[].awardNumber'],
    ['Längengrad', 'geoLocations[].pointLongitude'],
    ['identifiant', 'key'],
    ['creators[1].givenName', 'creators[0].givenName'],
    ['Author 2', 'creators[1].name'],
    ['author_2_orcid', 'creators[1].nameIdentifier'],
    ['Autor 3 Nachname', 'creators[2].familyName'],
    ['dates[created].date', 'dates[Created].date'],
    ['titles.0.title', 'titles[0].title'],
    ['types.resourceTypeGeneral', 'types.resourceTypeGeneral'],
    [
      'relatedIdentifiers[IsPartOf].relatedIdentifier',
      'relatedIdentifiers[IsPartOf].relatedIdentifier',
    ],
    ['__proto__', null],
    ['constructor', null],
    ['frobnication', null],
  ])('reads “%s” as %s', (name, target) => {
    expect(guess(name)).toBe(target);
  });
});

describe('guessing columns by their values', () => {
  it('tells an id column from a DOI column', () => {
    expect(guess('identifier', 'A-1', 'A-2')).toBe('key');
    expect(guess('identifier', '10.5072/a', 'https://doi.org/10.5072/b')).toBe('doi');
  });

  it('tells a year from a date', () => {
    expect(guess('date', '2020', '2021')).toBe('publicationYear');
    expect(guess('Jahr', '2020-05-01', '2021-06-02')).toBe('dates[Issued].date');
  });

  it('takes a type that is not in the list as words', () => {
    expect(guess('type', 'Dataset', 'software')).toBe('types.resourceTypeGeneral');
    expect(guess('type', 'soil map', 'time series')).toBe('types.resourceType');
  });

  it('recognises columns whose names say nothing', () => {
    const guesses = guessColumns([
      { name: 'a', samples: ['10.5072/x1', '10.5072/x2'] },
      { name: 'b', samples: ['0000-0002-1825-0097', '0000-0001-5109-3700'] },
      { name: 'c', samples: ['https://example.org/1', 'https://example.org/2'] },
      { name: 'd', samples: ['2019', '2020'] },
      { name: 'e', samples: ['blue', 'red'] },
    ]);
    expect(guesses.map((each) => each.target)).toEqual([
      'doi',
      'creators[].nameIdentifier',
      'url',
      'publicationYear',
      null,
    ]);
    expect(guesses[0]?.reason).toBe('The values are DOIs.');
  });

  it('gives each place once, to the first column', () => {
    const guesses = guessColumns([
      { name: 'title', samples: [] },
      { name: 'title (2)', samples: [] },
    ]);
    expect(guesses[0]?.target).toBe('titles[0].title');
    expect(guesses[1]).toMatchObject({
      target: null,
      reason: 'Another column already goes to this place.',
    });
  });

  it('splits only at signs that part values for certain', () => {
    const [creators, title] = guessColumns([
      { name: 'creators', samples: ['Doe, Jane | Roe, Max'] },
      { name: 'title', samples: ['One; two'] },
    ]);
    expect(creators?.separator).toBe('|');
    expect(title?.separator).toBeNull();
  });
});

describe('targets', () => {
  it('reads back every target that the wizard offers, and each has a label of its own', () => {
    for (const { target } of mappingTargets) {
      const parsed = parseTarget(target);
      expect(parsed, target).not.toBeNull();
      if (parsed !== null) expect(formatTarget(parsed)).toBe(target);
    }
    expect(new Set(mappingTargets.map(({ label }) => label)).size).toBe(mappingTargets.length);
    expect(targetLabel('creators[1].name')).toBe('Creators (2)');
  });

  it.each([
    'titles',
    'titles[0]',
    'nothing[0].x',
    'creators[].toString',
    '__proto__',
    'dates[Foo].date',
  ])('knows no target %s', (target) => {
    expect(parseTarget(target)).toBeNull();
  });

  it('guesses every column of the template', () => {
    const guesses = guessColumns(
      templateColumns.map((name, at) => ({
        name,
        samples: [templateExample[at] ?? ''].filter(Boolean),
      })),
    );
    expect(guesses.filter((each) => each.target === null)).toEqual([]);
  });
});
