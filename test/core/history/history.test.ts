import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openAnchorFile, readAnchors } from '#core/history/anchor.ts';
import { appendEvent, historyHead } from '#core/history/append-event.ts';
import { canonicalAddition, changesBetween } from '#core/history/changes.ts';
import type { StoredEvent } from '#core/history/event-text.ts';
import { chainHash, eventText, firstHash } from '#core/history/event-text.ts';
import { exportHistory } from '#core/history/export-history.ts';
import { createHistoryHandlers } from '#core/history/history-handlers.ts';
import { createSigner } from '#core/history/sign-heads.ts';
import { verifyHistory } from '#core/history/verify-history.ts';
import { contract } from '#shared/contract/contract.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { seededRandom } from '#shared/support/random.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { openTestContext } from '../fixtures/test-context.ts';
import { dropTriggers, mutations } from './mutations.ts';

let test: TestContext;
beforeEach(() => void (test = openTestContext()));
afterEach(() => test.dispose());

const append = (count: number): void =>
  test.context.ledger.transaction(() => {
    for (let number = 1; number <= count; number += 1) {
      appendEvent(test.context, {
        kind: 'record.edit',
        summary: `Edit ${number}`,
        doi: `10.5072/${number % 7}`,
        reason: `Letter ${number}`,
        changes: [{ path: 'version', before: String(number - 1), after: String(number) }],
      });
    }
  });

const sample: StoredEvent = {
  sequence: 3,
  format: 2,
  id: 'id-"3"',
  at: '2026-06-01T08:00:00.000Z',
  person: 'Zoë \u2028 N.',
  kind: 'record.edit',
  doi: '10.5072/é',
  batchId: null,
  operationId: 'op',
  reason: 'line\nbreak',
  body: canonicalJson({ summary: 's', changes: [{ path: 'a', after: [1, null] }] }),
};

describe('the text of an event', () => {
  it('is the canonical JSON of the whole event', () => {
    expect(eventText(sample)).toBe(
      canonicalJson({ ...sample, body: JSON.parse(sample.body) as unknown }),
    );
  });

  it('is hashed behind a zero byte and the previous hash', () => {
    // python3: hashlib.sha256(bytes(33) + b"x").hexdigest()
    expect(chainHash(firstHash, 'x')).toBe(
      '40e4b63c78e21e9754b13fc1c17a0056bfb839140b3df2146a8a07e789d41e8f',
    );
  });
});

describe('changesBetween', () => {
  it('names what was added, changed and taken away, blind to the order of keys', () => {
    expect(
      changesBetween(
        { a: { x: 1, y: 2 }, b: 1, c: null, d: [1] },
        { a: { y: 2, x: 1 }, c: 0, d: [1], e: 'new' },
      ),
    ).toEqual([
      { path: 'b', before: 1 },
      { path: 'c', before: null, after: 0 },
      { path: 'e', after: 'new' },
    ]);
  });
});

describe('canonicalAddition', () => {
  it.each([
    {},
    { b: 1, a: [null, { z: undefined, y: '\ud800' }], c: undefined, 'É "': 'x', 10: 1, 9: 2 },
  ])('writes the same text as canonicalJson, and the changes from nothing: %j', (value) => {
    const { text, changes } = canonicalAddition(value);
    expect(text).toBe(canonicalJson(value));
    expect(
      `[${changes.map(({ path, sides }) => `{${sides},"path":${JSON.stringify(path)}}`).join(',')}]`,
    ).toBe(canonicalJson(changesBetween(null, value)));
  });
});

