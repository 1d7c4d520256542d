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
    ['property:dates[Created].date', '01.02.2020', /write 2020-02-01 or 2020-01-02/],
    ['property:url', 'www.example.org/a', /Did you mean https:\/\/www.example.org\/a\?/],
    ['property:contentUrl[0]', 'files.zip', /no whole address/],
    ['property:language', 'klingonisch!', /no code of a language/],
    ['property:rightsList[0].rightsUri', 'CC BY', /no whole address/],
    ['property:fundingReferences[0].awardUri', 'see above', /no whole address/],
    ['property:subjects[0].schemeUri', 'not a url', /no whole address/],
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
    'property:doi',
    'property:schemaVersion',
  ])('%s is not edited', (column) => {
    expect(editTarget(column)).toBeNull();
  });

  it.each([
    [{ dates: [{ date: '01.02.2020', dateType: 'X' }] }, 'property:dates[0].date', '01.02.2020'],
    [{ url: ' not a url ' }, 'property:url', ' not a url '],
    [{ publicationYear: '24' }, 'year', '24'],
    [{ publicationYear: '2024' }, 'year', '2024'],
    [{ types: { resourceTypeGeneral: 'dataset' } }, 'type', 'dataset'],
    [{ publisher: 'Old house' }, 'publisher', 'Old house'],
  ])('%j stays as it is where %s gets what it has', (attributes, column, typed) => {
    expect(set(attributes, column, typed)).toBe(attributes);
  });

  it('corrects a value that is wrong already, and keeps several that are shown as one text', () => {
    const wrong = { dates: [{ date: '01.02.2020', dateType: 'Created' }] };
    expect(set(wrong, 'property:dates[Created].date', '2020-02-01')).toEqual({
      dates: [{ date: '2020-02-01', dateType: 'Created' }],
    });
    expect(set(wrong, 'property:dates[Created].date', '1.2.2020')).toMatch(/two days/);
    const two = { dates: ['2020', '2021'].map((date) => ({ date, dateType: 'Created' })) };
    expect(set(two, 'property:dates[Created].date', '2020; 2021')).toBe(two);
  });

  it('knows the values of a closed list', () => {
    expect(choicesOf(mustExist(editTarget('type'), 'type'))).toContain('Dataset');
    expect(choicesOf(mustExist(editTarget('title'), 'title'))).toBeNull();
  });
});
