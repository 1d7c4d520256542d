import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { agencyOf } from '#shared/doi/agency.ts';
import type { Doi } from '#shared/doi/doi.ts';
import {
  asDoi,
  displayDoi,
  doiKey,
  doiUrl,
  hasPrefix,
  isRegistrable,
  isSameDoi,
  parseDoi,
  prefixOf,
  suffixOf,
} from '#shared/doi/doi.ts';

const read = (text: string): string => {
  const result = parseDoi(text);
  return result.ok ? result.value : `refused: ${result.error}`;
};

describe('parseDoi', () => {
  it.each([
    ['10.5072/abc', '10.5072/abc'],
    ['  10.5072/ABC\n', '10.5072/ABC'],
    ['doi:10.5072/abc', '10.5072/abc'],
    ['DOI: 10.5072/abc', '10.5072/abc'],
    ['doi 10.5072/abc', '10.5072/abc'],
    ['hdl:10.5072/abc', '10.5072/abc'],
    ['info:doi/10.5072/abc', '10.5072/abc'],
    ['urn:doi:10.5072/abc', '10.5072/abc'],
    ['https://doi.org/10.5072/abc', '10.5072/abc'],
    ['HTTPS://DOI.ORG/10.5072/abc', '10.5072/abc'],
    ['http://dx.doi.org/10.5072/abc', '10.5072/abc'],
    ['https://www.doi.org/10.5072/abc', '10.5072/abc'],
    ['doi.org/10.5072/abc', '10.5072/abc'],
    ['dx.doi.org/10.5072/abc', '10.5072/abc'],
    ['https://doi.org/doi:10.5072/abc', '10.5072/abc'],
    ['https://doi.org//10.5072/abc', '10.5072/abc'],
    ['https://doi.org/api/handles/10.5072/abc', '10.5072/abc'],
    ['https://handle.test.datacite.org/10.5072/abc', '10.5072/abc'],
    ['https://handle.stage.datacite.org/10.5072/abc', '10.5072/abc'],
    ['https://hdl.handle.net/10.5072/abc', '10.5072/abc'],
    ['https://doi-org.proxy.lib.example.edu/10.5072/abc', '10.5072/abc'],
    ['https://doi.org.ezproxy.example.edu/10.5072/abc', '10.5072/abc'],
    ['https://identifiers.org/doi:10.5072/abc', '10.5072/abc'],
    ['https://n2t.net/doi:10.5072/abc', '10.5072/abc'],
    ['https://doi.datacite.org/dois/10.5072%2fabc', '10.5072/abc'],
    ['https://doi.test.datacite.org/repositories/a.b/dois/10.5072%2Fabc', '10.5072/abc'],
    ['https://api.datacite.org/dois/10.5072/abc', '10.5072/abc'],
    ['https://commons.datacite.org/doi.org/10.5072/abc', '10.5072/abc'],
    ['https://doi.pangaea.de/10.1594/PANGAEA.123', '10.1594/PANGAEA.123'],
    ['https://doi.org/10.5072%2Fabc', '10.5072/abc'],
    ['10.5072%2fabc', '10.5072/abc'],
    ['https://doi.org/10.5072/a%3Cb%3E', '10.5072/a<b>'],
    ['https://doi.org/10.5072/abc?utm_source=mail#top', '10.5072/abc'],
    ['https://doi.org/10.5072/a%3Fb%23c', '10.5072/a?b#c'],
    ['10.5072/50%done', '10.5072/50%done'],
    ['<https://doi.org/10.5072/abc>', '10.5072/abc'],
    ['(doi:10.5072/abc)', '10.5072/abc'],
    ['“10.5072/abc”.', '10.5072/abc'],
    ['[a data set](https://doi.org/10.5072/abc).', '10.5072/abc'],
    ['\\url{https://doi.org/10.5072/abc}', '10.5072/abc'],
    ['10.5072/a\\_b', '10.5072/a_b'],
    ['https://doi.org/10.5072/abc.', '10.5072/abc'],
    ['10.5072/abc),', '10.5072/abc'],
    ['10.1016/S0140-6736(05)17735-(x)', '10.1016/S0140-6736(05)17735-(x)'],
    [
      '10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O',
      '10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O',
    ],
    ['10.5072/\u200babc\ufeff', '10.5072/abc'],
    ['１０．５０７２／ａｂｃ', '10.5072/abc'],
    ['10.5072/a\u2011b', '10.5072/a-b'],
    ['10.5072/żółw', '10.5072/żółw'],
    ['10.5072.12.3/abc', '10.5072.12.3/abc'],
    ['10.1/a<b>', '10.1/a<b>'],
    ['10.57967/hf/0039', '10.57967/hf/0039'],
    ['10.5072/a//b', '10.5072/a//b'],
  ])('reads %j as %j', (text, name) => {
    expect(read(text)).toBe(name);
  });

  it.each([
    '',
    'abc',
    '10.5072',
    '10.5072/',
    '10.5072/a b',
    '11.5072/abc',
    '10./abc',
    '10.x/abc',
    'https://onlinelibrary.wiley.com/doi/full/10.1002/abc',
    'https://example.org/about',
    'see 10.5072/abc',
    '10.5072/\ud800',
    '10.5072/a\u0000b',
    `10.5072/${'x'.repeat(5000)}`,
  ])('refuses %j and says why', (text) => {
    expect(read(text)).toMatch(/^refused: .*(DOI|long)/);
  });

  it('reads back its own address and its own display, whatever the suffix holds', () => {
    const suffix = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .map((text) => `10.5072/x${text}x`)
      .filter((name) => asDoi(name) !== null && read(name) === name);
    fc.assert(
      fc.property(suffix, (name) => {
        const doi = name as Doi;
        expect(read(doiUrl(doi))).toBe(name);
        expect(read(displayDoi(doi))).toBe(name);
        expect(new URL(doiUrl(doi)).href).toBe(doiUrl(doi));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a DOI', () => {
  const doi = '10.5072/FK2/Äb' as Doi;

  it('is compared without regard to the case of ASCII letters only', () => {
    expect(doiKey(doi)).toBe('10.5072/fk2/Äb');
    expect(isSameDoi('10.1/ABC', '10.1/abc')).toBe(true);
    expect(isSameDoi('10.1/É', '10.1/é')).toBe(false);
  });

  it('has a prefix and a suffix', () => {
    expect([prefixOf(doi), suffixOf(doi)]).toEqual(['10.5072', 'FK2/Äb']);
    expect(hasPrefix(doi, ['10.14454', '10.5072'])).toBe(true);
    expect(hasPrefix(doi, ['10.5072/fk2'])).toBe(true);
    expect(hasPrefix(doi, ['10.507', '10.5072/fk3'])).toBe(false);
  });

  it('is shown as the full address, encoded where an address must be', () => {
    expect(displayDoi(doi)).toBe('https://doi.org/10.5072/FK2/Äb');
    expect(doiUrl(doi)).toBe('https://doi.org/10.5072/FK2/%C3%84b');
    expect(doiUrl('10.1/a<b>?#%;(c):"d"\'' as Doi)).toBe(
      'https://doi.org/10.1/a%3Cb%3E%3F%23%25;(c):%22d%22%27',
    );
    expect(displayDoi('10.1/a<b>#' as Doi)).toBe('https://doi.org/10.1/a%3Cb%3E%23');
    expect(doiUrl('10.5072/a' as Doi, 'https://handle.test.datacite.org')).toBe(
      'https://handle.test.datacite.org/10.5072/a',
    );
  });

  it('can be created only in the characters that the service takes', () => {
    expect(isRegistrable('10.5072/aZ0-._;()/:*~$=')).toBe(true);
    for (const name of [
      '10.5072/a+b',
      '10.5072/a b',
      '10.5072/ä',
      '10.507/a',
      '10.5072.1/a',
      '10.5072/',
    ]) {
      expect(isRegistrable(name), name).toBe(false);
    }
    expect(isRegistrable(`10.5072/${'a'.repeat(247)}`)).toBe(true);
    expect(isRegistrable(`10.5072/${'a'.repeat(248)}`)).toBe(false);
    expect(isRegistrable('10.5072/a\n')).toBe(false);
  });

  it('tells its agency and holder where the prefix is well known', () => {
    expect(agencyOf('10.57967/hf/0039' as Doi)).toEqual({
      agency: 'DataCite',
      holder: 'Hugging Face',
      hub: true,
    });
    expect(agencyOf('10.18653/v1/D18-1241' as Doi).agency).toBe('Crossref');
    expect(agencyOf('10.99999/x' as Doi)).toEqual({ agency: 'unknown' });
  });
});
