import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { passesOf, writeExport } from '#core/exports/write-export.ts';
import type { ExportOrder } from '#core/exports/write-export.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { readSheetRows } from '#core/sheet-updates/read-sheet-rows.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { applyCells } from '#shared/sheets/apply-cells.ts';
import { equalJson } from '#shared/support/json.ts';
import { seededRandom } from '#shared/support/random.ts';
import { recordInput } from '../fixtures/record-input.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { openTestContext } from '../fixtures/test-context.ts';
import { hostileRecord, payloads } from './hostile-record.ts';

/** Each hostile text at least once; `npm run reliability -- --only sheets` is the whole form, 10,000 records. */
const recordCount = Number(process.env['PROPERTY_RUNS'] ?? payloads.length + 17);
const seed = Number(process.env['SEED'] ?? 20_261_121);

const forms = [
  ['csv', 'wide'],
  ['xlsx', 'wide'],
  ['csv', 'long'],
  ['xlsx', 'long'],
] as const;
const asItIs = { encoding: null, delimiter: null, sheet: null, mapping: null };

describe('a sheet that goes out and comes back unedited', () => {
  let test: TestContext;
  let folder: string;
  const records = new Map<string, Attributes>();

  beforeAll(() => {
    test = openTestContext();
    folder = mkdtempSync(join(tmpdir(), 'steward-sheets-'));
    const random = seededRandom(seed);
    const inputs = Array.from({ length: recordCount }, (_, at) => {
      const attributes = hostileRecord(at, random);
      records.set(`10.5072/x-${at}`, attributes);
      return recordInput(`10.5072/x-${at}`, { attributes });
    });
    saveRecords(test.context, inputs, { kind: 'import', reason: null });
  });
  afterAll(() => {
    test.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(forms)(
    `changes nothing and restores each record (%s, %s; seed ${seed})`,
    async (format, form) => {
      const ids = test.context.ledger.db
        .all<{ id: number }>('select id from record order by id')
        .map(({ id }) => id);
      const path = join(folder, `${form}.${format}`);
      let looks = 0;
      const order: ExportOrder = { ids, format, form, properties: null };
      const control = {
        onRecords: (count: number) => void (looks += count),
        turn: () => Promise.resolve(),
      };
      await writeExport(test.context, order, path, control);
      expect(looks).toBe(recordCount * passesOf(order));

      const sheet = await readSheetRows(path, asItIs);
      let count = 0;
      for await (const row of sheet.rows()) {
        count += 1;
        const attributes = records.get(row.doi.toLowerCase()) ?? {};
        expect(row.problems).toEqual([]);
        const again = applyCells(attributes, row.cells);
        expect(again.problems, row.doi).toEqual([]);
        expect(again.attributes, row.doi).toBe(attributes);
        // Into a record that says nothing, the row gives back all that a sheet may change.
        const fresh = applyCells({}, row.cells);
        const { known, readOnly } = partedByColumns(attributes);
        expect(readOnly.every((name) => !Object.hasOwn(fresh.attributes, name))).toBe(true);
        if (!equalJson(fresh.attributes, known)) expect(fresh.attributes).toEqual(known);
      }
      expect(count).toBe(recordCount);
    },
  );
});

describe('records that are not real', () => {
  it('are marked in every form in which they leave', async () => {
    const test = openTestContext();
    const folder = mkdtempSync(join(tmpdir(), 'steward-marks-'));
    try {
      const record = recordInput('10.5072/a', { attributes: { titles: [{ title: 'Lake' }] } });
      saveRecords(test.context, [record], { kind: 'import', reason: null });
      const control = { onRecords: () => undefined, turn: () => Promise.resolve() };
      for (const [format, form] of [...forms, ['jsonl', 'wide'], ['xml', 'wide']] as const) {
        const path = join(folder, `${form}.${format}`);
        await writeExport(
          test.context,
          { ids: [1], format, form, properties: null },
          path,
          control,
        );
        const text =
          format === 'xlsx'
            ? (await readSheetRows(path, asItIs)).sheet.headers.join()
            : readFileSync(path, 'utf8');
        expect(text, `${format} ${form}`).toMatch(format === 'xlsx' ? /# mark/ : /PRACTICE/);
        expect(text).not.toContain('https://doi.org/');
      }
    } finally {
      test.dispose();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** What no column can change: the name, and members that the schema does not know. */
function partedByColumns(attributes: Attributes) {
  const readOnly = ['doi', '__proto__', 'Notes'];
  const known = Object.fromEntries(
    Object.entries(attributes).filter(([name]) => !readOnly.includes(name)),
  );
  return { known, readOnly };
}
