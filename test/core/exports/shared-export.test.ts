import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import type { AheadThread, StartAhead } from '#core/ahead/ahead.ts';
import { createAheadStarter } from '#core/ahead/start-ahead.ts';
import type { CoreContext } from '#core/context.ts';
import { createExports } from '#core/exports/index.ts';
import { exportedAttributes } from '#core/exports/read-records.ts';
import { sheetRows } from '#core/exports/sheet-rows.ts';
import type { ExportControl, ExportOrder } from '#core/exports/write-export.ts';
import { passesOf, writeExport } from '#core/exports/write-export.ts';
import { nodeClock } from '#core/node-ports.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { csvHeader } from '#core/sheets/write-csv.ts';
import { nothingSeen, seeRecord, wantedOf } from '#shared/sheets/table-survey.ts';
import type { ExportFormat, SheetForm } from '#shared/contract/exports.ts';
import { seededRandom } from '#shared/support/random.ts';
import { recordInput } from '../fixtures/record-input.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { openTestContext } from '../fixtures/test-context.ts';
import { hostileRecord } from './hostile-record.ts';

const seed = Number(process.env['SEED'] ?? 20_261_123);
const madeCount = 60;
/** Enough for a second thread. */
const recordCount = 2100;
type Form = readonly [format: ExportFormat, form: SheetForm];
const forms = [
  ['csv', 'wide'],
  ['csv', 'long'],
  ['jsonl', 'wide'],
  ['xml', 'wide'],
  ['xlsx', 'wide'],
] as const satisfies Form[];
const startThread = createAheadStarter(
  new URL('../../../electron/core/ahead/ahead-thread.ts', import.meta.url),
);

let test: TestContext;
let folder: string;
let ids: number[];
/** Records that the thread answered, and threads that were opened and closed. */
let answered = 0;
const opened: AheadThread[] = [];
let closedCount = 0;

beforeAll(() => {
  test = openTestContext();
  folder = mkdtempSync(join(tmpdir(), 'steward-shared-'));
  const random = seededRandom(seed);
  const inputs = Array.from({ length: madeCount }, (_, at) => {
    const attributes = { ...hostileRecord(at, random), ...(at % 20 === 0 ? long : {}) };
    return recordInput(`10.5072/x-${at}`, { attributes });
  });
  saveRecords(test.context, inputs, { kind: 'import', reason: null });
  // Each with a member that no schema orders: its column stands where the first record that has it comes.
  test.context.ledger.db.run(
    `insert into record (doi, repository_id, state, sync, title, content_hash, created_at, updated_at, attributes)
     select doi || '-' || copy.value, repository_id, state, sync, title, content_hash, created_at, updated_at,
       json_set(attributes, '$.odd' || (copy.value * record.id * 7919 % 97), record.id)
     from json_each(?) as copy, record`,
    JSON.stringify(Array.from({ length: recordCount / madeCount - 1 }, (_, at) => at + 1)),
  );
  ids = test.context.ledger.db.column<number>('select id from record order by id');
});
/** More than a cell holds. */
const long = { descriptions: [{ description: 'lake '.repeat(7000), descriptionType: 'Other' }] };

