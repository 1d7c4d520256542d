import { describe, expect, it } from 'vitest';

import { recordShape } from '#shared/metadata/schema/shape.ts';
import type { TextType } from '#shared/metadata/schema/rules.ts';
import { isTaken, readGiven, readTyped } from '#shared/metadata/validate/typed-text.ts';

const said = (place: string, type: TextType, typed: string) => {
  const read = readTyped(place, type, typed);
  return read.ok ? read.value : read.error;
};

describe('what a person types for a place of the metadata', () => {
  it.each([
    '2020',
    '2020-02',
    '2020-02-29',
    '2020-02-01T10:00:00Z',
    '2019/2020',
    '2019-05-01/..',
    '../2020',
    '2004-XX',
    '2004-21',
    '1984~',
    '-0044',
    ':unav',
  ])('takes the date %s', (typed) => {
    expect(said('dates.date', 'string', typed)).toBe(typed);
  });

  it.each([
    ['01.02.2020', /can be two days: write 2020-02-01 or 2020-01-02\.$/],
    ['1/2/2020', /write 2020-02-01 or 2020-01-02\.$/],
    ['31.12.2020', /Did you mean 2020-12-31\?$/],
    ['5 March 2020', /Did you mean 2020-03-05\?$/],
    ['2020-1-5', /Did you mean 2020-01-05\?$/],
    ['2021-02-29', /is no date as DataCite has it: write 2024, /],
    ['2020-02-01/2019', /ends before it starts\. Did you mean 2019\/2020-02-01\?$/],
    ['../..', /is no date/],
    ['43862', /is no date/],
    ['soon', /is no date/],
    ['2020-02-01\n2020-03-01', /is no date/],
    [`2020${'-01'.repeat(5_000)}`, /^“.{79}…” is no date/],
  ])('refuses the date %j', (typed, message) => {
    expect(said('dates.date', 'string', typed)).toMatch(message);
  });

  it.each([
    ['url', 'string', 'https://example.org/a?b=c#d'],
    ['url', 'string', 'ftp://example.org/a'],
    ['contentUrl', 'string', 's3://bucket/key'],
    ['rightsList.rightsUri', 'uri', 'https://creativecommons.org/licenses/by/4.0/'],
    ['fundingReferences.awardUri', 'uri', 'info:eu-repo/grantAgreement/EC/FP7/123'],
    ['subjects.schemeUri', 'uri', 'urn:nbn:de:101:1-201102033592'],
    ['subjects.classificationCode', 'uri', '005.7'],
    ['language', 'language', 'de'],
    ['language', 'language', 'zh-Hant-TW'],
    ['titles.lang', 'lang', 'x-klingon'],
    ['titles.title', 'string', 'not a url, but a title: 01.02.2020'],
    ['version', 'string', '<script>'],
  ] as const)('takes at %s (%s) %s', (place, type, typed) => {
    expect(said(place, type, typed)).toBe(typed);
  });

  it.each([
    ['url', 'string', 'not a url', /is no web address/],
    ['url', 'string', 'www.example.org/x', /Did you mean https:\/\/www\.example\.org\/x\?$/],
    ['url', 'string', 'HTTPS://example.org/a b', /Did you mean https:\/\/example\.org\/a%20b\?$/],
    ['url', 'string', 'javascript:alert(1)', /is no web address/],
    ['url', 'string', 'https://[', /is no web address/],
    ['contentUrl', 'string', 'files.zip', /is no whole address/],
    ['rightsList.rightsUri', 'uri', 'CC BY 4.0', /is no whole address/],
    ['rightsList.rightsUri', 'uri', 'see above', /is no whole address/],
    [
      'rightsList.schemeUri',
      'uri',
      'www.example.org',
      /Did you mean https:\/\/www\.example\.org\?$/,
    ],
    [
      'fundingReferences.awardUri',
      'uri',
      'https://x.org/100%',
      /Did you mean https:\/\/x\.org\/100%25\?$/,
    ],
    ['fundingReferences.awardUri', 'uri', 'https://', /is no whole address/],
    ['fundingReferences.awardUri', 'uri', 'C:\\awards\\1', /is no whole address/],
    ['language', 'language', 'klingonisch!', /is no code of a language: two or three letters/],
    ['language', 'language', 'German', /is no code of a language: .+ Did you mean de\?$/],
    ['language', 'language', 'pt_BR', /Did you mean pt-BR\?$/],
    ['titles.lang', 'lang', 'd', /is no code of a language/],
    ['publicationYear', 'year', '2024-05-01', /is no year: .+ Did you mean 2024\?$/],
    ['publicationYear', 'year', '31.12.2020', /Did you mean 2020\?$/],
    ['publicationYear', 'year', '0024', /is no year/],
    ['publicationYear', 'year', '２０２４', /is no year/],
    ['publicationYear', 'year', '0x7e8', /is no year/],
    ['x.pointLatitude', 'latitude', '0x10', /is no number between -90 and 90/],
    ['x.pointLatitude', 'latitude', '52,52', /Did you mean 52\.52\?$/],
    ['x.pointLatitude', 'latitude', 'NaN', /is no number/],
    ['x.pointLongitude', 'longitude', '181', /is no number between -180 and 180/],
    ['types.resourceTypeGeneral', 'resourceTypeGeneral', 'Datset', /is not one of the values/],
    ['types.resourceTypeGeneral', 'resourceTypeGeneral', '__proto__', /is not one of the values/],
  ] as const)('refuses at %s (%s) %j', (place, type, typed, message) => {
    expect(said(place, type, typed)).toMatch(message);
  });

  it('reads years and angles as numbers, and terms as the schema spells them', () => {
    expect(said('publicationYear', 'year', '2024')).toBe(2024);
    expect(said('x.pointLatitude', 'latitude', '-45.5')).toBe(-45.5);
    expect(said('dates.dateType', 'dateType', 'cREATED')).toBe('Created');
  });
});

describe('a value that is given for a place', () => {
  const at = (place: string) => ({ place, shape: recordShape.members.get(place) });

  it('is read through its lists and groups, and the first that is wrong is told', () => {
    expect(readGiven([{ date: '2020', dateType: 'created' }, null], at('dates'))).toEqual({
      ok: true,
      value: [{ date: '2020', dateType: 'Created' }, null],
    });
    const wrong = [{ date: '2020' }, { date: '01.02.2020' }];
    expect(readGiven(wrong, at('dates'))).toMatchObject({
      ok: false,
      error: expect.stringMatching(/two days/) as string,
    });
    // What the schema has no place for is for others to judge.
    expect(readGiven({ odd: '01.02.2020', __proto__: 1 }, at('nothing')).ok).toBe(true);
  });

  it('may hold what is borne', () => {
    const wrong = [{ date: '01.02.2020' }];
    expect(readGiven(wrong, { ...at('dates'), isBorne: isTaken })).toEqual({
      ok: true,
      value: wrong,
    });
    const terms = [{ dateType: 'Birthday' }];
    expect(readGiven(terms, { ...at('dates'), isBorne: isTaken }).ok).toBe(false);
    expect(readGiven('not a url', { ...at('url'), isBorne: isTaken }).ok).toBe(false);
  });
});