describe('the chain', () => {
  it('links each event to the one before it and verifies', async () => {
    append(25);
    expect(await verifyHistory(test.context.ledger.db, [])).toMatchObject({
      intact: true,
      eventCount: 25,
      head: historyHead(test.context.ledger).hash,
    });
  });

  it('holds for an empty history', async () => {
    expect(await verifyHistory(test.context.ledger.db, [])).toMatchObject({
      intact: true,
      eventCount: 0,
    });
  });

  it('keeps text that SQLite would change from breaking it', async () => {
    appendEvent(test.context, {
      kind: 'record.edit',
      summary: 'a\ud800',
      doi: 'x\udc00',
      reason: '\ud800',
    });
    expect(await verifyHistory(test.context.ledger.db, [])).toMatchObject({ intact: true });
  });

  it('refuses changes and deletions by SQL', () => {
    append(2);
    const { db } = test.context.ledger;
    expect(() => db.run(`update history_event set person = 'x'`)).toThrow(/append-only/);
    expect(() => db.run('delete from history_event where sequence = 2')).toThrow(/append-only/);
    expect(() =>
      db.run(`insert or replace into history_event select * from history_event where sequence = 1`),
    ).toThrow(/append-only/);
  });

  it('is rolled back with the work that it tells of', () => {
    append(1);
    const head = historyHead(test.context.ledger);
    expect(() =>
      test.context.ledger.transaction(() => {
        append(3);
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(historyHead(test.context.ledger)).toEqual(head);
  });
});

describe('a history that somebody altered in the file', () => {
  const eventCount = 30;
  const seed = 20260601;

  it.each(Object.entries(mutations))('does not verify: %s', async (_name, mutate) => {
    const random = seededRandom(seed);
    append(eventCount);
    const { db } = test.context.ledger;
    const head = historyHead(test.context.ledger);
    const anchors = [{ ...head, at: '2026-06-01' }];
    dropTriggers(test.context.ledger.db);
    for (let round = 0; round < 25; round += 1) {
      const at = 1 + Math.floor(random() * eventCount);
      db.exec('begin');
      mutate(db, at);
      const verdict = await verifyHistory(db, anchors);
      db.exec('rollback');
      expect(verdict.intact, `seed ${seed}, round ${round}, event ${at}`).toBe(false);
    }
    expect(await verifyHistory(db, anchors)).toMatchObject({ intact: true });
  });

  it('needs the anchor for a cut tail and a recomputed rest: the chain alone does not show them', async () => {
    append(eventCount);
    dropTriggers(test.context.ledger.db);
    const { db } = test.context.ledger;
    mutations['a rewritten event and a recomputed rest']?.(db, 10);
    mutations['a tail cut off']?.(db, 20);
    expect(await verifyHistory(test.context.ledger.db, [])).toMatchObject({
      intact: true,
      eventCount: 19,
    });
  });
});

describe('the anchor file', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'steward-anchor-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const file = () => join(folder, 'anchors', 'history.jsonl');

  it('notes the head at most once in 0.9 s, and at the end', () => {
    const anchors = openAnchorFile(file(), test.context.ledger, test.ports);
    for (const wait of [0, 400, 700, 10]) {
      test.ports.clock.advance(wait);
      append(1);
      anchors.note();
    }
    anchors.flush();
    anchors.flush();
    anchors.close();
    expect(readAnchors(file()).map(({ sequence }) => sequence)).toEqual([1, 3, 4]);
  });

  it('notes the last head of a burst by itself, when 0.9 s are over', async () => {
    const waits: number[] = [];
    const clock = {
      ...test.ports.clock,
      sleep: (milliseconds: number) => Promise.resolve(void waits.push(milliseconds)),
    };
    const anchors = openAnchorFile(file(), test.context.ledger, { clock, log: test.ports.log });
    for (const wait of [0, 250, 250]) {
      test.ports.clock.advance(wait);
      append(1);
      anchors.note();
    }
    await new Promise((resolve) => setImmediate(resolve));
    anchors.close();
    expect(waits).toEqual([650]);
    expect(readAnchors(file()).map(({ sequence }) => sequence)).toEqual([1, 3]);
  });

  it('passes over a line that a crash cut short, and goes on behind it', () => {
    append(2);
    const anchors = openAnchorFile(file(), test.context.ledger, test.ports);
    anchors.flush();
    anchors.close();
    appendFileSync(file(), '{"sequence":3,"ha');
    append(1);
    const again = openAnchorFile(file(), test.context.ledger, test.ports);
    again.flush();
    again.close();
    expect(readAnchors(file()).map(({ sequence }) => sequence)).toEqual([2, 3]);
  });

  it('is empty where there is no file', () => {
    expect(readAnchors(join(folder, 'nothing'))).toEqual([]);
  });
});

describe('the exported history', () => {
  it('can be verified line by line with nothing but SHA-256', () => {
    append(12);
    const lines = [...exportHistory(test.context.ledger.db)];
    let previous = '0'.repeat(64);
    for (const line of lines) {
      const { event, hash, previousHash } = JSON.parse(line) as Record<string, string>;
      // The bytes of `event` as they stand in the line: a verifier need not know canonical JSON.
      const bytes = line.slice('{"event":'.length, line.lastIndexOf(',"hash":'));
      expect(JSON.parse(bytes)).toEqual(event);
      const digest = createHash('sha256')
        .update(Buffer.from([0]))
        .update(Buffer.from(previous, 'hex'))
        .update(bytes);
      expect([previousHash, hash]).toEqual([previous, digest.digest('hex')]);
      previous = String(hash);
    }
    expect([lines.length, previous]).toEqual([12, historyHead(test.context.ledger).hash]);
  });
});

describe('the list of events', () => {
  const list = (doi: string | null, offset = 0, limit = 3) =>
    contract['history.list'].output.parse(
      createHistoryHandlers(test.context, 'no-anchors', createSigner(test.context))['history.list'](
        { doi, offset, limit },
      ),
    );

  it('gives pages, newest first, of all events and of one DOI', () => {
    append(20);
    expect(list(null).events.map(({ sequence }) => sequence)).toEqual([20, 19, 18]);
    expect(list(null, 18).events.map(({ sequence }) => sequence)).toEqual([2, 1]);
    expect(list(null, 99)).toEqual({ events: [], total: 20 });
    expect(list('10.5072/3', 1)).toMatchObject({
      total: 3,
      events: [{ sequence: 10 }, { sequence: 3 }],
    });
  });

  it('shows both sides of each change as canonical JSON, and null for what was not there', () => {
    appendEvent(test.context, {
      kind: 'record.edit',
      summary: 'Edited.',
      reason: 'because',
      changes: [
        { path: 'types', before: null, after: { b: 1, a: 2 } },
        { path: 'version', after: '2' },
      ],
    });
    expect(list(null).events[0]).toMatchObject({
      summary: 'Edited.',
      reason: 'because',
      changes: [
        { path: 'types', before: 'null', after: '{"a":2,"b":1}' },
        { path: 'version', before: null, after: '"2"' },
      ],
    });
  });
});
