import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { tempFolder } from '../temp-folder.ts';
import { runSteward } from './run-steward.ts';

const sheet = `Id,Title,Creators,Year,Publisher,URL,Type
L1,Lake levels,"Roe, Jane",2024,Institute,https://data.example.org/1,Dataset
L2,,,,,,
`;
const env = { STEWARD_KEY_PASSPHRASE: 'correct horse battery' };

it('hands signed reviews from one ledger to another, and never registers what is empty', async () => {
  const folder = await tempFolder();
  const run = (data: string, ...args: string[]) =>
    runSteward([...args, '--data', data, '--json'], { cwd: folder, env });
  await writeFile(join(folder, 'items.csv'), sheet);
  await run('here', 'import', 'items.csv', '--repository', 'practice', '--collection', 'Lakes');

  const registered = await run('here', 'register', '--collection', 'Lakes', '--state', 'findable');
  expect(registered.lines.map(({ status, state }) => [status, state])).toEqual(
    expect.arrayContaining([
      ['done', 'findable'],
      ['failed', 'reserved'],
    ]),
  );

  const person = await run('here', 'review', 'person', 'Lea Brunner');
  expect(person).toMatchObject({ code: 0, lines: [{ canSign: true }] });
  const to = ['--collection', 'Lakes', '--out', 'reviews.json'];
  expect(await run('here', 'review', 'export', '--person', 'Nobody', ...to)).toMatchObject({
    code: 2,
  });
  expect(await run('here', 'review', 'export', '--person', 'Lea Brunner', ...to)).toMatchObject({
    code: 0,
    lines: [{ draftCount: 1 }],
  });

  const take = ['review', 'import', 'reviews.json', '--repository', 'practice'];
  const stranger = await run('there', ...take);
  expect(stranger.code).not.toBe(0);
  expect(stranger.stderr).toContain('not known here');
  const key = String(person.lines[0]?.['publicKey']);
  await run('there', 'review', 'person', 'Lea Brunner', '--key', key);
  expect(await run('there', ...take)).toMatchObject({
    code: 0,
    lines: [{ signedBy: 'Lea Brunner', addedCount: 1, refusedCount: 0 }],
  });
  const bundle = await readFile(join(folder, 'reviews.json'), 'utf8');
  await writeFile(
    join(folder, 'reviews.json'),
    bundle.replace('"in-review"', '"approved"').replace('"new"', '"approved"'),
  );
  expect((await run('there', ...take)).stderr).toContain('changed after it was signed');
});
