import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { appendEvent, historyHead } from '#core/history/append-event.ts';
import { exportHistory, exportPiece } from '#core/history/export-history.ts';
import { verifyHistory } from '#core/history/verify-history.ts';
import { seededRandom } from '#shared/support/random.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { openTestContext } from '../fixtures/test-context.ts';
import { dropTriggers, mutations } from './mutations.ts';

const script = join(import.meta.dirname, '../../../electron/hosts/cli/verify-log.mjs');
const eventCount = 20;

let test: TestContext;
beforeEach(() => {
  test = openTestContext();
  test.context.ledger.transaction(() => {
    for (let number = 1; number <= eventCount; number += 1) {
      appendEvent(test.context, {
        kind: 'record.edit',
        summary: `Edit ${String(number)}: “Grüße”, \u2028 𝒳 and a "quote"`,
        doi: `10.5072/${String(number % 3)}`,
        reason: `Letter ${String(number)} of Zoë, \u2028 “quoted”`,
        changes: [{ path: 'version', before: String(number - 1), after: { b: 1, a: [null] } }],
      });
    }
  });
});
afterEach(() => test.dispose());

/** As an auditor runs it: another process, the exported file, the noted head. */
function audit(text: string, ...head: readonly string[]): { holds: boolean; said: string } {
  const file = join(test.folder, 'export.jsonl');
  writeFileSync(file, text);
  const run = spawnSync(process.execPath, [script, file, ...head], { encoding: 'utf8' });
  expect(run.status, run.stderr).toBeLessThan(2);
  return { holds: run.status === 0, said: run.stdout };
}
const exported = (): string => [...exportHistory(test.context.ledger.db)].join('');

describe('the independent verifier', () => {
  it('holds an intact history against a hash and against a file of anchors', () => {
    const head = historyHead(test.context.ledger);
    const anchors = join(test.folder, 'anchors.jsonl');
    writeFileSync(anchors, `\n{"sequence":3,"ha\n${JSON.stringify({ ...head, at: 'now' })}\n`);
    expect(audit(exported())).toMatchObject({ holds: true });
    expect(audit(exported(), head.hash).said).toContain(`20 events, head ${head.hash}`);
    expect(audit(exported(), anchors)).toMatchObject({ holds: true });
    expect(audit('')).toMatchObject({ holds: true });
    expect(audit('', head.hash)).toMatchObject({ holds: false });
  });

  it.each(Object.keys(mutations))('agrees with ours that it does not hold: %s', async (name) => {
    const { db } = test.context.ledger;
    const head = historyHead(test.context.ledger);
    const anchors = join(test.folder, 'anchors.jsonl');
    writeFileSync(anchors, JSON.stringify({ ...head, at: 'now' }));
    dropTriggers(db);
    const at = 1 + Math.floor(seededRandom(name.length)() * eventCount);
    db.exec('begin');
    mutations[name]?.(db, at);
    const ours = await verifyHistory(db, [{ ...head, at: 'now' }]);
    const theirs = audit(exported(), anchors);
    db.exec('rollback');
    expect({ ours: ours.intact, theirs: theirs.holds }, `event ${String(at)}`).toEqual({
      ours: false,
      theirs: false,
    });
  });

  const lines = (): string[] => exported().split(/(?<=\n)/);
  const damages: readonly (readonly [string, () => string])[] = [
    ['a line cut short', () => exported().slice(0, -5)],
    ['a missing last line feed', () => exported().slice(0, -1)],
    ['a space in an event', () => exported().replace('"kind":', '"kind": ')],
    ['a further member in a line', () => exported().replace('"hash":', '"note":1,"hash":')],
    ['a line twice', () => lines().toSpliced(3, 0, String(lines()[3])).join('')],
    ['lines in another order', () => lines().reverse().join('')],
    ['a changed hash', () => exported().replace(/"hash":"../, '"hash":"zz')],
  ];
  it.each(damages)('refuses a damaged file: %s', (_name, damage) => {
    expect(audit(damage())).toMatchObject({ holds: false });
  });

  it('says how it is called', () => {
    expect(spawnSync(process.execPath, [script]).status).toBe(2);
    expect(spawnSync(process.execPath, [script, join(test.folder, 'nothing')]).status).toBe(2);
  });
});

describe('a piece of the export', () => {
  it('goes on behind an event and names the head that it reaches', () => {
    const { db } = test.context.ledger;
    const head = historyHead(test.context.ledger);
    const rest = exportPiece(db, 15);
    expect(rest).toMatchObject({ next: null, head });
    expect(rest.text.split('\n')).toHaveLength(6);
    expect(exportPiece(db, eventCount)).toEqual({ text: '', next: null, head });
  });

  it('ends at a whole line before it grows too large for a message', () => {
    const { db } = test.context.ledger;
    const long = 'x'.repeat(1_500_000);
    for (let index = 0; index < 4; index += 1) {
      appendEvent(test.context, { kind: 'record.edit', summary: long });
    }
    let text = '';
    let after: number | null = 0;
    let pieces = 0;
    while (after !== null) {
      const piece: ReturnType<typeof exportPiece> = exportPiece(db, after);
      expect(piece.text.length).toBeLessThan(8_000_000);
      text += piece.text;
      after = piece.next;
      pieces += 1;
    }
    expect([pieces, text === exported()]).toEqual([2, true]);
  });
});
