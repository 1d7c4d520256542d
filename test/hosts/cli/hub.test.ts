import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { tempFolder } from '../temp-folder.ts';
import { runSteward } from './run-steward.ts';

const card = `---
pretty_name: Lake levels
license: cc-by-4.0
task_categories:
  - tabular-regression
---

# Lake levels

Hourly levels of twelve lakes.
`;

it('brings a folder of clones in without a network, and lists and cites what is there', async () => {
  const folder = await tempFolder();
  const clone = join(folder, 'clones', 'lakes', 'levels');
  await mkdir(join(clone, '.git', 'refs', 'heads'), { recursive: true });
  await writeFile(join(clone, 'README.md'), card);
  await writeFile(join(clone, '.git', 'HEAD'), 'ref: refs/heads/main\n');
  await writeFile(join(clone, '.git', 'refs', 'heads', 'main'), `${'ab'.repeat(20)}\n`);
  const run = (...args: string[]) =>
    runSteward([...args, '--data', 'data', '--json'], { cwd: folder });
  const target = ['--repository', 'practice', '--collection', 'Hub'];
  const brought = await run('hub', 'import', '--folder', 'clones', ...target);
  expect([brought.code, brought.stderr]).toEqual([0, expect.stringContaining('1 new')]);
  expect(JSON.parse(brought.stdout)).toMatchObject({
    status: 'new',
    kind: 'dataset',
    name: 'lakes/levels',
    revision: 'ab'.repeat(20),
  });
  const status = await run('hub', 'status');
  expect(JSON.parse(status.stdout)).toMatchObject({ name: 'lakes/levels', standing: 'none' });
  const cite = await run('hub', 'cite', 'lakes/levels');
  expect([cite.code, cite.stderr]).toEqual([1, expect.stringContaining('has no DOI')]);
});