afterEach(() => {
  answered = 0;
  opened.length = 0;
  closedCount = 0;
});
afterAll(async () => {
  await startThread.stop?.();
  test.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** The context with a real second thread; `onAsk` may end it. */
function threaded(onAsk: (thread: AheadThread) => void = () => undefined): CoreContext {
  const workAhead: StartAhead = (work, onFailure) => {
    const thread = startThread(work, onFailure);
    const watched: AheadThread = {
      ...thread,
      async ask(some) {
        onAsk(thread);
        const answer = await thread.ask(some);
        if (answer !== null) answered += some.length;
        return answer;
      },
      async close() {
        await thread.close();
        closedCount += 1;
      },
    };
    opened.push(watched);
    return watched;
  };
  return { ...test.context, ports: { ...test.context.ports, workAhead } };
}

/** The core waits for a thread once it was asked to start: else so few would be done without. */
const turn = async (): Promise<void> => {
  await opened.at(-1)?.started;
  await nextTurn();
};
const quiet: ExportControl = { onRecords: () => undefined, turn };

async function exported(context: CoreContext, [format, form]: Form, control = quiet) {
  const path = join(folder, `${test.context.newId()}.${format}`);
  const order: ExportOrder = { ids, format, form, properties: null };
  const losses = await writeExport(context, order, path, control);
  return { bytes: readFileSync(path), losses };
}

/** As the core writes it without a thread; made once. */
const madeAlone = new Map<string, ReturnType<typeof exported>>();
function exportedAlone(form: Form): ReturnType<typeof exported> {
  const known = madeAlone.get(form.join()) ?? exported(test.context, form);
  madeAlone.set(form.join(), known);
  return known;
}

describe(`an export that a second thread shares; seed ${seed}`, () => {
  it.each(forms)('is the same file to the byte (%s, %s)', async (...form) => {
    const alone = await exportedAlone(form);
    expect([opened.length, answered]).toEqual([0, 0]);
    let looks = 0;
    const shared = await exported(threaded(), form, {
      turn,
      onRecords: (count) => void (looks += count),
    });
    const [format, shape] = form;
    const passes = passesOf({ format, form: shape });
    expect(looks).toBe(recordCount * passes);
    expect(shared.bytes.equals(alone.bytes)).toBe(true);
    expect(shared.losses).toEqual(alone.losses);
    expect(shared.losses.longCellCount > 0).toBe(format === 'csv' || format === 'xlsx');
    expect(answered).toBeGreaterThan(0);
    expect(answered).toBeLessThan(recordCount * passes);
    expect([opened.length, closedCount]).toEqual(
      format === 'csv' && shape === 'wide' ? [2, 2] : [1, 1],
    );
  });

  it('has its columns in the order in which one look at all records finds them', async () => {
    const seen = nothingSeen();
    for (const attributes of exportedAttributes(test.context.ledger, ids)) {
      seeRecord(seen, attributes, wantedOf(null));
    }
    const order = { form: 'wide', properties: null, isMarked: true, seen } as const;
    const header = csvHeader(sheetRows(order, () => '').names);
    const { bytes } = await exported(threaded(), ['csv', 'wide']);
    expect(bytes.toString('utf8', 0, Buffer.byteLength(header))).toBe(header);
  });

  it.each([2, 6])('is the same file where the thread ends at piece %i', async (piece) => {
    const alone = await exportedAlone(['csv', 'wide']);
    let asked = 0;
    const failing = threaded((thread) => {
      asked += 1;
      // What it cannot do ends it.
      if (asked === piece) void thread.ask(null as never);
    });
    const shared = await exported(failing, ['csv', 'wide']);
    expect(asked).toBeGreaterThanOrEqual(piece);
    expect(shared.bytes.equals(alone.bytes)).toBe(true);
    expect(closedCount).toBe(opened.length);
  });

  it.each([1, recordCount + 600])('closes its thread when it is ended at record %i', async (at) => {
    let looks = 0;
    const ending = exported(threaded(), ['csv', 'wide'], {
      turn,
      onRecords(count) {
        looks += count;
        if (looks >= at) throw new Error('ended');
      },
    });
    await expect(ending).rejects.toThrow('ended');
    expect(looks).toBeLessThan(at + 600);
    expect(opened.length).toBeGreaterThan(0);
    expect(closedCount).toBe(opened.length);
    expect(opened.some((thread) => thread.isRunning())).toBe(false);
  });

  it('is held, goes on to the same file, and can be stopped while it is held', async () => {
    let askedCount = 0;
    let onFirst = (): void => undefined;
    const context = threaded(() => {
      askedCount += 1;
      if (askedCount === 1) onFirst();
    });
    // The thread is there from the start.
    const settle = async (): Promise<void> => {
      const { path } = test.context.ledger;
      const task = { kind: 'survey', properties: null } as const;
      const thread = startThread({ path, at: '', task }, () => undefined);
      await thread.started;
      await thread.close();
    };
    const real = { ...context, ports: { ...context.ports, clock: nodeClock } };
    const exports = createExports(real, { settle });
    const { handlers } = exports;
    const get = (exportId: string) => handlers['exports.get']({ exportId });
    const turns = async (): Promise<void> => {
      for (let count = 0; count < 50; count += 1) await nextTurn();
    };
    /** Held when the thread is asked for its first piece. */
    const hold = async (): Promise<string> => {
      const { exportId } = await handlers['exports.start']({
        ...{ selection: { filter: {} }, format: 'csv', form: 'wide', properties: null },
      });
      askedCount = answered = 0;
      onFirst = () => void handlers['exports.pause']({ exportId });
      while (!(await get(exportId)).isPaused) {
        expect((await get(exportId)).status).toBe('running');
        await nextTurn();
      }
      // What the thread was asked for, it still answers.
      while (answered === 0) await nextTurn();
      await turns();
      return exportId;
    };
    const state = async (exportId: string) => [askedCount, answered, await get(exportId)];
    try {
      const exportId = await hold();
      const held = await get(exportId);
      expect(held).toMatchObject({ status: 'running', isPaused: true, secondsLeft: null });
      expect(held.doneCount).toBeLessThan(recordCount / 2);
      await handlers['exports.resume']({ exportId });
      while ((await get(exportId)).status === 'running') await nextTurn();
      const alone = await exportedAlone(['csv', 'wide']);
      const whole = { status: 'done', doneCount: recordCount, sizeBytes: alone.bytes.length };
      expect(await get(exportId)).toMatchObject(whole);

      const stopped = await hold();
      const before = await state(stopped);
      await turns();
      expect(await state(stopped)).toEqual(before);
      await handlers['exports.cancel']({ exportId: stopped });
      expect(await get(stopped)).toMatchObject({ status: 'cancelled' });
      expect(closedCount).toBe(opened.length);
    } finally {
      await exports.stop();
    }
  });
});
