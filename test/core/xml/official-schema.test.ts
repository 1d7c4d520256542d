import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { validateWith, validateXsd } from '#core/xml/validate-xsd.ts';
import type { XsdProblem } from '#core/xml/validate-xsd.ts';
import { writeDataciteXml } from '#shared/metadata/xml/write.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { bodies, compileOfficial, examples, hasOfficial } from './official.ts';
import { damage } from './damage.ts';
import { seededRandom } from '#shared/support/random.ts';

if (!hasOfficial)
  console.warn('Skipped: ../shared/datacite with the official XSD is not beside the project');

/** What both schemas must agree on: which element, on which line, which attribute. */
const place = ({ line, element, attribute, xpath }: XsdProblem): unknown => ({
  line,
  element,
  attribute,
  xpath,
});

/** Lists differ in their order between the two schemas; all other words are the same. */
const words = ({ message }: XsdProblem): string =>
  message.replace(/(?<=\{)'.*'(?=\})|(?<=\( )\{.*\S(?= \))/, (list) =>
    list.split(', ').sort().join(', '),
  );

describe.skipIf(!hasOfficial)('our XSD, held against the official one', () => {
  let official: ReturnType<typeof compileOfficial>;
  beforeAll(() => {
    official = compileOfficial();
  });
  afterAll(() => official.dispose());

  const expectSame = (xml: string, name: string): number => {
    const ours = validateXsd(xml);
    const theirs = validateWith(official, xml);
    expect(ours.map(place), name).toEqual(theirs.map(place));
    return theirs.length;
  };

  it('finds every official example valid, as the official one does', () => {
    const all = examples();
    expect(all).toHaveLength(31);
    for (const { name, text } of all) expect(expectSame(text, name), name).toBe(0);
  });

  it('says the same of every request body as the service would write it', () => {
    let wrong = 0;
    for (const { file, body } of bodies()) {
      const { attributes } = (body as { data: { attributes: Attributes } }).data;
      if (expectSame(writeDataciteXml(attributes, attributes.doi ?? '10.14454/x'), file) > 0)
        wrong += 1;
    }
    expect(wrong).toBeGreaterThan(5);
  });

  it('names the same element, line and attribute for 6,000 damaged documents', () => {
    const sources = examples();
    const seen = new Map<string, number>();
    for (let seed = 1; seed <= 6000; seed += 1) {
      const random = seededRandom(seed);
      const source = sources[seed % sources.length];
      if (source === undefined) continue;
      const { xml, how } = damage(source.text, random);
      const label = `seed ${seed}, ${source.name}: ${how}`;
      const ours = validateXsd(xml);
      const theirs = validateWith(official, xml);
      expect(ours.map(place), label).toEqual(theirs.map(place));
      expect(ours.map(words), label).toEqual(theirs.map(words));
      if (theirs.length > 0) seen.set(how, (seen.get(how) ?? 0) + 1);
    }
    // Vacuity guard: each kind of damage did break documents.
    expect([...seen.values()].every((count) => count > 50)).toBe(true);
    expect(seen.size).toBeGreaterThanOrEqual(6);
  });
});
