import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { writeExport } from '#core/exports/write-export.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { readSheetRows } from '#core/sheet-updates/read-sheet-rows.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { applyCells } from '#shared/sheets/apply-cells.ts';
import { seededRandom } from '#shared/support/random.ts';
import { recordInput } from '../fixtures/record-input.ts';
import { openTestContext } from '../fixtures/test-context.ts';
import { hostileRecord } from './hostile-record.ts';

const recordCount = Number(process.env['PROPERTY_RUNS'] ?? 60);
const seed = Number(process.env['SEED'] ?? 20_261_122);

/** A program of its own, opened and saved as a steward would: what a reader and a writer of ours agree on proves less. */
const hasLibreOffice = spawnSync('soffice', ['--version']).status === 0;
if (!hasLibreOffice) console.log('LibreOffice is not here: sheets saved by it are not tried.');

it.skipIf(!hasLibreOffice).each([
  ['csv', 'wide'],
  ['csv', 'long'],
  ['xlsx', 'wide'],
] as const)(
  `a sheet (%s, %s) that LibreOffice opened and saved as a workbook changes nothing; seed ${seed}`,
  async (format, form) => {
    const test = openTestContext();
    const folder = mkdtempSync(join(tmpdir(), 'steward-office-'));
    try {
      const random = seededRandom(seed);
      const records = new Map<string, Attributes>();
      const inputs = Array.from({ length: recordCount }, (_, at) => {
        const attributes = hostileRecord(at, random);
        records.set(`10.5072/x-${at}`, attributes);
        return recordInput(`10.5072/x-${at}`, { attributes });
      });
      saveRecords(test.context, inputs, { kind: 'import', reason: null });
      const ids = test.context.ledger.db.column<number>('select id from record order by id');
      const path = join(folder, `sheet.${format}`);
      const control = { onRecords: () => undefined, turn: () => Promise.resolve() };
      await writeExport(test.context, { ids, format, form, properties: null }, path, control);
      // Comma, quote, UTF-8, from the first line, no kinds of columns, quoted values as texts: as its dialogue offers.
      const asText = format === 'csv' ? ['--infilter=CSV:44,34,76,1,,0,true,true'] : [];
      const profile = `-env:UserInstallation=file://${folder}/profile`;
      const order = ['--headless', profile, ...asText, '--convert-to', 'xlsx', '--outdir'];
      execFileSync('soffice', [...order, join(folder, 'saved'), path], { stdio: 'pipe' });
      const sheet = await readSheetRows(join(folder, 'saved', 'sheet.xlsx'), {
        ...{ encoding: null, delimiter: null, sheet: null, mapping: null },
      });
      let count = 0;
      for await (const row of sheet.rows()) {
        count += 1;
        const attributes = records.get(row.doi.toLowerCase()) ?? {};
        const again = applyCells(attributes, row.cells);
        expect([...row.problems, ...again.problems], row.doi).toEqual([]);
        expect(again.attributes, row.doi).toBe(attributes);
      }
      expect(count).toBe(recordCount);
    } finally {
      test.dispose();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
