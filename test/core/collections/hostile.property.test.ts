import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readCard } from '#core/cards/read-card.ts';
import { validateSources } from '#core/collections/index.ts';
import { AppError } from '#shared/support/app-error.ts';
import { fakeClock, openTestContext } from '../fixtures/test-context.ts';
import { importAll } from './fixtures.ts';

/** Whatever a file holds: items, failures or an `AppError`, never a defect. fast-check prints the seed. */
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-hostile-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

let verdicts = { items: 0, refused: 0 };

async function bear(name: string, content: string | Uint8Array): Promise<void> {
  const path = join(folder, name);
  writeFileSync(path, content);
  try {
    for await (const line of validateSources({ paths: [path], state: 'findable' }, fakeClock())) {
      expect(typeof line.valid).toBe('boolean');
      // A source that cannot be read at all is a line as well, with its failure.
      verdicts[line.failure === null ? 'items' : 'refused'] += 1;
    }
  } catch (cause) {
    expect(cause).toBeInstanceOf(AppError);
    verdicts.refused += 1;
  }
}

const headers = fc.constantFrom(
  'id',
  'title',
  'creators',
  'orcids',
  'year',
  'doi',
  'license',
  'url',
  'type',
  'lat',
  'related identifier',
  '__proto__',
  '',
);
const cell = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '10.5072/x',
    '0000-0002-1825-0097; ',
    'Doe, Jane; ; Roe',
    '"',
    '""',
    '=1',
    ';',
    '\t',
    '2020-13-45',
    'https://',
  ),
);
const record = fc.dictionary(
  fc.constantFrom(
    'doi',
    'titles',
    'creators',
    'publisher',
    'publicationYear',
    'types',
    'dates',
    'rightsList',
    'url',
    'xml',
    'event',
    'state',
    'language',
    '__proto__',
  ),
  fc.jsonValue({ maxDepth: 4 }),
);

describe('sources of any content', () => {
  it('bears tables', async () => {
    verdicts = { items: 0, refused: 0 };
    const table = fc.tuple(
      fc.array(headers, { minLength: 1, maxLength: 6 }),
      fc.array(fc.array(cell, { maxLength: 7 }), { maxLength: 5 }),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.boolean(),
    );
    await fc.assert(
      fc.asyncProperty(table, async ([names, rows, delimiter, isQuoted]) => {
        const write = (value: string): string =>
          isQuoted ? `"${value.replaceAll('"', '""')}"` : value;
        await bear(
          't.csv',
          [names, ...rows].map((row) => row.map(write).join(delimiter)).join('\n'),
        );
      }),
      { numRuns: 300 },
    );
    expect(verdicts.items).toBeGreaterThan(100);
  });

  it('bears bytes under any name', async () => {
    verdicts = { items: 0, refused: 0 };
    const names = fc.constantFrom('b.csv', 'b.xlsx', 'b.json', 'b.jsonl', 'b.xml', 'b.md', 'b.bin');
    await fc.assert(
      fc.asyncProperty(names, fc.uint8Array({ maxLength: 300 }), (name, bytes) =>
        bear(name, bytes),
      ),
      { numRuns: 300 },
    );
    expect(verdicts.refused).toBeGreaterThan(50);
  });

  it('bears JSON of any shape where records belong', async () => {
    verdicts = { items: 0, refused: 0 };
    const wrapped = fc.oneof(
      record,
      fc.array(record, { maxLength: 3 }),
      record.map((attributes) => ({ data: { attributes } })),
      fc
        .array(fc.record({ id: fc.string(), attributes: record }), { maxLength: 3 })
        .map((data) => ({ data })),
    );
    await fc.assert(
      fc.asyncProperty(wrapped, (value) => bear('r.json', JSON.stringify(value))),
      { numRuns: 500 },
    );
    expect(verdicts.items).toBeGreaterThan(200);
  });

  it('imports JSON of any shape, with defaults put on top, and the same again changes nothing', async () => {
    const test = openTestContext();
    const defaults = {
      publisher: { name: 'P', publisherIdentifier: 'x' },
      resourceTypeGeneral: 'Dataset',
      hostingInstitution: 'H',
      rightsIdentifier: 'MIT',
      urlPattern: 'https://x.org/{key}/{suffix}',
    };
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 4 }), async (list) => {
          const path = join(folder, 'i.json');
          writeFileSync(path, JSON.stringify(list));
          const collectionName = test.context.newId();
          const first = await importAll(test.context, [path], { defaults, collectionName });
          const again = await importAll(test.context, [path], { defaults, collectionName });
          expect(first.run.itemCount).toBe(first.run.failure === null ? list.length : 0);
          expect(again.run).toMatchObject({
            newCount: 0,
            changedCount: 0,
            failedCount: first.run.failedCount,
          });
        }),
        { numRuns: 60 },
      );
    } finally {
      test.dispose();
    }
  });

  it('bears cards of any front matter and text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(
        '---\n',
        'license: mit\n',
        'tags: [a, *b]\n',
        'x: &x [*x]\n',
        '# Dataset Card for X\n',
        '@misc{a, author={',
        'and ',
        '}}',
        '```',
        '**Paper:** [x](',
        '<img ',
        '## Citation\n',
        'year={2020}',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const { attributes } = readCard(pieces.join(''), {
          folders: ['x'],
          depth: 0,
          fileName: 'x.md',
        });
        expect(attributes.titles?.[0]?.title).not.toBe('');
      }),
      { numRuns: 3000 },
    );
  });
});
