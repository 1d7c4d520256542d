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
  // A folder that tells nothing: the clone's remote names the item.
  const bare = join(folder, 'clones', 'here');
  await mkdir(join(bare, '.git'), { recursive: true });
  await writeFile(join(bare, 'README.md'), card);
  await writeFile(join(bare, '.git', 'HEAD'), `${'cd'.repeat(20)}\n`);
  await writeFile(
    join(bare, '.git', 'config'),
    '[remote "origin"]\n\turl = https://user:hf_secret@huggingface.co/lakes/net\n',
  );
  const run = (...args: string[]) =>
    runSteward([...args, '--data', 'data', '--json'], { cwd: folder });
  const target = ['--repository', 'practice', '--collection', 'Hub'];
  // A clone from elsewhere is none of this hub, whatever its folder is called.
  const other = join(folder, 'other', 'clone');
  await mkdir(join(other, '.git'), { recursive: true });
  await writeFile(join(other, 'README.md'), card);
  await writeFile(
    join(other, '.git', 'config'),
    '[remote "origin"]\n\turl = git@git.example.org:lakes/levels.git\n',
  );
  const refused = await run('hub', 'import', '--folder', 'other', ...target);
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('1 not brought in')]);
  expect(refused.stdout).toContain('Choose the hub that it belongs to');
  const brought = await run('hub', 'import', '--folder', 'clones', ...target);
  expect([brought.code, brought.stderr]).toEqual([0, expect.stringContaining('2 new')]);
  const lines = brought.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { name: string });
  expect(lines.sort((one, other) => (one.name < other.name ? -1 : 1))).toMatchObject([
    { status: 'new', kind: 'dataset', name: 'lakes/levels', revision: 'ab'.repeat(20) },
    { status: 'new', kind: 'model', name: 'lakes/net', revision: 'cd'.repeat(20) },
  ]);
  const status = await run('hub', 'status');
  expect(JSON.parse(status.stdout.split('\n')[0] ?? '')).toMatchObject({
    name: 'lakes/levels',
    standing: 'none',
  });
  const cite = await run('hub', 'cite', 'lakes/levels');
  expect([cite.code, cite.stderr]).toEqual([1, expect.stringContaining('has no DOI')]);
});

it('brings in, watches and cites what the practice hub has, which runs inside the core', async () => {
  const folder = await tempFolder();
  const run = (...args: string[]) =>
    runSteward([...args, '--data', 'data', '--json'], { cwd: folder });
  const target = ['--repository', 'practice', '--collection', 'Hub'];
  const hub = ['--hub', 'practice-hub'];
  const play = await run('hub', 'import', 'oberwald-institute', ...hub, ...target);
  expect([play.code, play.stderr]).toEqual([0, expect.stringContaining('1 observed only')]);
  const watched = await run('hub', 'watch');
  expect(watched.stderr).toMatch(/Looked at \d+ items/);
  const [minted] = play.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { name: string; status: string; doi: string })
    .filter((line) => line.status === 'observe-only');
  const cited = await run('hub', 'cite', minted?.name ?? '', ...hub);
  expect([cited.code, cited.stdout]).toEqual([0, expect.stringContaining(minted?.doi ?? '-')]);
});
