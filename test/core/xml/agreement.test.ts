import { describe, expect, it } from 'vitest';
import { parseXml } from '#core/xml/parse-xml.ts';
import { validateXsd } from '#core/xml/validate-xsd.ts';
import { generateAnyRecord } from '#shared/metadata/generate/any-record.ts';
import { generateRecord } from '#shared/metadata/generate/record.ts';
import { validateMetadata } from '#shared/metadata/validate.ts';
import { hasForm } from '#shared/metadata/validate/lexical.ts';
import { locateViolation } from '#shared/metadata/xml/locate.ts';
import { escapeAttribute } from '#shared/metadata/xml/text.ts';
import { writeDataciteXml } from '#shared/metadata/xml/write.ts';
import { seededRandom } from '#shared/support/random.ts';
import { hurtRecord } from './damage.ts';

/** What the service refuses before it makes any XML. */
const beforeXml = new Set(['object-expected', 'publisher-part-not-text', 'text-too-long']);

describe('validation in TypeScript, held against libxml2 on the XML that the service would write', () => {
  it.each([1, 1001, 2001, 3001])(
    'gives the same verdict for 1,000 records damaged at random, at the same place, from seed %d',
    (first) => {
      let refused = 0;
      for (let seed = first; seed < first + 1000; seed += 1) {
        const random = seededRandom(seed);
        const record = (
          random() < 0.5 ? generateRecord(random) : generateAnyRecord(random)
        ) as Record<string, unknown>;
        const { record: hurt, how } = hurtRecord(record, random);
        const label = `seed ${seed}: ${how}`;
        const findings = validateMetadata(
          { ...hurt, url: 'https://example.org/' },
          { state: 'findable' },
        );
        const errors = findings.filter(
          ({ severity, code }) => severity === 'error' && !beforeXml.has(code),
        );
        const xml = writeDataciteXml(hurt, '10.14454/x');
        const violations = validateXsd(xml);
        if (findings.some(({ code }) => beforeXml.has(code))) continue;

        expect(
          errors.length > 0,
          `${label}\n${JSON.stringify(errors)}\n${JSON.stringify(violations)}`,
        ).toBe(violations.length > 0);
        if (violations.length === 0) continue;
        refused += 1;
        const root = parseXml(xml);
        const places = errors.map(({ path }) => plain(path));
        for (const violation of violations) {
          const place = plain(locateViolation(root, violation));
          expect(
            places.some((each) => each.startsWith(place) || place.startsWith(each)),
            `${label}: ${place} in ${places.join(' ')}`,
          ).toBe(true);
        }
      }
      expect(refused).toBeGreaterThan(250);
    },
  );

  it.each(['uri', 'lang', 'language', 'year', 'latitude', 'longitude'] as const)(
    'tells right from wrong texts of type %s as libxml2 does, on 3,000 random ones',
    (type) => {
      const random = seededRandom(type.length * 101);
      let right = 0;
      // A list takes a hundred texts at once; the language of a record stands alone.
      const batch = type === 'language' ? 1 : 100;
      for (let count = 0; count < 3000; count += batch) {
        const texts = Array.from({ length: batch }, () => randomText(type, random));
        const wrong = wrongEntries(type, texts);
        for (const [at, text] of texts.entries()) {
          expect(hasForm(type, text), JSON.stringify(text)).toBe(!wrong.has(at + 1));
          if (!wrong.has(at + 1)) right += 1;
        }
      }
      expect(right).toBeGreaterThan(50);
      expect(right).toBeLessThan(2950);
    },
  );
});

/** Dropped entries and single objects shift the numbers in the XML; the names must agree. */
const plain = (path: string): string => path.replaceAll(/\[\d+\]/g, '');

type Lexical = 'uri' | 'lang' | 'language' | 'year' | 'latitude' | 'longitude';

const decimals =
  '1 9 90 179 0 . - + e E 1e1 INF NaN 90.000001 89.9999999 90.00001 180.000004 ° x , 00 e-5 e5'.split(
    ' ',
  );
const letters = 'en EN a - DE abcdefgh abcdefghi 1 9a _ é x i'.split(' ');
const fragments: Readonly<Record<Lexical, readonly string[]>> = {
  uri: [
    ...'http https ftp urn a Z 9 - . _ ~ ! $ & ( ) * + , ; = : @ / // ? # [ ] % %41 %4 %zz < > { } | \\ ^ ` é ☃ 😀'.split(
      ' ',
    ),
    ...'example.org :// ::1 8080 99999999 999999999'.split(' '),
    ' ',
    '\t',
    '\n',
    '"',
    "'",
    '',
  ],
  lang: [...letters, ' ', '\t'],
  language: [...letters, ' ', '\n'],
  year: ['2', '0', '20', '2020', ' ', '\n', '٢', '２', 'a', '-', '+', '.'],
  latitude: [...decimals, ' ', '\t'],
  longitude: [...decimals, ' ', '\t'],
};

function randomText(type: Lexical, random: () => number): string {
  const list = fragments[type];
  const count = 1 + Math.floor(random() * 5);
  return Array.from({ length: count }, () => list[Math.floor(random() * list.length)] ?? '').join(
    '',
  );
}

/** The numbers, from 1, of the texts that libxml2 takes offence at, told by where in the document it does. */
function wrongEntries(type: Lexical, texts: readonly string[]): ReadonlySet<number> {
  const [list, entry] = wrappers[type];
  const entries = texts.map((text) => entry(escapeAttribute(text))).join('');
  const xml = emptyDocument.replace('</resource>', () => `${list(entries)}</resource>`);
  return new Set(
    validateXsd(xml).map(({ xpath, message }) => {
      if (type === 'language') return 1;
      const place = /^\/[^/]+\/[^/]+\/[^/]+\[(\d+)\](?:\/|$)/.exec(xpath);
      expect(place, `${xpath}: ${message}`).not.toBeNull();
      return Number(place?.[1]);
    }),
  );
}

/** A record with as little in it as the schema permits. */
const emptyDocument = writeDataciteXml(
  {
    creators: [{ name: 'A' }],
    titles: [{ title: 'T' }],
    publisher: { name: 'P' },
    publicationYear: 2026,
    types: { resourceTypeGeneral: 'Dataset' },
  },
  '10.14454/x',
  { lossless: true },
);

type Wrap = (inner: string) => string;

const inside =
  (name: string): Wrap =>
  (inner) =>
    `<${name}>${inner}</${name}>`;

/** The list around the texts, and what is around each of them. */
const wrappers: Readonly<Record<Lexical, readonly [list: Wrap, entry: Wrap]>> = {
  uri: [inside('subjects'), (value) => `<subject valueURI="${value}">x</subject>`],
  lang: [inside('subjects'), (value) => `<subject xml:lang="${value}">x</subject>`],
  language: [(value) => value, inside('language')],
  year: [
    inside('relatedItems'),
    (value) =>
      `<relatedItem relatedItemType="Book" relationType="Cites"><publicationYear>${value}</publicationYear></relatedItem>`,
  ],
  latitude: [inside('geoLocations'), (value) => point(value, '1')],
  longitude: [inside('geoLocations'), (value) => point('1', value)],
};

function point(latitude: string, longitude: string): string {
  const inner = `<pointLatitude>${latitude}</pointLatitude><pointLongitude>${longitude}</pointLongitude>`;
  return `<geoLocation><geoLocationPoint>${inner}</geoLocationPoint></geoLocation>`;
}
