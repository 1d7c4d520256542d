import { describe, expect, it } from 'vitest';

import { choicesOf, editTarget, withCell } from '#shared/grid/edit-cell.ts';
import { mustExist } from '#shared/support/assert.ts';

const set = (attributes: object, column: string, typed: string) => {
  const before = structuredClone(attributes);
  const result = withCell(attributes, mustExist(editTarget(column), column), typed);
  // What was given is never changed.
  expect(attributes).toEqual(before);
  return result.ok ? result.value : result.error;
};

describe('a cell of the grid', () => {
  it.each([
    [{}, 'year', '2024', { publicationYear: 2024 }],
    [{ publicationYear: 2020, x: 1 }, 'year', '', { x: 1 }],
    [
      {
        titles: [
          { title: 'S', titleType: 'Subtitle' },
          { title: 'A', lang: 'en' },
        ],
      },
      'title',
      'B',
      {
        titles: [
          { title: 'S', titleType: 'Subtitle' },
          { title: 'B', lang: 'en' },
        ],
      },
    ],
    [{}, 'title', 'New', { titles: [{ title: 'New' }] }],
    [
      { types: { resourceTypeGeneral: 'Text', resourceType: 'x' } },
      'type',
      'dataset',
      { types: { resourceTypeGeneral: 'Dataset', resourceType: 'x' } },
    ],
    [
      { publisher: 'Old house' },
      'property:publisher.publisherIdentifier',
      'https://ror.org/1',
      { publisher: { name: 'Old house', publisherIdentifier: 'https://ror.org/1' } },
    ],
    [{ publisher: { name: 'X' } }, 'publisher', '', {}],
    [
      {},
      'property:dates[Issued].date',
      '2024-05',
      { dates: [{ dateType: 'Issued', date: '2024-05' }] },
    ],
    [
      {
        dates: [
          { dateType: 'Issued', date: '1' },
          { dateType: 'Valid', date: '2' },
        ],
      },
      'property:dates[Issued].date',
      '',
      { dates: [{ dateType: 'Valid', date: '2' }] },
    ],
    [
      { creators: [{ name: 'A' }, { name: 'B' }] },
      'property:creators[1].name',
      'C',
      { creators: [{ name: 'A' }, { name: 'C' }] },
    ],
    [{ kept: { odd: [1] } }, 'property:language', 'de', { kept: { odd: [1] }, language: 'de' }],
  ])('%j, %s = %j', (attributes, column, typed, expected) => {
    expect(set(attributes, column, typed)).toEqual(expected);
  });

  it.each([
    ['year', '24', /no year/],
    ['type', 'Datset', /not one of the values/],
    ['property:geoLocations[0].geoLocationPoint.pointLatitude', '91', /between -90 and 90/],
  ])('%s refuses %j', (column, typed, message) => {
    expect(set({}, column, typed)).toMatch(message);
  });

  it.each([
    'creators',
    'findings',
    'sync',
    'doi',
    'property:creators.name',
    'property:nothing',
    'property:dates',
  ])('%s is not edited', (column) => {
    expect(editTarget(column)).toBeNull();
  });

  it('knows the values of a closed list', () => {
    expect(choicesOf(mustExist(editTarget('type'), 'type'))).toContain('Dataset');
    expect(choicesOf(mustExist(editTarget('title'), 'title'))).toBeNull();
  });
});
