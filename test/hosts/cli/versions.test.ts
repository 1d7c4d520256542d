import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { tempFolder } from '../temp-folder.ts';
import { runSteward } from './run-steward.ts';

const sheet = `Id,Title,Creators,Year,Publisher,URL,Type,Version
L1,Lake levels,"Roe, Jane",2024,Institute,https://data.example.org/1,Dataset,1.0
`;

it('makes a new version, finds nothing wrong with the chain, and writes it out', async () => {
  const folder = await tempFolder();
  await writeFile(join(folder, 'items.csv'), sheet);
  const run = (...args: string[]) =>
    runSteward([...args, '--data', 'data', '--json'], { cwd: folder });
  const lines = (text: string) =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  await run('import', 'items.csv', '--repository', 'practice', '--collection', 'Lakes');
  const [record] = lines((await run('list')).stdout);
  const doi = String(record?.['doi']);
  const next = ['versions', 'new', doi, '--url', 'https://data.example.org/2'];

  const declined = await run(...next, '--version', '1.1', '--changed', 'typo');
  expect(declined.code).toBe(1);
  expect(declined.stderr).toContain('an update in place');
  const refused = await run(...next, '--version', '1.0', '--changed', 'data');
  expect(refused.code).toBe(1);
  const both = await run(...next, '--version', '1.1', '--in-place');
  expect([both.code, both.stderr]).toEqual([2, expect.stringContaining('leave out --url')]);
  const made = await run(
    ...next,
    '--version',
    '2.0',
    '--changed',
    'data',
    '--canonical',
    'https://data.example.org/',
  );
  expect(made.code).toBe(0);
  const [outcome] = lines(made.stdout);
  expect(outcome?.['decision']).toMatchObject({ proposal: 'new-doi' });

  expect(lines((await run('versions', 'list')).stdout)).toMatchObject([
    { versionCount: 2, doi: outcome?.['canonical'] },
  ]);
  const [shown] = lines((await run('show', doi)).stdout);
  expect(shown?.['versionPosition']).toMatchObject({ kind: 'version', number: 1, count: 2 });
  expect((await run('cite', doi, '--part', 'x', '--to', 'ris')).code).toBe(2);
  const part = ['--part', 'Years 2019 to 2021', '--style', 'apa'];
  const cited = await runSteward(['cite', doi, ...part, '--data', 'data'], { cwd: folder });
  expect(cited.stdout).toMatch(/\[Part used: Years 2019 to 2021; accessed \d{4}-\d\d-\d\d\]\n$/);
  expect(cited.stdout).not.toContain('Version 1 of 2');
  expect(cited.stderr).toContain(`${doi}: Version 1 of 2`);
  const ofPart = [
    '--part',
    'Years 2019 to 2021',
    '--url',
    'nonsense',
    '--title',
    'Lakes, three years',
  ];
  const part3 = await run('versions', 'part', doi, ...ofPart);
  const [partMade] = lines(part3.stdout);
  expect(part3.stderr).toContain('a draft with 1 error');
  expect(lines((await run('show', String(partMade?.['doi']))).stdout)).toMatchObject([
    { attributes: { relatedIdentifiers: [{ relationType: 'IsPartOf', relatedIdentifier: doi }] } },
  ]);
  expect((await run('versions', 'check', '--query', 'title:lake')).code).toBe(0);
  expect((await run('versions', 'repair')).code).toBe(2);
  expect((await run('versions', 'repair', '--preview')).code).toBe(0);

  expect((await run('versions', 'graph', doi, '--to', 'csv', '--out', 'chain.csv')).code).toBe(0);
  expect(await readFile(join(folder, 'chain.csv'), 'utf8')).toContain(doi);
  expect((await run('versions', 'graph', doi, '--to', 'png')).code).toBe(2);
});
