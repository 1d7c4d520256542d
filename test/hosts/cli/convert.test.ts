import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { tempFolder } from '../temp-folder.ts';
import type { Run } from './run-steward.ts';
import { runSteward } from './run-steward.ts';

const lakes = {
  doi: '10.5072/lake-1',
  titles: [{ title: 'Lake temperatures' }],
  creators: [{ name: 'Meier, Anna', familyName: 'Meier', givenName: 'Anna' }],
  publisher: { name: 'Institute for Lakes' },
  publicationYear: 2023,
  types: { resourceTypeGeneral: 'Dataset', resourceType: 'Dataset' },
};

async function folderWithRecords() {
  const folder = await tempFolder();
  await writeFile(join(folder, 'lake.json'), JSON.stringify(lakes));
  const lines = [lakes, { ...lakes, doi: '10.5072/lake-2' }].map((each) => JSON.stringify(each));
  await writeFile(join(folder, 'lakes.jsonl'), `${lines.join('\n')}\nbroken\n`);
  const run = (...args: string[]): Promise<Run> =>
    runSteward(['convert', ...args], { cwd: folder });
  return { folder, run };
}

describe('converting on the command line', () => {
  it('puts one record on standard output, and nothing else', async () => {
    const { run } = await folderWithRecords();
    const [xml, citation] = await Promise.all([
      run('lake.json', '--to', 'datacite-xml'),
      run('lake.json', '--to', 'citation', '--style', 'vancouver'),
    ]);
    expect(xml).toMatchObject({ code: 0, stderr: '' });
    expect(xml.stdout).toMatch(/^<\?xml[^]*10\.5072\/lake-1[^]*<\/resource>\n$/);
    expect(citation.stdout).toBe(
      'Meier A. [PRACTICE] Lake temperatures [Dataset] [Internet]. Institute for Lakes; 2023. Available from: https://practice.invalid/10.5072/lake-1\n',
    );
  });

  it('puts several records into one text where the form holds several, else asks for a folder', async () => {
    const { run } = await folderWithRecords();
    const [bibtex, xml] = await Promise.all([
      run('lakes.jsonl', '--to', 'bibtex'),
      run('lakes.jsonl', '--to', 'datacite-xml'),
    ]);
    expect(bibtex.stdout.match(/^@/gm)).toHaveLength(2);
    expect(bibtex.code).toBe(1); // one line is broken
    expect(bibtex.stderr).toContain('lakes.jsonl, 3: ');
    expect(xml).toMatchObject({ code: 2, stdout: '' });
    expect(xml.stderr).toContain('--out');
  });

  it('writes a file for each record, tells scripts which, and overwrites only when forced', async () => {
    const { folder, run } = await folderWithRecords();
    const args = ['lakes.jsonl', '--to', 'cff', '--out', 'out', '--json'];
    const first = await run(...args);
    expect(first.lines.map(({ row, doi, file }) => [row, doi, file])).toEqual([
      [1, '10.5072/lake-1', join(folder, 'out', 'lakes-1.cff')],
      [2, '10.5072/lake-2', join(folder, 'out', 'lakes-2.cff')],
      [3, null, undefined],
    ]);
    expect((await readdir(join(folder, 'out'))).sort()).toEqual(['lakes-1.cff', 'lakes-2.cff']);

    await writeFile(join(folder, 'out', 'lakes-1.cff'), 'mine');
    const again = await run(...args);
    expect(again.lines[0]?.['failure']).toMatchObject({
      message: expect.stringContaining('--force') as string,
    });
    expect(await readFile(join(folder, 'out', 'lakes-1.cff'), 'utf8')).toBe('mine');
    await run(...args, '--force');
    expect(await readFile(join(folder, 'out', 'lakes-1.cff'), 'utf8')).toContain('cff-version');
  });

  it('gives scripts a line for a file that cannot be read', async () => {
    const { folder, run } = await folderWithRecords();
    await writeFile(join(folder, 'empty.xml'), '');
    const { code, lines } = await run('empty.xml', 'lake.json', '--to', 'ris', '--json');
    expect(code).toBe(1);
    expect(lines[0]).toMatchObject({
      source: 'empty.xml',
      to: 'ris',
      failure: { message: 'empty.xml: the file is empty.' },
    });
    expect(lines[1]).toMatchObject({ doi: '10.5072/lake-1', changes: [], findings: [] });
    expect(String(lines[1]?.['text'])).toMatch(/^TY {2}- DATA\r?\n/);
  });

  it('refuses what it does not know, before it reads anything', async () => {
    const { run } = await folderWithRecords();
    const wrong = [
      ['lake.json', '--to', 'docx'],
      ['lake.json'],
      ['nothing.json', '--to', 'ris'],
      ['lake.json', '--to', 'ris', '--style', 'apa'],
      ['lake.json', '--to', 'citation', '--locale', 'xx'],
      ['lake.json', '--to', 'ris', '--force'],
      ['lake.json', '--to', 'citation', '--style', 'none.csl'],
    ];
    const runs = await Promise.all(wrong.map((args) => run(...args)));
    expect(runs.map(({ code, stdout }) => [code, stdout])).toEqual(wrong.map(() => [2, '']));
  });
});
