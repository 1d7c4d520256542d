import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createChangeJobs } from '#core/changes/change-jobs.ts';
import { getRecord } from '#core/records/find-records.ts';
import { recheck } from '#core/records/recheck.ts';
import { saveRecords } from '#core/records/save-records.ts';
import { getRepository, insertRepository, setAccess } from '#core/repositories/repository-table.ts';
import { createSheetUpdates } from '#core/sheet-updates/index.ts';
import type { Finding } from '#shared/findings/finding.ts';
import type { SheetUpdate } from '#shared/contract/sheet-updates.ts';
import { recordInput } from '../fixtures/record-input.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { openTestContext } from '../fixtures/test-context.ts';

const detected = { encoding: null, delimiter: null, sheet: null, mapping: null };

describe('a sheet that comes back', () => {
  let test: TestContext;
  let folder: string;
  let path: string;
  let updates: ReturnType<typeof createSheetUpdates>;
  let jobs: ReturnType<typeof createChangeJobs>;

  beforeEach(() => {
    test = openTestContext();
    folder = mkdtempSync(join(tmpdir(), 'steward-update-'));
    path = join(folder, 'sheet.csv');
    jobs = createChangeJobs(test.context);
    updates = createSheetUpdates(test.context, () => ({ paths: [path], name: 'sheet.csv' }), jobs);
    const inputs = Array.from({ length: 6 }, (_, at) => recordInput(`10.5072/a-${at}`));
    const foreign = recordInput('10.5072/foreign', { sync: 'observe-only', state: 'findable' });
    const findable = recordInput('10.5072/findable', { state: 'findable' });
    saveRecords(test.context, [...inputs, foreign, findable], { kind: 'import', reason: null });
  });
  afterEach(async () => {
    await updates.stop();
    await jobs.stop();
    test.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  const compare = async (text: string): Promise<SheetUpdate> => {
    writeFileSync(path, text);
    const { updateId } = await updates.handlers['sheetUpdates.start']({
      sourceId: 's',
      settings: detected,
    });
    for (;;) {
      const update = await updates.handlers['sheetUpdates.get']({ updateId });
      if (update.status !== 'reading') return update;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  /** The findable record is at DataCite; every record has the findings that the rules tell. */
  const rest = (): void => {
    test.context.ledger.db.run(
      `update record set remote_state = 'findable' where doi = '10.5072/findable'`,
    );
    recheck(test.context, test.context.ledger.db.column<string>('select doi from record'));
  };
  const linesOf = async (
    update: SheetUpdate,
    only: 'all' | 'changed' | 'refused' | 'observe-only' = 'all',
  ) =>
    (
      await updates.handlers['sheetUpdates.lines']({
        updateId: update.id,
        only,
        offset: 0,
        limit: 200,
      })
    ).lines;

  it('is known by its names wherever its columns were moved to', async () => {
    const moved = await compare(
      [`guarded with ',version,doi,Mine`, `,'-1,10.5072/a-0,x`, `,"'=A1",10.5072/a-1,x`].join('\n'),
    );
    const versions = (await linesOf(moved, 'changed')).map(({ changes }) => changes[0]?.after);
    expect(versions).toEqual(['-1', '=A1']);
    expect(moved.warnings.join()).not.toMatch(/guarded/);

    const long = await compare('value,# state,path,doi\n1.1,draft,version,10.5072/a-2\n');
    expect(long).toMatchObject({ changedCount: 1, refusedCount: 0, warnings: [] });
  });

  it('is compared row by row, and applied as one change set', async () => {
    const update = await compare(
      [
        'Notes;version;DOI;publicationYear',
        'x;1.10;https://doi.org/10.5072/A-0;2024',
        'x;;10.5072/a-1;2024',
        'x;2;10.5072/foreign;',
        'x;2;10.5072/nowhere;',
        'x;2;1.05072E+05;',
        'x;2;10.5072/findable;[delete]',
      ].join('\n'),
    );
    expect(update).toMatchObject({
      status: 'ready',
      rowCount: 6,
      changedCount: 1,
      unchangedCount: 1,
      observeOnlyCount: 1,
      refusedCount: 3,
    });
    expect(update.warnings.join()).toMatch(/Notes/);
    const [changed] = await linesOf(update, 'changed');
    expect(changed).toMatchObject({
      row: 2,
      doi: '10.5072/a-0',
      changes: [{ path: 'version', after: '1.10' }],
    });
    const refused = await linesOf(update, 'refused');
    expect(refused.map(({ row }) => row)).toEqual([5, 6, 7]);
    expect(refused[2]?.problems[0]?.message).toMatch(/findable/);

    const { changeSetId } = await updates.handlers['sheetUpdates.apply']({
      updateId: update.id,
      changeKind: 'correction',
      reason: null,
    });
    const outcome = await jobs.outcomeOf(changeSetId);
    expect(outcome).toMatchObject({ changedCount: 1, refusedCount: 0 });
    expect(getRecord(test.context.ledger, '10.5072/a-0')?.attributes.version).toBe('1.10');
    expect(() =>
      updates.handlers['sheetUpdates.apply']({
        updateId: update.id,
        changeKind: 'other',
        reason: null,
      }),
    ).toThrow(/not ready/);
  });

  it('refuses what a spreadsheet program made of a text, and two rows for one value', async () => {
    const attributes = { ...recordInput('x').attributes, version: '1.10' };
    const grants = [{ funderName: 'F', awardNumber: '0077' }];
    const known = { ...attributes, fundingReferences: grants };
    saveRecords(test.context, [recordInput('10.5072/a-0', { attributes: known })], {
      kind: 'edit',
      reason: null,
    });
    const heads = 'doi,version,fundingReferences[0].awardNumber,publicationYear';
    const damaged = await compare(`${heads}\n10.5072/a-0,1.1,77,01.01.2021`);
    expect(damaged).toMatchObject({ changedCount: 0, refusedCount: 1 });
    const [{ problems } = { problems: [] }] = await linesOf(damaged);
    expect(problems.map(({ path, message }) => `${path}: ${message}`)).toEqual([
      expect.stringMatching(/^version: The record has “1.10”.*write \[text\] 1.1/),
      expect.stringMatching(/awardNumber: The record has “0077”, and “77”/),
      expect.stringMatching(/^publicationYear: “01.01.2021” looks as if .* a date of a number/),
    ]);
    const meant = await compare(`${heads}\n10.5072/a-0,[text] 1.1,0078,2021`);
    expect(meant).toMatchObject({ changedCount: 1, refusedCount: 0 });

    // What has more zeros was written by a person.
    expect(await compare('doi,version\n10.5072/a-0,1.100')).toMatchObject({ changedCount: 1 });

    const long = await compare('doi,path,value\n10.5072/a-0,version,2\n10.5072/a-0,version,3\n');
    expect(long).toMatchObject({ changedCount: 0, refusedCount: 1 });
    expect((await linesOf(long))[0]?.problems).toEqual([
      { path: 'version', message: expect.stringContaining('Row 2') as string },
    ]);
  });

  it('tells how far it is, can be held between two rows, and let go on or ended', async () => {
    const rows = Array.from({ length: 1200 }, (_, at) => `10.5072/a-${at},${'x'.repeat(60)}`);
    writeFileSync(path, `doi,version\n${rows.join('\n')}`);
    const shares: (number | null)[] = [];
    let held: SheetUpdate | null = null;
    const state = (updateId: number): SheetUpdate =>
      own.handlers['sheetUpdates.get']({ updateId }) as SheetUpdate;
    const emit: TestContext['context']['emit'] = (event, payload) => {
      test.context.emit(event, payload);
      if (event !== 'sheetUpdates.changed' || !('updateId' in payload)) return;
      const now = state(payload.updateId);
      if (now.status !== 'reading') return;
      shares.push(now.share);
      if (shares.length !== 5) return;
      held = now;
      void own.handlers['sheetUpdates.pause']({ updateId: payload.updateId });
    };
    const source = () => ({ paths: [path], name: 'sheet.csv' });
    const own = createSheetUpdates({ ...test.context, emit }, source, jobs);
    const turns = async (isOver: () => boolean): Promise<void> => {
      while (!isOver()) await new Promise((resolve) => setImmediate(resolve));
    };
    const start = async () =>
      own.handlers['sheetUpdates.start']({ sourceId: 's', settings: detected });

    const { updateId } = await start();
    await turns(() => held !== null);
    for (let turn = 0; turn < 50; turn += 1) await new Promise((done) => setImmediate(done));
    const rowCount = (held as SheetUpdate | null)?.rowCount;
    expect(rowCount).toBe(500);
    expect(state(updateId)).toMatchObject({ isPaused: true, secondsLeft: null, rowCount });
    await own.handlers['sheetUpdates.resume']({ updateId });
    await turns(() => state(updateId).status !== 'reading');
    expect(state(updateId)).toMatchObject({ status: 'ready', rowCount: 1200, isPaused: false });
    const [first, last] = [shares[0] ?? 0, shares.at(-1) ?? 0];
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(1);
    expect(last).toBe(1);

    const other = await start();
    await own.handlers['sheetUpdates.pause'](other);
    await own.handlers['sheetUpdates.cancel'](other);
    expect(state(other.updateId)).toMatchObject({ status: 'cancelled', rowCount: 0 });
  });

  it('takes neither of two rows for one DOI', async () => {
    const update = await compare(
      ['doi,version', '10.5072/a-0,1', '10.5072/a-1,1', '10.5072/A-0,2', '10.5072/a-0,3'].join(
        '\n',
      ),
    );
    expect(update).toMatchObject({ rowCount: 4, changedCount: 1, refusedCount: 3 });
    expect((await linesOf(update, 'refused')).map(({ row }) => row)).toEqual([2, 4, 5]);
  });

  it('tells findings that go and come, what would be sent and why rows are left out', async () => {
    const { attributes } = recordInput('x');
    const odd = recordInput('10.5072/a-0', { attributes: { ...attributes, language: 'no such' } });
    saveRecords(test.context, [odd], { kind: 'edit', reason: null });
    rest();
    /** How many findings of each code the ledger has. */
    const standing = (): Map<string, number> => {
      const found = test.context.ledger.db.column<string>('select findings from record');
      const codes = found.flatMap((text) =>
        (JSON.parse(text) as Finding[]).map(({ code }) => code),
      );
      return new Map(
        [...Map.groupBy(codes, (code) => code)].map(([code, all]) => [code, all.length]),
      );
    };
    const before = standing();

    const update = await compare(
      [
        'doi,language,publicationYear,version',
        '10.5072/a-0,en,,',
        '10.5072/a-1,,[delete],',
        '10.5072/findable,,,2',
        '10.5072/a-2,,01.01.2021,',
        '10.5072/a-3,,[delete] all,2021',
        '10.5072/a-4,,[delete],3',
        '10.5072/A-4,,,4',
        '10.5072/nowhere,,,5',
        'no doi,,,6',
      ].join('\n'),
    );
    expect(update).toMatchObject({ changedCount: 3, refusedCount: 6, atDataciteCount: 1 });
    const reasons = Object.fromEntries(update.leftOut.map(({ code, count }) => [code, count]));
    expect(reasons).toEqual({ cell: 1, damaged: 1, twice: 2, unknown: 1, doi: 1 });
    expect(update).toMatchObject({ errorFixedCount: 1, errorCausedCount: 1 });

    const { changeSetId } = await updates.handlers['sheetUpdates.apply']({
      updateId: update.id,
      changeKind: 'correction',
      reason: null,
    });
    await jobs.outcomeOf(changeSetId);
    const after = standing();
    const changed = [...new Set([...before.keys(), ...after.keys()])]
      .map((code) => [code, (after.get(code) ?? 0) - (before.get(code) ?? 0)] as const)
      .filter(([, difference]) => difference !== 0);
    const told = update.findings.map(({ code, fixed, caused }) => [code, caused - fixed] as const);
    expect(new Map(told)).toEqual(new Map(changed));
    expect(told.length).toBeGreaterThan(2);
  });

  it('takes back what a row counted when another row for its DOI comes', async () => {
    rest();
    const heads = 'doi,publicationYear,version';
    const once = await compare(`${heads}\n10.5072/a-0,[delete],1`);
    expect(once.errorCausedCount).toBe(1);
    expect(once.findings).toEqual([
      { code: 'publication-year-missing', severity: 'error', fixed: 0, caused: 1 },
      { code: 'version-missing', severity: 'warning', fixed: 1, caused: 0 },
    ]);
    const rows = ['10.5072/a-0,[delete],1', '10.5072/findable,,1', '10.5072/nowhere,,1'];
    const twice = await compare([heads, ...rows, ...rows, ...rows].join('\n'));
    expect(twice).toMatchObject({
      ...{ rowCount: 9, changedCount: 0, refusedCount: 9 },
      ...{ errorFixedCount: 0, errorCausedCount: 0, atDataciteCount: 0, findings: [] },
      leftOut: [{ code: 'twice', count: 9 }],
    });
  });

  it('tells a DOI that is not ours from one of ours that is not here', async () => {
    const { ledger } = test.context;
    insertRepository(ledger, {
      ...getRepository(ledger, 'practice'),
      ...{ id: 'watched', clientId: 'WATCHED', prefixes: ['10.9998'] },
    });
    setAccess(ledger, 'watched', 'observe');
    const update = await compare(
      ['10.5072/nowhere', '10.9999/foreign', '10.9998/read-only', '10.5072/foreign']
        .map((doi) => `${doi},2`)
        .join('\n')
        .replace(/^/, 'doi,version\n'),
    );
    expect(update).toMatchObject({ changedCount: 0, refusedCount: 1, observeOnlyCount: 3 });
    const [unknown] = await linesOf(update, 'refused');
    expect(unknown).toMatchObject({ row: 2, doi: '10.5072/nowhere' });
    expect(unknown?.problems[0]?.message).toMatch(/The prefix is ours.*read its account first/);
    const listed = await linesOf(update, 'observe-only');
    expect(listed.map(({ row }) => row)).toEqual([3, 4, 5]);
    expect(listed[0]?.problems[0]?.message).toMatch(/prefix 10.9999, so .* not ours to change/);
    const counts = Object.fromEntries(update.leftOut.map(({ code, count }) => [code, count]));
    expect(counts).toEqual({ 'not-ours': 2, 'observe-only': 1, unknown: 1 });
  });

  it('leaves a record alone that changed after the comparison', async () => {
    const update = await compare(['doi,version', '10.5072/a-0,1'].join('\n'));
    const attributes = { ...recordInput('x').attributes, language: 'en' };
    saveRecords(test.context, [recordInput('10.5072/a-0', { attributes })], {
      kind: 'sync',
      reason: null,
    });
    const { changeSetId } = await updates.handlers['sheetUpdates.apply']({
      updateId: update.id,
      changeKind: 'correction',
      reason: null,
    });
    expect(await jobs.outcomeOf(changeSetId)).toMatchObject({ changedCount: 0, refusedCount: 1 });
    expect(getRecord(test.context.ledger, '10.5072/a-0')?.attributes).toEqual(attributes);
  });

  it.each([
    ['two columns for one value', 'doi,version,version\n10.5072/a-0,1,2', /more than one column/],
    ['no column of DOIs', 'title,version\nx,1', /no column holds DOIs/],
    ['nothing', '\n', /nothing in the table/],
  ])('is refused as a whole with %s', async (_, text, message) => {
    const update = await compare(text);
    expect(update.status).toBe('failed');
    expect(update.failure?.message).toMatch(message);
  });
});
