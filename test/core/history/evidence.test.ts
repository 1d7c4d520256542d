import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openAnchorFile, readAnchors } from '#core/history/anchor.ts';
import { appendEvent } from '#core/history/append-event.ts';
import { exportHistory } from '#core/history/export-history.ts';
import { createHistoryHandlers } from '#core/history/history-handlers.ts';
import { createSigner, isSignedBy } from '#core/history/sign-heads.ts';
import { escapeHtml } from '#shared/history/escape-html.ts';
import type { HistoryFilter } from '#shared/contract/history.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { fakeVault, openTestContext } from '../fixtures/test-context.ts';

const script = join(import.meta.dirname, '../../../electron/hosts/cli/verify-log.mjs');
const nasty = '<script>alert(1)</script> "&\u202e';

let test: TestContext;
beforeEach(() => {
  test = openTestContext({ vault: { ...fakeVault(), strength: 'os-keychain' } });
  for (let number = 1; number <= 6; number += 1) {
    test.ports.clock.advance(86_400_000);
    appendEvent(test.context, {
      kind: number === 4 ? 'batch.started' : 'record.edit',
      summary: `Edit ${String(number)} ${nasty}`,
      doi: `10.5072/${String(number % 2)}`,
      batchId: number > 3 ? 'b1' : null,
      reason: `Letter ${String(number)} ${nasty}`,
      changes: [{ path: 'titles', after: [{ title: nasty }] }],
    });
  }
});
afterEach(() => test.dispose());

const anchors = () => join(test.folder, 'anchors', 'history.jsonl');
const signer = () => createSigner(test.context);
const handlers = () => createHistoryHandlers(test.context, anchors(), signer());
const everything: HistoryFilter = { doi: null };
const pack = async (filter: HistoryFilter = everything) =>
  (await handlers()['history.export']({ after: 0, filter, form: 'html' })).text;
const audit = (text: string, ...more: string[]) => {
  const file = join(test.folder, 'part.jsonl');
  writeFileSync(file, text);
  const run = spawnSync(process.execPath, [script, file, ...more], { encoding: 'utf8' });
  return { status: run.status, said: run.stdout + run.stderr };
};

describe('a filter', () => {
  const sequences = (filter: Partial<HistoryFilter>) =>
    [...exportHistory(test.context.ledger.db, 0, { ...everything, ...filter })].map(
      (line) => (JSON.parse(line) as { event: { sequence: number } }).event.sequence,
    );
  it.each([
    [{ doi: '10.5072/1' }, [1, 3, 5]],
    [{ batchId: 'b1' }, [4, 5, 6]],
    [{ topic: 'batch' as const }, [4]],
    [{ text: 'letter 2' }, [2]],
    [{ text: '100%' }, []],
    [{ fromDay: '2026-06-03', untilDay: '2026-06-04' }, [2, 3]],
    [{ person: 'ada' }, []],
    [{ doi: '10.5072/1', batchId: 'b1', text: 'edit' }, [5]],
  ])('lets through what it names: %j', (filter, expected) => {
    expect(sequences(filter)).toEqual(expected);
  });
});

describe('an evidence pack', () => {
  it('is one page without a script or an address to load from, and with every text escaped', async () => {
    const html = await pack();
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'`);
    expect(html).not.toMatch(/<script|<img|<link|<iframe|href=|src=|\u202e|url\(/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &quot;&amp;[U+202E]');
    expect(html.match(/<article/g)).toHaveLength(6);
    expect(html.trimEnd().endsWith('</html>')).toBe(true);
  });

  it('says what it is of, and carries the head', async () => {
    const html = await pack({ doi: '10.5072/1' });
    expect(html).toContain('The record 10.5072/1');
    expect(html).toContain('--part');
    expect(html.match(/<article/g)).toHaveLength(3);
    expect(html).toContain((await signer().head()).hash);
  });

  it('has lines that anybody can verify', async () => {
    const html = await pack();
    const lines = [...html.matchAll(/<pre>(\{&quot;event.*)<\/pre>/g)].map(([, line = '']) =>
      line
        .replaceAll('&quot;', '"')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&#39;', "'")
        .replaceAll('[U+202E]', '\u202e')
        .replaceAll('&amp;', '&'),
    );
    expect(audit(`${lines.join('\n')}\n`, (await signer().head()).hash).status).toBe(0);
  });

  it('escapes what HTML would read', () => {
    expect(escapeHtml(`<a href='x'>&"\u0000\n`)).toBe(
      '&lt;a href=&#39;x&#39;&gt;&amp;&quot;[U+0000]\n',
    );
  });
});

describe('a part of the history', () => {
  it('is verified as a part, and not taken for the whole', () => {
    const text = [...exportHistory(test.context.ledger.db, 0, { doi: '10.5072/1' })].join('');
    expect(audit(text).status).toBe(1);
    expect(audit(text, '--part')).toMatchObject({ status: 0 });
    expect(audit(text.replace('Edit 3', 'Edit 4'), '--part').status).toBe(1);
    expect(audit(text.replace('Letter 3', 'Letter 4'), '--part').status).toBe(1);
    expect(
      audit(
        text
          .split(/(?<=\n)/)
          .reverse()
          .join(''),
        '--part',
      ).status,
    ).toBe(1);
  });
});

describe('signed heads', () => {
  it('are signed with a key of the vault, and checked with the public key alone', async () => {
    expect((await signer().head()).signature).toBeUndefined();
    await signer().setOn(true);
    const head = await signer().head();
    const key = signer().key() ?? '';
    expect(isSignedBy(head, key)).toBe(true);
    expect(isSignedBy({ ...head, sequence: 3 }, key)).toBe(false);
    expect(isSignedBy(head, createHash('sha256').digest('base64'))).toBe(false);

    const file = join(test.folder, 'heads.jsonl');
    writeFileSync(file, `${JSON.stringify(head)}\n`);
    const text = [...exportHistory(test.context.ledger.db)].join('');
    expect(audit(text, file, '--key', key)).toMatchObject({ status: 0 });
    writeFileSync(file, `${JSON.stringify({ ...head, at: 'then' })}\n`);
    expect(audit(text, file, '--key', key).status).toBe(1);
    writeFileSync(file, JSON.stringify({ sequence: head.sequence, hash: head.hash }));
    expect(audit(text, file).status).toBe(0);
    expect(audit(text, file, '--key', key).status).toBe(1);
  });

  it('stand in the side file, and a forged one is told', async () => {
    await signer().setOn(true);
    mkdirSync(dirname(anchors()));
    const side = openAnchorFile(anchors(), test.context.ledger, test.ports);
    side.append(await signer().head());
    side.close();
    expect(readAnchors(anchors())).toMatchObject([{ key: signer().key() }]);
    expect(await handlers()['history.verify']({})).toMatchObject({ intact: true });
    writeFileSync(anchors(), readFileSync(anchors(), 'utf8').replace(/"at":"2026/, '"at":"2025'));
    expect(await handlers()['history.verify']({})).toMatchObject({
      intact: false,
      message: expect.stringMatching(/not of this ledger's key/) as string,
    });
  });

  it('are refused where the key would not last, and said where it is gone', async () => {
    const session = openTestContext();
    await expect(createSigner(session.context).setOn(true)).rejects.toMatchObject({
      code: 'VAULT_UNAVAILABLE',
    });
    session.dispose();
    await signer().setOn(true);
    await test.ports.vault.remove('history-signing');
    await expect(signer().head()).rejects.toMatchObject({ code: 'VAULT_UNAVAILABLE' });
  });
});
