import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { resendText } from '#shared/text/resend.en.ts';
import { tempFolder } from '../temp-folder.ts';
import { runSteward } from './run-steward.ts';

const sheet = [
  'id,title,creators,year,publisher,type,url',
  '1,Lake levels,"Meier, Anna",2024,Institute for Lakes,Dataset,https://repository.example.org/1',
].join('\n');

it('takes a published DOI from a request to its tombstone and back, and writes the pages out', async () => {
  const folder = await tempFolder();
  await writeFile(join(folder, 'lakes.csv'), sheet);
  const run = (...args: string[]) =>
    runSteward([...args, '--data', 'data', '--json'], { cwd: folder });
  await run('import', 'lakes.csv', '--repository', 'practice', '--collection', 'Lakes');
  await run('register', '--collection', 'Lakes', '--state', 'findable');
  const doi = String((await run('list')).lines[0]?.['doi']);
  const state = async () => (await run('show', doi)).lines[0]?.['state'];

  // The resolver is told once more by whoever asks for it; what is not ours is told, and the rest goes.
  const resent = await run('resend', doi, '10.1234/other');
  expect(resent.lines).toEqual([
    { doi: '10.1234/other', outcome: 'refused', message: resendText.unknown },
    { doi, outcome: 'sent' },
  ]);
  expect(resent.code).toBe(1);

  const asked = ['case', 'new', doi, '--reason', 'retracted', '--requester', 'R. Roe'];
  const told = ['--decided-by', 'Data office', '--public-contact', 'data@example.org'];
  const why = 'Withdrawn by its authors, since the sensors were calibrated wrongly.';
  expect((await run(...asked, ...told, '--statement', why)).code).toBe(0);
  expect((await run('case', 'list')).lines).toHaveLength(1);

  const early = await run('tombstone', '--case', 'R-0001');
  expect(early.code).toBe(1);
  expect(early.stderr).toContain('Nothing was changed');
  expect(await state()).toBe('findable');

  expect((await run('case', 'decide', 'R-0001', '--approve', '--person', 'Ada')).code).toBe(0);
  expect((await run('tombstone', '--case', 'R-0001')).code).toBe(0);
  expect(await state()).toBe('registered');

  expect((await run('pages', 'build', 'site')).code).toBe(0);
  const pages = await readdir(join(folder, 'site'));
  const page = pages.find((name) => name.startsWith('10.5072') && name.endsWith('.html')) ?? '';
  expect(await readFile(join(folder, 'site', page), 'utf8')).toContain(why);

  expect((await run('restore-doi', doi, '--reason', 'It was another item')).code).toBe(0);
  expect(await state()).toBe('findable');
});
