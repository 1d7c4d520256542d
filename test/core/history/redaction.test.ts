import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { appendEvent, historyHead } from '#core/history/append-event.ts';
import { commitmentTo } from '#core/history/commitment.ts';
import { exportHistory } from '#core/history/export-history.ts';
import { createHistoryHandlers } from '#core/history/history-handlers.ts';
import { createSigner } from '#core/history/sign-heads.ts';
import { verifyHistory } from '#core/history/verify-history.ts';
import { contract } from '#shared/contract/contract.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { openTestContext } from '../fixtures/test-context.ts';
import { dropTriggers } from './mutations.ts';

const script = join(import.meta.dirname, '../../../electron/hosts/cli/verify-log.mjs');

let test: TestContext;
beforeEach(() => {
  test = openTestContext();
  test.context.ledger.db.run(`insert into setting (key, value) values ('person.name', 'Ada Berg')`);
  appendEvent(test.context, {
    kind: 'record.edit',
    summary: 'Changed: creators, version.',
    doi: '10.5072/a',
    reason: 'Ada Berg asked for it',
    changes: [
      { path: 'creators', before: [{ name: 'Berg, A.' }], after: [{ name: 'Berg, Ada' }] },
      { path: 'version', after: '2' },
    ],
    detail: { remoteHash: 'abc', state: 'draft' },
  });
  appendEvent(test.context, { kind: 'record.edit', summary: 'Something else.', doi: '10.5072/b' });
});
afterEach(() => test.dispose());

const handlers = () =>
  createHistoryHandlers(test.context, 'no-anchors', createSigner(test.context));
const events = () =>
  contract['history.list'].output.parse(
    handlers()['history.list']({ doi: null, offset: 0, limit: 10 }),
  ).events;
const redact = (redaction: { sequence: number; parts: string[] } | { containing: string }) =>
  handlers()['history.redact']({ redaction, reason: 'Asked by Ms Berg' });
const inFile = () =>
  readFileSync(join(test.folder, 'ledger.sqlite')).includes('Berg, Ada') ||
  readFileSync(join(test.folder, 'ledger.sqlite-wal')).includes('Berg, Ada');
function audit(...more: string[]): { status: number | null; said: string } {
  const file = join(test.folder, 'export.jsonl');
  writeFileSync(file, [...exportHistory(test.context.ledger.db)].join(''));
  const run = spawnSync(process.execPath, [script, file, ...more], { encoding: 'utf8' });
  return { status: run.status, said: run.stdout };
}

describe('personal text', () => {
  it('stands beside the chain, which has salted commitments to it', () => {
    const { db } = test.context.ledger;
    const row = db.get<{ person: string; body: string }>(
      'select person, body from history_event where sequence = 1',
    );
    expect(row?.body).not.toMatch(/Berg|abc/);
    const opening = db.get<{ salt: string; text: string }>(
      `select salt, text from history_text where sequence = 1 and part = 'person'`,
    );
    expect(opening?.text).toBe('Ada Berg');
    expect(commitmentTo(opening?.salt ?? '', 'Ada Berg')).toBe(row?.person);
    const other = db.get<{ person: string }>('select person from history_event where sequence = 2');
    expect(other?.person).not.toBe(row?.person);
  });

  it('has the commitment that the format says', () => {
    // python3: hashlib.sha256(b"\x02" + bytes(range(16)) + "é".encode()).hexdigest()
    expect(commitmentTo('000102030405060708090a0b0c0d0e0f', 'é')).toBe(
      '495c058525b9fc8bed3944bc19894524cd65d68066bc17e3b03aa8d166201fda',
    );
  });

  it('is shown as it was', () => {
    expect(events()[1]).toMatchObject({
      person: 'Ada Berg',
      reason: 'Ada Berg asked for it',
      changes: [
        { path: 'creators', before: '[{"name":"Berg, A."}]', after: '[{"name":"Berg, Ada"}]' },
        { path: 'version', before: null, after: '"2"' },
      ],
      sealed: ['changes.creators', 'person', 'reason'],
      redacted: [],
    });
  });
});

