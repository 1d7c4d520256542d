import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { projectFolder } from '#hosts/where.ts';
import { tempFolder } from '../temp-folder.ts';
import { runSteward } from './run-steward.ts';

it('writes the history out once, prints its head, and the verifier that ships agrees', async () => {
  const folder = await tempFolder();
  const run = (...args: string[]) => runSteward([...args, '--data', 'data'], { cwd: folder });
  await run('reserve', '--count', '2', '--purpose', 'Paper', '--owner', 'Anna');

  const exported = await run('history', 'export', '--out', 'history.jsonl');
  const head = /[0-9a-f]{64}/.exec(exported.stdout)?.[0] ?? '';
  expect(exported.code).toBe(0);
  expect((await run('history', 'verify')).stdout).toContain(head);

  const script = join(projectFolder, 'electron/hosts/cli/verify-log.mjs');
  const file = join(folder, 'history.jsonl');
  expect(spawnSync(process.execPath, [script, file, head]).status).toBe(0);
  const text = await readFile(file, 'utf8');
  expect((await run('history', 'export')).stdout).toBe(text);

  expect((await run('history', 'export', '--out', 'history.jsonl')).code).toBe(2);
  expect(await readFile(file, 'utf8')).toBe(text);
});
