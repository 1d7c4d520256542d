import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { findLanguage } from '#shared/values/language.ts';
import { findLicence, listLicences } from '#shared/values/licence.ts';
import { looksDamaged, repairMojibake } from '#shared/values/mojibake.ts';
import { formatName, holdsSeveralNames, readName } from '#shared/values/person-name.ts';

describe('names', () => {
  it.each([
    ['Miller, Elizabeth', 'Miller', 'Elizabeth', 'certain'],
    ['Elizabeth Miller', 'Miller', 'Elizabeth', 'likely'],
    ['van der Berg, Anna', 'van der Berg', 'Anna', 'certain'],
    ['Berg, Anna van der', 'van der Berg', 'Anna', 'certain'],
    ['Anna van der Berg', 'van der Berg', 'Anna', 'likely'],
    ['Ludwig van Beethoven', 'van Beethoven', 'Ludwig', 'likely'],
    ['Leonardo da Vinci', 'da Vinci', 'Leonardo', 'likely'],
    ['José Luis de la Fuente', 'de la Fuente', 'José Luis', 'likely'],
    ['J. R. R. Tolkien', 'Tolkien', 'J. R. R.', 'likely'],
    ['Smith JA', 'Smith', 'JA', 'likely'],
    ['毛 泽东', '毛', '泽东', 'likely'],
    ['김민수', '김', '민수', 'likely'],
    ['남궁민수', '남궁', '민수', 'likely'],
    ['王, 小明', '王', '小明', 'certain'],
    ['Institute, Jane', 'Institute', 'Jane', 'certain'],
  ])('reads %s as family “%s”, given “%s”', (text, familyName, givenName, confidence) => {
    expect(readName(text)).toMatchObject({ kind: 'person', familyName, givenName, confidence });
  });

  it.each([
    ['King, Jr., Martin Luther', 'King', 'Martin Luther', 'Jr.'],
    ['King Jr., Martin Luther', 'King', 'Martin Luther', 'Jr.'],
    ['Martin Luther King Jr.', 'King', 'Martin Luther', 'Jr.'],
    ['Smith, John, III', 'Smith', 'John', 'III'],
    ['John Smith, PhD', 'Smith', 'John', 'PhD'],
  ])('takes the suffix off %s', (text, familyName, givenName, suffix) => {
    const reading = readName(text);
    expect(reading).toMatchObject({ familyName, givenName, suffix });
    expect(formatName(reading)).toBe(`${familyName}, ${givenName}, ${suffix}`);
  });

  it.each([
    'University of Vienna',
    'Hugging Face',
    'BigScience Workshop Team',
    'Max-Planck-Institut für Physik',
    'Acme GmbH',
    'Department of Physics, Oxford University',
    '清华大学',
    '서울대학교',
  ])('takes %s for an organisation', (text) => {
    expect(readName(text)).toMatchObject({ kind: 'organisation' });
  });

  it.each(['', 'gpt2', 'user_42', 'Madonna', 'a, b, c, d, e'])('does not guess at “%s”', (text) => {
    expect(readName(text)).toEqual({ kind: 'unclear', confidence: 'none' });
  });

  it('leaves a Han name without a blank unsplit', () => {
    expect(readName('森鴎外')).toEqual({ kind: 'person', confidence: 'none' });
  });

  it('sees that several people stand in one name', () => {
    expect(holdsSeveralNames('A. Smith and B. Jones')).toBe(true);
    expect(holdsSeveralNames('Smith, J.; Jones, B.')).toBe(true);
    expect(holdsSeveralNames('Smith et al.')).toBe(true);
    expect(holdsSeveralNames('Ministry of Food and Agriculture')).toBe(false);
    expect(holdsSeveralNames('Anderson, Anna')).toBe(false);
  });

  it('never throws, and never makes up a letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const { familyName = '', givenName = '', suffix = '' } = readName(text);
        for (const word of `${familyName} ${givenName} ${suffix}`.split(' ')) {
          expect(text.replace(/\s+/g, ' ')).toContain(word);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('damaged encodings', () => {
  it.each([
    ['theyâ€™ve', 'they’ve'],
    ['ðŸ”¥ fire', '🔥 fire'],
    ['â€œquotedâ€\u009d', '“quoted”'],
    ['PÃ¡gina de MÃ¼nchen', 'Página de München'],
    ['Ã¢â‚¬â„¢', '’'],
    ['ä¸­æ–‡', '中文'],
  ])('repairs %s', (before, after) => {
    expect(repairMojibake(before)).toMatchObject({ before, after });
  });

  it.each([
    '',
    'plain',
    'naïve café',
    'Äpfel',
    '“IRMÃ”',
    'São Paulo',
    'Ångström 5 Å',
    '中文',
    '£5',
    'Þór',
  ])('leaves %s alone', (text) => {
    expect(repairMojibake(text)).toBeNull();
    expect(looksDamaged(text)).toBe(false);
  });

  it('undoes what a wrong decoder did to any text of several sequences', () => {
    const wrong = new TextDecoder('windows-1252');
    const words = fc.array(
      fc.constantFrom('über', 'наука', '日本語', 'ñandú', 'œuvre', '🔥', 'cœur’s'),
      {
        minLength: 2,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(words, (list) => {
        const text = list.join(' ');
        expect(repairMojibake(wrong.decode(new TextEncoder().encode(text)))?.after).toBe(text);
      }),
    );
  });
});

describe('licences and languages', () => {
  it.each([
    ['MIT', 'MIT'],
    ['mit', 'MIT'],
    ['The MIT License', 'MIT'],
    ['CC BY 4.0', 'CC-BY-4.0'],
    ['cc-by-sa-4.0', 'CC-BY-SA-4.0'],
    ['Creative Commons Attribution 4.0 International', 'CC-BY-4.0'],
    ['https://creativecommons.org/licenses/by/4.0/', 'CC-BY-4.0'],
    ['http://creativecommons.org/licenses/by/4.0/deed.de', 'CC-BY-4.0'],
    ['https://creativecommons.org/publicdomain/zero/1.0/legalcode', 'CC0-1.0'],
    ['CC0', 'CC0-1.0'],
    ['Apache License 2.0', 'Apache-2.0'],
    ['Apache License, Version 2.0', 'Apache-2.0'],
    ['https://spdx.org/licenses/BSD-3-Clause.html', 'BSD-3-Clause'],
    ['https://opensource.org/licenses/MIT', 'MIT'],
  ])('knows the licence %s as %s', (text, id) => {
    expect(findLicence(text)?.id).toBe(id);
  });

  it.each([
    '',
    'other',
    'cc-by',
    'constructor',
    'openrail',
    'https://www.gnu.org/licenses/gpl-3.0-standalone.html',
    'All rights reserved',
  ])('does not guess which licence “%s” is', (text) => {
    expect(findLicence(text)).toBeNull();
  });

  it('gives every licence an address, and finds each by its own identifier', () => {
    expect(listLicences().length).toBeGreaterThan(600);
    for (const licence of listLicences()) {
      expect(licence.url).toMatch(/^(?:https?|ftp):\/\//);
      expect(findLicence(licence.id)?.id).toBe(licence.id);
    }
  });

  it('knows languages by code, region and name', () => {
    expect(['fr', 'fra', 'fre', 'fr-CA', 'French'].map((text) => findLanguage(text)?.code)).toEqual(
      Array.from({ length: 5 }, () => 'fr'),
    );
    expect(findLanguage('nds')).toEqual({ code: 'nds', code3: 'nds', name: 'Low German' });
    expect(findLanguage('multilingual')).toBeNull();
  });
});
