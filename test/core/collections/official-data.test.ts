import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { validateSources } from '#core/collections/index.ts';
import type { ValidatedLine } from '#core/collections/index.ts';
import { openTestContext } from '../fixtures/test-context.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { importAll } from './fixtures.ts';

/** Official examples and request bodies lie beside the project; elsewhere these tests say that they skip. */
const datacite = join(import.meta.dirname, '../../../../shared/datacite');
const cards = join(import.meta.dirname, '../../../../shared/huggingface/cards/r2');

let test: TestContext;
beforeEach(() => {
  test = openTestContext();
});
afterEach(() => {
  test.dispose();
});

async function validate(path: string, domains?: readonly string[]): Promise<ValidatedLine[]> {
  const lines: ValidatedLine[] = [];
  const request = {
    paths: [path],
    state: null,
    ...(domains === undefined ? {} : { domains }),
  } as const;
  for await (const line of validateSources(request, test.ports.clock)) lines.push(line);
  return lines;
}

describe.skipIf(!existsSync(datacite))(
  'data of DataCite (skipped where ../shared is missing)',
  () => {
    it('gives a verdict on each request body as the service would', async () => {
      const index = JSON.parse(readFileSync(join(datacite, 'bodies/index.json'), 'utf8')) as {
        cases: { file: string; valid: boolean }[];
      };
      const wrong: string[] = [];
      for (const { file, valid } of index.cases) {
        const [line] = await validate(join(datacite, 'bodies', file), ['*']);
        if (line?.valid !== valid) wrong.push(`${file}: ${JSON.stringify(line)}`);
      }
      expect(index.cases.length).toBeGreaterThan(100);
      expect(wrong).toEqual([]);
    });

    it('brings in all official XML examples, by their DOIs', async () => {
      const { run, lines } = await importAll(test.context, [join(datacite, 'examples')]);
      // Two of the examples carry one and the same DOI: the second one is named.
      const failed = lines.filter(({ status }) => status === 'failed');
      expect(failed.map(({ source, failure }) => [source, failure?.code])).toEqual([
        ['datacite-example-workflow-v4.xml', 'CONFLICT'],
      ]);
      expect(run.itemCount).toBe(readdirSync(join(datacite, 'examples')).length);
    });
  },
);

describe.skipIf(!existsSync(cards))('603 real cards (skipped where ../shared is missing)', () => {
  it('are all accounted for, and at least 450 are valid findable with publisher and licence defaults', async () => {
    const { run, lines } = await importAll(test.context, [cards], {
      defaults: { publisher: { name: 'Example Institute' }, rightsIdentifier: 'CC-BY-4.0' },
    });
    const files = readdirSync(cards).sort();
    expect(lines.map(({ source }) => source).sort()).toEqual(files);
    expect(run).toMatchObject({
      status: 'done',
      itemCount: files.length,
      newCount: files.length,
      failedCount: 0,
    });
    expect(run.validCount).toBeGreaterThanOrEqual(450);
    const again = await importAll(test.context, [cards]);
    expect(again.run.unchangedCount).toBe(files.length);
  });
});
