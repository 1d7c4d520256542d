import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';

import { createFileLog } from '#core/log/file-log.ts';
import { fakeClock } from '../fixtures/test-context.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'steward-log-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = () => readFileSync(join(folder, 'steward.log'), 'utf8');

describe('the log', () => {
  it('writes a line of JSON for each entry, with the time', () => {
    const log = createFileLog(folder, fakeClock());
    log({ level: 'info', message: 'Started', detail: { port: 4600 } });
    log({ level: 'warn', message: 'Slow' });
    expect(
      read()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      { at: '2026-06-01T08:00:00.000Z', level: 'info', message: 'Started', detail: { port: 4600 } },
      { at: '2026-06-01T08:00:00.000Z', level: 'warn', message: 'Slow' },
    ]);
  });

  it('keeps passwords, tokens and addresses of people out', () => {
    const log = createFileLog(folder, fakeClock());
    log({
      level: 'error',
      message: 'POST {"password":"hunter2"} Authorization: Basic aHVudGVyMg== for jane@example.org',
      detail: {
        headers: { authorization: 'Bearer abcdef.ghijkl' },
        url: 'https://u:hunter2@x.org/',
      },
    });
    expect(read()).not.toMatch(/hunter2|aHVudGVyMg|abcdef\.ghijkl|jane@/);
    expect(() => JSON.parse(read()) as unknown).not.toThrow();
  });

  it('turns over to numbered files and drops the oldest', () => {
    const detail = { text: ['x'.repeat(7000), '@'.repeat(7000)] };
    const mostBytes = 5 * 1024 * 1024;
    for (let start = 0; start < 5; start += 1) {
      // Room for one line more: the second begins another file, the others follow it.
      writeFileSync(join(folder, 'steward.log'), 'x'.repeat(mostBytes - 20_000));
      const log = createFileLog(folder, fakeClock());
      for (let line = 0; line < 4; line += 1)
        log({ level: 'info', message: `${String(start)}-${String(line)}`, detail });
    }
    expect(readdirSync(folder).sort()).toEqual([
      ...['steward.1.log', 'steward.2.log', 'steward.3.log', 'steward.log'],
    ]);
    const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(mostBytes);
    expect(read()).toContain('"message":"4-3"');
  });

  it('never stops the work when it cannot be written', () => {
    const log = createFileLog(folder, fakeClock());
    mkdirSync(join(folder, 'steward.log'));
    const write = process.stderr.write.bind(process.stderr);
    let said = '';
    process.stderr.write = (text: string | Uint8Array) => (said += String(text)) !== '';
    onTestFinished(() => void (process.stderr.write = write));
    log({ level: 'error', message: 'Defect 7' });
    expect(said).toContain('Defect 7');
  });
});
