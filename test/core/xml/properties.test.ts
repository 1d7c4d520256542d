import { describe, expect, it } from 'vitest';
import { parseXml } from '#core/xml/parse-xml.ts';
import { validateXsd } from '#core/xml/validate-xsd.ts';
import { generateAnyRecord } from '#shared/metadata/generate/any-record.ts';
import { attributesSchema } from '#shared/metadata/schema/attributes-schema.ts';
import { properties } from '#shared/metadata/schema/properties.ts';
import { validateMetadata } from '#shared/metadata/validate.ts';
import { readDataciteXml } from '#shared/metadata/xml/read.ts';
import { writeDataciteXml } from '#shared/metadata/xml/write.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { seededRandom } from '#shared/support/random.ts';

const count = 10_000;
/** One test each, so that a busy machine meets no limit of time. */
const share = 1000;
const starts = Array.from({ length: count / share }, (_, at) => at * share + 1);

describe('any record that the schema allows', () => {
  it.each(starts)(
    'comes back the same from JSON and from XML that is valid, from seed %d',
    (first) => {
      const met = new Set<string>();
      for (let seed = first; seed < first + share; seed += 1) {
        const record = generateAnyRecord(seededRandom(seed));
        const label = `seed ${seed}`;
        const wanted = canonicalJson(record);
        for (const name of Object.keys(record)) met.add(name);

        if (canonicalJson(attributesSchema.parse(JSON.parse(JSON.stringify(record)))) !== wanted) {
          expect(attributesSchema.parse(record), `JSON, ${label}`).toEqual(record);
        }
        const xml = writeDataciteXml(record, record.doi ?? '', { lossless: true });
        const violations = validateXsd(xml);
        if (violations.length > 0) expect(violations, label).toEqual([]);
        const { attributes, changes } = readDataciteXml(parseXml(xml));
        if (changes.length > 0 || canonicalJson(attributes) !== wanted) {
          expect({ attributes, changes }, `XML, ${label}`).toEqual({
            attributes: record,
            changes: [],
          });
        }
      }
      // Vacuity guard: every property was there.
      expect(met.size).toBe(properties.length);
    },
  );

  it('is refused by nobody', () => {
    for (let seed = 1; seed <= 1000; seed += 1) {
      const record = { ...generateAnyRecord(seededRandom(seed)), url: 'https://example.org/' };
      const errors = validateMetadata(record, { state: 'findable' }).filter(
        ({ severity }) => severity === 'error',
      );
      expect(errors, `seed ${seed}`).toEqual([]);
    }
  });
});
