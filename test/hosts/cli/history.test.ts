import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { projectFolder } from '#hosts/where.ts';
import { tempFolder } from '../temp-folder.ts';
import { runSteward } from './run-steward.ts';

const script = join(projectFolder, 'electron/hosts/cli/verify-log.mjs');
const audit = (...args: string[]) => spawnSync(process.execPath, [script, ...args]).status;

it('writes the history out once, prints its head, and the verifier that ships agrees', async () => {
  const folder = await tempFolder();
  const run = (...args: string[]) => runSteward([...args, '--data', 'data'], { cwd: folder });
  await run('reserve', '--count', '2', '--purpose', 'Paper', '--owner', 'Anna');

  const exported = await run('history', 'export', '--out', 'history.jsonl');
  const head = /[0-9a-f]{64}/.exec(exported.stdout)?.[0] ?? '';
  expect(exported.code).toBe(0);
  expect((await run('history', 'verify')).stdout).toContain(head);

  const file = join(folder, 'history.jsonl');
  expect(audit(file, head)).toBe(0);
  expect(audit(file, `${file}.head`)).toBe(0);
  const text = await readFile(file, 'utf8');
  expect((await run('history', 'export')).stdout).toBe(text);

  expect((await run('history', 'export', '--out', 'history.jsonl')).code).toBe(2);
  expect(await readFile(file, 'utf8')).toBe(text);
});

it('writes an evidence pack of one record, and takes text out only when told twice', async () => {
  const folder = await tempFolder();
  const run = (...args: string[]) => runSteward([...args, '--data', 'data'], { cwd: folder });
  await run('reserve', '--count', '1', '--purpose', 'Paper', '--owner', 'Anna');
  const line = JSON.parse((await run('list', '--json')).stdout.split('\n')[0] ?? '') as {
    doi: string;
  };
  const packed = await run(
    'history',
    'export',
    '--to',
    'html',
    '--doi',
    line.doi,
    '--out',
    'a.html',
  );
  expect(packed.code).toBe(0);
  expect(await readFile(join(folder, 'a.html'), 'utf8')).toContain(`The record ${line.doi}`);
  expect((await run('history', 'export', '--to', 'pdf')).code).toBe(2);

  const redact = ['history', 'redact', '--containing', 'no such words', '--reason', 'Asked'];
  expect((await run(...redact, '--yes')).stdout).toContain('0 texts');
});
