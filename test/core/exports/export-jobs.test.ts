import { setImmediate as nextTurn } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createExports } from '#core/exports/index.ts';
import type { Exports } from '#core/exports/export-jobs.ts';
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

  it('can be stopped while it is held', async () => {
    const exportId = await start();
    await exports.handlers['exports.pause']({ exportId });
    await exports.handlers['exports.cancel']({ exportId });
    expect(await get(exportId)).toMatchObject({ status: 'cancelled', isPaused: false });
  });
});
