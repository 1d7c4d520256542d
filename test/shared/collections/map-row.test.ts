import { describe, expect, it } from 'vitest';

import { guessColumns } from '#shared/collections/guess-columns.ts';
import type { MappedRow } from '#shared/collections/map-row.ts';
import { compileMapping, mapRow } from '#shared/collections/map-row.ts';
import { templateColumns, templateExample } from '#shared/collections/template.ts';

/** Maps one row of `{header or target: cell}`. */
function map(row: Readonly<Record<string, string>>, separator: string | null = ';'): MappedRow {
  const mapping = Object.keys(row).map((target, index) => ({
    column: target,
    index,
    target,
    separator,
  }));
  return mapRow(Object.values(row), compileMapping(mapping));
}

describe('mapping a row', () => {
  it('splits creators and keeps what the comma says', () => {
    expect(
      map({ 'creators[].name': 'Müller, Jörg; van der Berg, Anna; Example Institute; Madonna' })
        .attributes,
    ).toEqual({
      creators: [
        { name: 'Müller, Jörg', nameType: 'Personal', givenName: 'Jörg', familyName: 'Müller' },
        expect.objectContaining({ name: 'van der Berg, Anna', nameType: 'Personal' }),
        { name: 'Example Institute', nameType: 'Organizational' },
        { name: 'Madonna' },
      ],
    });
  });

  it('puts ORCID and affiliation beside the creator of the same position', () => {
    const { attributes, problems } = map({
      'creators[].name': 'Doe, Jane; Roe, Max',
      'creators[].nameIdentifier': '; https://orcid.org/0000-0002-1825-0097',
      'creators[].affiliation': 'Example Institute',
    });
    expect(problems).toEqual([]);
    expect(attributes.creators).toEqual([
      expect.objectContaining({ name: 'Doe, Jane', affiliation: [{ name: 'Example Institute' }] }),
      expect.objectContaining({
        name: 'Roe, Max',
        nameIdentifiers: [
          {
            nameIdentifier: 'https://orcid.org/0000-0002-1825-0097',
            nameIdentifierScheme: 'ORCID',
            schemeUri: 'https://orcid.org',
          },
        ],
        affiliation: [{ name: 'Example Institute' }],
      }),
    ]);
    expect(attributes.creators?.[0]).not.toHaveProperty('nameIdentifiers');
  });

  it('takes an empty place at the end of a list as a place', () => {
    const { attributes, problems } = map({
      'creators[].name': 'A, B; C, D; E, F',
      'creators[].nameIdentifier': '0000-0002-1825-0097; ; ',
    });
    expect(problems).toEqual([]);
    expect(attributes.creators?.map((each) => each.nameIdentifiers?.length ?? 0)).toEqual([
      1, 0, 0,
    ]);
  });

  it('never guesses which ORCID belongs to whom', () => {
    const { attributes, problems } = map({
      'creators[].name': 'A, B; C, D; E, F',
      'creators[].nameIdentifier': '0000-0002-1825-0097; 0000-0001-5109-3700',
    });
    expect(problems.map((each) => each.code)).toEqual(['import-values-unequal']);
    expect(JSON.stringify(attributes)).not.toContain('orcid');
  });

  it('builds numbered creators in the order of their numbers', () => {
    const { attributes } = map({
      'creators[1].familyName': 'Roe',
      'creators[1].givenName': 'Max',
      'creators[0].name': 'Doe, Jane',
    });
    expect(attributes.creators?.map((each) => each.name)).toEqual(['Doe, Jane', 'Roe, Max']);
  });

  it('completes a licence from the SPDX list and keeps one that is none', () => {
    expect(map({ 'rightsList[].rights': 'CC BY 4.0' }).attributes.rightsList).toEqual([
      expect.objectContaining({ rightsIdentifier: 'cc-by-4.0', rightsIdentifierScheme: 'SPDX' }),
    ]);
    expect(map({ 'rightsList[].rights': 'Ask us' }).attributes.rightsList).toEqual([
      { rights: 'Ask us' },
    ]);
    expect(
      map({ 'rightsList[].rights': 'https://example.org/terms' }).attributes.rightsList,
    ).toEqual([{ rightsUri: 'https://example.org/terms' }]);
  });

  it('tells the type of a related identifier and takes the relation from its column', () => {
    const { attributes } = map({
      'relatedIdentifiers[IsSupplementTo].relatedIdentifier':
        'https://doi.org/10.1038/nature12373; arXiv:1502.01852',
    });
    expect(attributes.relatedIdentifiers).toEqual([
      {
        relatedIdentifier: '10.1038/nature12373',
        relatedIdentifierType: 'DOI',
        relationType: 'IsSupplementTo',
      },
      {
        relatedIdentifier: 'arXiv:1502.01852',
        relatedIdentifierType: 'arXiv',
        relationType: 'IsSupplementTo',
      },
    ]);
  });

  it('keeps a date that could be two days as it was typed, and says so', () => {
    const clear = map({ 'dates[Created].date': '31.12.2020' });
    expect(clear.attributes.dates).toEqual([{ date: '2020-12-31', dateType: 'Created' }]);
    const unclear = map({ 'dates[Created].date': '03/04/2020' });
    expect(unclear.attributes.dates).toEqual([{ date: '03/04/2020', dateType: 'Created' }]);
    expect(unclear.problems).toEqual([
      expect.objectContaining({ code: 'import-date-unclear', path: 'dates[0].date' }),
    ]);
  });

  it.each([
    ['2021', 2021],
    ['2021.0', 2021],
    ['2021-05-04', 2021],
    ['about 2021', 'about 2021'],
    ['21', '21'],
  ])('reads the year %s as %s', (cell, year) => {
    expect(map({ publicationYear: cell }).attributes.publicationYear).toBe(year);
  });

  it('refuses a DOI that is none, loudly', () => {
    const { attributes, problems } = map({ doi: '1E+05', key: ' A 1 ' });
    expect(attributes).not.toHaveProperty('doi');
    expect(problems).toEqual([
      expect.objectContaining({ code: 'import-doi-unclear', severity: 'error' }),
    ]);
  });

  it('reads coordinates with a decimal comma, funding and typed contributors', () => {
    const { attributes } = map(
      {
        'geoLocations[].pointLatitude': '47,37',
        'geoLocations[].pointLongitude': '-8.55',
        'fundingReferences[].funderName': 'European Commission',
        'fundingReferences[].awardNumber': '101',
        'contributors[DataCurator].name': 'Doe, Jane',
        'types.resourceTypeGeneral': 'Jeu de données',
      },
      null,
    );
    expect(attributes.geoLocations).toEqual([
      { geoLocationPoint: { pointLongitude: -8.55, pointLatitude: 47.37 } },
    ]);
    expect(attributes.fundingReferences).toEqual([
      { funderName: 'European Commission', awardNumber: '101' },
    ]);
    expect(attributes.contributors).toEqual([
      expect.objectContaining({ name: 'Doe, Jane', contributorType: 'DataCurator' }),
    ]);
    expect(attributes.types).toEqual({ resourceTypeGeneral: 'Dataset' });
  });

  it('turns the row of the template into a whole record', () => {
    const guesses = guessColumns(
      templateColumns.map((name, at) => ({
        name,
        samples: [templateExample[at] ?? ''].filter(Boolean),
      })),
    );
    const mapping = guesses.map(({ target, separator }, index) => ({
      column: '',
      index,
      target,
      separator,
    }));
    const { key, attributes, problems } = mapRow(templateExample, compileMapping(mapping));
    expect(problems).toEqual([]);
    expect(key).toBe('SOIL-2024-001');
    expect(attributes.creators).toHaveLength(2);
    expect(attributes.relatedIdentifiers?.[0]?.relationType).toBe('IsSupplementTo');
  });

  it('leaves an empty row empty', () => {
    expect(map({ 'titles[0].title': ' ', 'creators[].name': ';;' })).toEqual({
      key: null,
      attributes: {},
      problems: [],
    });
  });
});
