import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseXml } from '#core/xml/parse-xml.ts';
import { validateWith } from '#core/xml/validate-xsd.ts';
import { attributesSchema } from '#shared/metadata/schema/attributes-schema.ts';
import { validateMetadata } from '#shared/metadata/validate.ts';
import type { XmlElement } from '#shared/metadata/xml/element.ts';
import { readDataciteXml } from '#shared/metadata/xml/read.ts';
import { writeDataciteXml } from '#shared/metadata/xml/write.ts';
import { compileOfficial, examples, hasOfficial } from './official.ts';

if (!hasOfficial)
  console.warn('Skipped: ../shared/datacite with the official examples is not beside the project');

/** Every element, attribute and text of a document with its path, counted; numbers as numbers. */
function census(
  element: XmlElement,
  path = '',
  counts = new Map<string, number>(),
): Map<string, number> {
  const here = `${path}/${element.name}`;
  const count = (key: string): unknown => counts.set(key, (counts.get(key) ?? 0) + 1);
  count(here);
  for (const { name, namespace, value } of element.attributes) {
    if (!namespace.endsWith('XMLSchema-instance')) count(`${here}/@${name}=${value}`);
  }
  for (const child of element.children) {
    if (typeof child !== 'string') census(child, here, counts);
    else if (child.trim() !== '')
      count(`${here}/${Number.isNaN(Number(child)) ? child.trim() : Number(child)}`);
  }
  return counts;
}

describe.skipIf(!hasOfficial)('the official examples, read and written again without loss', () => {
  let official: ReturnType<typeof compileOfficial>;
  beforeAll(() => {
    official = compileOfficial();
  });
  afterAll(() => official.dispose());

  it.each(hasOfficial ? examples() : [])(
    '$name loses and gains nothing and stays valid',
    ({ text }) => {
      const before = parseXml(text);
      const { attributes } = readDataciteXml(before);
      const written = writeDataciteXml(attributes, attributes.doi ?? '', { lossless: true });

      expect(validateWith(official, written)).toEqual([]);
      expect(census(parseXml(written))).toEqual(census(before));
      expect(readDataciteXml(parseXml(written)).attributes).toEqual(attributes);
      expect(attributesSchema.parse(attributes)).toEqual(attributes);
      const record = { ...attributes, url: 'https://example.org/' };
      const findings = validateMetadata(record, { state: 'findable', existing: true });
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    },
  );

  it('keeps a misspelt attribute of an untyped element and says that DataCite will drop it', () => {
    const source = examples().find(({ name }) => name === 'all-fields-v4.4.xml');
    const { changes } = readDataciteXml(parseXml(source?.text ?? ''));
    expect(changes.map(({ path }) => path)).toEqual([
      'creators[0].affiliation[0].affilicationIdentifierScheme',
      'creators[0].affiliation[0].schemeURL',
    ]);
  });
});
