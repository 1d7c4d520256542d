import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { tempFolder } from '../temp-folder.ts';
import { runSteward } from './run-steward.ts';

it('makes a backup, copies it elsewhere, and puts it in the place of the ledger', async () => {
  const folder = await tempFolder();
  const run = (...args: string[]) =>
    runSteward([...args, '--data', 'data', '--json'], { cwd: folder });
  const reserve = () => run('reserve', '--count', '2', '--purpose', 'Paper', '--owner', 'Anna');
  await reserve();

  expect((await run('backup', '--always')).code).toBe(2);
  const [made] = (await run('backup', '--to', 'share', '--always')).lines;
  expect(made).toMatchObject({ reason: 'by-hand' });
  const [name] = (await readdir(join(folder, 'share'))).filter((one) => one.endsWith('.sqlite'));
  expect(String(made?.['copy'])).toBe(join(folder, 'share', String(name)));
  await reserve();

  const restored = await run('restore', join('share', String(name)));
  expect(restored.code).toBe(0);
  expect(String(restored.lines[0]?.['setAside'])).toContain('set-aside');
  expect((await run('list')).lines).toHaveLength(2);
  expect((await run('history', 'verify')).lines[0]).toMatchObject({ intact: true });
  expect((await run('restore', 'nothing.sqlite')).code).toBe(2);
});
