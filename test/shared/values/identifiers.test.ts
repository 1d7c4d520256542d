import { describe, expect, it } from 'vitest';
import { parseIsni, parseOrcid, parseRor } from '#shared/values/authority-id.ts';
import { passesMod112 } from '#shared/values/check-digits.ts';
import { checkIdentifier, recogniseIdentifier } from '#shared/values/identifier.ts';

describe('identifiers of people and organisations', () => {
  it.each([
    ['0000-0002-1825-0097', 'https://orcid.org/0000-0002-1825-0097'],
    ['0000000218250097', 'https://orcid.org/0000-0002-1825-0097'],
    ['https://orcid.org/0000-0002-1694-233x', 'https://orcid.org/0000-0002-1694-233X'],
    ['orcid.org/0000-0002-1825-0097/', 'https://orcid.org/0000-0002-1825-0097'],
    ['ORCID: 0000–0002–1825–0097', 'https://orcid.org/0000-0002-1825-0097'],
  ])('reads the ORCID iD %s', (text, url) => {
    expect(parseOrcid(text)).toEqual({ ok: true, value: url });
  });

  it('says whether an ORCID iD is mistyped or none at all', () => {
    const mistyped = parseOrcid('0000-0002-1825-0098');
    const none = parseOrcid('Josiah Carberry');
    expect(mistyped.ok ? '' : mistyped.error).toContain('wrong check digit');
    expect(none.ok ? '' : none.error).toContain('is not an ORCID iD');
  });

  it('catches every single wrong digit of an ORCID iD', () => {
    const good = '0000000218250097';
    for (let at = 0; at < 15; at += 1) {
      for (let digit = 0; digit < 10; digit += 1) {
        const wrong = `${good.slice(0, at)}${digit}${good.slice(at + 1)}`;
        expect(passesMod112(wrong)).toBe(wrong === good);
      }
    }
  });

  it.each(['04wxnsj81', 'https://ror.org/05dxps055', 'ror.org/03vek6s52/', 'ROR: 042NB2S44'])(
    'reads the ROR identifier %s',
    (text) => {
      const result = parseRor(text);
      expect(result.ok && result.value).toMatch(/^https:\/\/ror\.org\/0[0-9a-z]{8}$/);
    },
  );

  it('refuses a ROR identifier with a wrong check digit, or with letters that ROR does not use', () => {
    expect(parseRor('https://ror.org/04wxnsj82').ok).toBe(false);
    expect(parseRor('https://ror.org/04wxnsi81').ok).toBe(false);
    expect(parseRor('https://ror.org/grid.1234').ok).toBe(false);
  });

  it('reads an ISNI with or without blanks', () => {
    expect(parseIsni('0000 0001 2103 2683')).toEqual({
      ok: true,
      value: 'https://isni.org/isni/0000000121032683',
    });
    expect(parseIsni('0000 0001 2103 2684').ok).toBe(false);
  });
});

describe('related identifiers', () => {
  it.each([
    ['ARK', 'ark:/12148/btv1b8449691v'],
    ['ARK', 'https://n2t.net/ark:/12148/btv1b8449691v'],
    ['arXiv', 'arXiv:2103.00020v2'],
    ['arXiv', 'arXiv:hep-th/9901001'],
    ['arXiv', 'https://arxiv.org/abs/2103.00020'],
    ['bibcode', '2014Wthr...69...72C'],
    ['CSTR', 'CSTR:31253.11.sciencedb.13238'],
    ['DOI', '10.5072/abc'],
    ['DOI', 'https://doi.org/10.5072/a%3Cb%3E'],
    ['EAN13', '9783468111242'],
    ['EISSN', '1562-6865'],
    ['ISSN', '0077-5606'],
    ['LISSN', 'ISSN 1188-1534'],
    ['Handle', '10013/epic.10033'],
    ['Handle', 'https://hdl.handle.net/10013/epic.10033'],
    ['IGSN', 'IECUR0097'],
    ['IGSN', '10.60510/ICDP5054ESYI201'],
    ['ISBN', '978-3-905673-82-1'],
    ['ISBN', '0-306-40615-2'],
    ['ISTC', '0A9-2002-12B4A105-7'],
    ['ISTC', '0A9 2002 12B4A105 7'],
    ['LSID', 'urn:lsid:ubio.org:namebank:11815'],
    ['PMID', '12082125'],
    ['PMID', 'PMID: 12082125'],
    ['PURL', 'http://purl.oclc.org/foo/bar'],
    ['RAiD', 'https://raid.org/10.25.1.1/abcef'],
    ['RRID', 'RRID:AB_90755'],
    ['SWHID', 'swh:1:cnt:94a9ed024d3859793618152ea559a168bbcbb5e2'],
    ['SWHID', 'swh:1:rev:309cf2674ee7a0749978cf8265ab91a60aea0f7d;origin=https://example.org'],
    ['UPC', '036000291452'],
    ['URL', 'http://www.heatflow.und.edu/index2.html'],
    ['URN', 'urn:nbn:de:101:1-201102033592'],
    ['w3id', 'https://w3id.org/games/spec/coil#Coil_Bomb'],
    ['A type of tomorrow', 'anything'],
  ])('of type %s takes %s', (type, value) => {
    expect(checkIdentifier(type, value)).toBeNull();
  });

  it.each([
    ['ISBN', '978-3-905673-82-2', 'check-digit'],
    ['ISSN', '0077-5607', 'check-digit'],
    ['EAN13', '9783468111243', 'check-digit'],
    ['UPC', '036000291453', 'check-digit'],
    ['DOI', 'not a doi', 'malformed'],
    ['URL', 'www.example.org', 'malformed'],
    ['SWHID', 'swh:1:cnt:94a9', 'malformed'],
    ['RAiD', 'project 7', 'malformed'],
    ['PMID', 'PMC123', 'malformed'],
    ['URL', 'https://doi.org/10.5072/abc', 'other-type'],
    ['DOI', 'https://example.org/a', 'other-type'],
    ['DOI', 'arXiv:2103.00020', 'other-type'],
    ['Handle', 'https://w3id.org/a/b', 'other-type'],
    ['ISBN', 'doi:10.5072/abc', 'other-type'],
  ])('of type %s does not take %s: %s', (type, value, kind) => {
    expect(checkIdentifier(type, value)?.kind).toBe(kind);
  });

  it('are recognised only where there is no doubt', () => {
    expect(recogniseIdentifier('10.5072/abc')).toBe('DOI');
    expect(recogniseIdentifier('http://dx.doi.org/10.5072/abc')).toBe('DOI');
    expect(recogniseIdentifier('https://example.org/10.5072/abc')).toBe('URL');
    expect(recogniseIdentifier('12082125')).toBeNull();
    expect(recogniseIdentifier('')).toBeNull();
  });
});
