import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathSegments, pathText } from '#shared/metadata/path.ts';
import { makeRecordSchema } from '#shared/metadata/record-schema.ts';
import { termsOf, vocabularies } from '#shared/metadata/schema/vocabularies.ts';
import type { SchemaVersion, VocabularyName } from '#shared/metadata/schema/vocabularies.ts';

describe('the zod schema for a state', () => {
  it('has each error of validation at its path, in its words', () => {
    const result = makeRecordSchema({ state: 'findable' }).safeParse({
      url: 'https://example.org/',
      creators: [{ name: 'A', nameType: 'personal' }],
      titles: [{ title: 'T' }],
      publisher: 'P',
      publicationYear: 2026,
      types: { resourceTypeGeneral: 'Text' },
    });
    expect(result.error?.issues.map(({ path, message }) => ({ path, message }))).toEqual([
      { path: ['creators', 0, 'nameType'], message: '"personal" is not a value of nameType.' },
    ]);
  });

  it('takes a bare draft', () => {
    expect(makeRecordSchema({ state: 'draft' }).safeParse({}).success).toBe(true);
  });
});

describe('paths', () => {
  it('are read as they were written, whatever the names', () => {
    const segment = fc.oneof(
      fc.nat(),
      fc.string({ minLength: 1 }),
      fc.constantFrom('creators', 'a.b', '0', '[', '"', '\\', '__proto__'),
    );
    fc.assert(
      fc.property(fc.array(segment), (segments) => {
        expect(pathSegments(pathText(segments))).toEqual(segments);
      }),
      { numRuns: 2000 },
    );
  });
});

// Lists of older versions, as the inveniosoftware project wrote them down.
const folder = join(import.meta.dirname, '../../../../shared/datacite/json-schema/inveniosoftware');
const found = existsSync(folder);
if (!found) console.warn('Skipped: ../shared/datacite/json-schema is not beside the project');

describe.skipIf(!found)('the version that brought each value of a list', () => {
  it.each(['4.2', '4.3', '4.5'] as const)('agrees with the lists of %s', (version) => {
    const text = readFileSync(join(folder, `datacite-v${version}.json`), 'utf8');
    const { definitions } = JSON.parse(text) as {
      definitions: Record<string, { enum?: string[] }>;
    };
    const differences: string[] = [];
    let compared = 0;
    for (const name of Object.keys(vocabularies) as VocabularyName[]) {
      const theirs = definitions[name]?.enum;
      if (theirs === undefined) continue;
      compared += 1;
      const table: Readonly<Record<string, SchemaVersion>> = vocabularies[name];
      const ours = termsOf(name).filter((term) => (table[term] ?? '') <= version);
      differences.push(
        ...ours.filter((term) => !theirs.includes(term)).map((term) => `${name} lacks ${term}`),
        ...theirs.filter((term) => !ours.includes(term)).map((term) => `${name} has ${term}`),
      );
    }
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThanOrEqual(8);
  });
});