describe('a redaction', () => {
  it('takes named texts out, says so in the history, and both verifiers agree that it holds', async () => {
    const before = historyHead(test.context.ledger);
    expect(redact({ sequence: 1, parts: ['changes.creators', 'reason'] })).toEqual({
      textCount: 2,
      eventCount: 1,
    });
    expect(events()[0]).toMatchObject({
      kind: 'history.redacted',
      person: 'Ada Berg',
      reason: 'Asked by Ms Berg',
    });
    expect(events()[2]).toMatchObject({
      person: 'Ada Berg',
      reason: null,
      changes: [{ path: 'version' }],
      sealed: ['person'],
      redacted: [
        { part: 'changes.creators', by: 3 },
        { part: 'reason', by: 3 },
      ],
    });
    const { db } = test.context.ledger;
    expect(await verifyHistory(db, [{ ...before, at: '' }])).toMatchObject({ intact: true });
    expect(audit(before.hash).status).toBe(1);
    expect(audit()).toMatchObject({ status: 0 });
    // The hash of the whole record would confirm a guess at the name.
    expect(
      db.get(`select text from history_text where sequence = 1 and part = 'detail.remoteHash'`),
    ).toEqual({ text: null });
  });

  it('leaves nothing of the text in the file or its log', async () => {
    expect(inFile()).toBe(true);
    await redact({ sequence: 1, parts: ['changes.creators'] });
    expect(inFile()).toBe(false);
  });

  it('finds all texts with a name', async () => {
    const { 'history.planRedaction': plan } = handlers();
    const redaction = { containing: 'berg' };
    expect(plan({ redaction })).toEqual({ textCount: 4, eventCount: 2, fixedCount: 0 });
    test.context.ledger.db.run(`update setting set value = null where key = 'person.name'`);
    await handlers()['history.redact']({ redaction, reason: 'A person wished it' });
    expect(plan({ redaction })).toEqual({ textCount: 0, eventCount: 0, fixedCount: 0 });
    expect(JSON.stringify(events())).not.toContain('Berg');
    expect(await verifyHistory(test.context.ledger.db, [])).toMatchObject({ intact: true });
    expect(audit().status).toBe(0);
    expect(() => redact(redaction)).toThrow(/no text/);
  });

  it('cannot be done by SQL, undone, or pretended', async () => {
    const { db } = test.context.ledger;
    expect(() => db.exec(`update history_text set text = 'x'`)).toThrow(/append-only/);
    expect(() => db.exec('delete from history_text')).toThrow(/append-only/);
    await redact({ sequence: 1, parts: ['person'] });
    expect(() =>
      db.exec(`update history_text set redacted_by = 9 where sequence = 1 and part = 'person'`),
    ).toThrow(/append-only/);
    dropTriggers(db);
    db.exec(`update history_text set salt = null, text = null, redacted_by = 3
      where sequence = 2 and part = 'person'`);
    expect(await verifyHistory(db, [])).toMatchObject({ intact: false, brokenAt: 2 });
    expect(audit()).toMatchObject({ status: 1 });
  });
});

describe('events of format 1', () => {
  it('stay valid, and are counted as what cannot be taken out', async () => {
    const { db } = test.context.ledger;
    const old = readFileSync(join(import.meta.dirname, 'format-1.sql'), 'utf8');
    dropTriggers(db);
    db.exec(`delete from history_event; delete from history_text; ${old}`);
    appendEvent(test.context, { kind: 'record.edit', summary: 'Later.', reason: 'Zoë again' });
    expect(await verifyHistory(db, [])).toMatchObject({ intact: true, eventCount: 3 });
    expect(audit().status).toBe(0);
    expect(events().map(({ person, reason }) => [person, reason])).toEqual([
      ['Ada Berg', 'Zoë again'],
      [null, null],
      ['Zoë', 'asked'],
    ]);
    expect(handlers()['history.planRedaction']({ redaction: { containing: 'Zoë' } })).toEqual({
      textCount: 1,
      eventCount: 1,
      fixedCount: 1,
    });
  });
});
