import { setImmediate as nextTurn } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createExports } from '#core/exports/index.ts';
import type { Exports } from '#core/exports/export-jobs.ts';
import { recordViews } from '#core/records/record-views.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { recordInput } from '../fixtures/record-input.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { openTestContext } from '../fixtures/test-context.ts';

const recordCount = 1_500;

describe('a running export', () => {
  let test: TestContext;
  let exports: Exports;

  beforeEach(() => {
    test = openTestContext();
    const inputs = Array.from({ length: recordCount }, (_, at) => recordInput(`10.5072/x-${at}`));
    saveRecords(test.context, inputs, { kind: 'import', reason: null });
    exports = createExports(test.context, { settle: () => Promise.resolve() });
  });
  afterEach(async () => {
    await exports.stop();
    test.dispose();
  });

  const start = async (): Promise<string> => {
    const { exportId } = await exports.handlers['exports.start']({
      selection: { filter: {} },
      format: 'jsonl',
      form: 'wide',
      properties: null,
    });
    return exportId;
  };
  const get = (exportId: string) => exports.handlers['exports.get']({ exportId });
  const whenEnded = async (exportId: string) => {
    for (;;) {
      const run = await get(exportId);
      if (run.status !== 'running') return run;
      await nextTurn();
    }
  };

  it('is held at a whole record, and goes on to the same file', async () => {
    const plain = await whenEnded(await start());
    const exportId = await start();
    await exports.handlers['exports.pause']({ exportId });
    for (let turn = 0; turn < 50; turn += 1) await nextTurn();
    const held = await get(exportId);
    expect(held).toMatchObject({ status: 'running', isPaused: true, secondsLeft: null });
    expect(held.doneCount).toBeLessThan(recordCount);
    await exports.handlers['exports.resume']({ exportId });
    const done = await whenEnded(exportId);
    expect(done).toMatchObject({ status: 'done', isPaused: false, doneCount: recordCount });
    expect(done.sizeBytes).toBe(plain.sizeBytes);
  });

  it('has the order of the list and no more than its columns', async () => {
    const { ledger } = test.context;
    ledger.db.run(`update record set title = 'title ' || (id * 7919 % 1501)`);
    const { exportId } = await exports.handlers['exports.start']({
      selection: { filter: {} },
      ...{ format: 'csv', form: 'wide', properties: ['titles.title'] },
      order: { sort: 'title', descending: true },
    });
    const { sizeBytes } = await whenEnded(exportId);
    const { base64 } = await exports.handlers['exports.piece']({ exportId, offset: 0 });
    const [head, ...lines] = Buffer.from(base64, 'base64').toString().trimEnd().split('\r\n');
    expect(Buffer.from(base64, 'base64')).toHaveLength(sizeBytes ?? 0);
    expect(head).toMatch(/"# newer version","titles\[0\].title","titles\[1\].title","guarded/);

    const listed = recordViews(ledger).doisOf({}, { sort: 'title', descending: true });
    expect(listed[0]).not.toBe('10.5072/x-0');
    expect(lines.map((line) => line.split(',')[0])).toEqual(listed.map((doi) => `"${doi}"`));
  });

  it('can be stopped while it is held', async () => {
    const exportId = await start();
    await exports.handlers['exports.pause']({ exportId });
    await exports.handlers['exports.cancel']({ exportId });
    expect(await get(exportId)).toMatchObject({ status: 'cancelled', isPaused: false });
  });
});
