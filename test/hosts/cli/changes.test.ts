import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { tempFolder } from '../temp-folder.ts';
import { runSteward } from './run-steward.ts';

const sheet = `Id,Title,Creators,Year,Publisher,URL,Type
L1,Lake levels,"Roe, Jane",2024,Institut,https://data.example.org/1,Dataset
L2,Snow cover,"Roe, Jane",2023,Institut,https://data.example.org/2,Dataset
L3,Ice cores,"Roe, Jane",2022,Academy,https://data.example.org/3,Dataset
`;
const recipe = JSON.stringify({
  format: 'doi-steward-recipe',
  version: 1,
  name: 'Spell the institute out',
  steps: [
    {
      ...{
        operation: 'find-replace',
        path: 'publisher.name',
        find: '(Institut)',
        replaceWith: '$1e',
      },
      ...{ isRegex: true, ignoreCase: false, wholeValue: true },
    },
  ],
});

it('previews and applies a recipe, takes it back, and brings an exported sheet in again', async () => {
  const folder = await tempFolder();
  const run = (...args: string[]) =>
    runSteward([...args, '--data', 'data', '--json'], { cwd: folder });
  const out = (name: string) => readFile(join(folder, name), 'utf8');
  await writeFile(join(folder, 'items.csv'), sheet);
  await writeFile(join(folder, 'spell.json'), recipe);
  await run('import', 'items.csv', '--repository', 'practice', '--collection', 'Lakes');

  const query = ['--query', 'publisher:institut'];
  const foreseen = await run('apply', 'spell.json', ...query, '--preview');
  expect(foreseen).toMatchObject({
    code: 0,
    lines: [
      { outcome: 'changed' },
      { outcome: 'changed' },
      { preview: { changedCount: 2, refusedCount: 0, atDataciteCount: 0, leftOut: [] } },
    ],
  });
  const [{ doi } = { doi: '' }] = foreseen.lines;
  await writeFile(join(folder, 'dois.txt'), `https://doi.org/${String(doi)}\n10.5072/nowhere\n`);
  const half = await run('apply', 'spell.json', '--dois', 'dois.txt', '--preview');
  expect(half).toMatchObject({
    code: 1,
    lines: [
      { doi: '10.5072/nowhere', outcome: 'refused', refusal: { code: 'unknown' } },
      { doi, outcome: 'changed' },
      { preview: { changedCount: 1, refusedCount: 1, leftOut: [{ code: 'unknown', count: 1 }] } },
    ],
  });
  const applied = await run('apply', 'spell.json', ...query, '--reason', 'style guide');
  expect(applied).toMatchObject({ code: 0, lines: [{ changedCount: 2, refusedCount: 0 }] });

  const to = ['--to', 'csv', '--properties', 'publisher,titles', '--out', 'out.csv'];
  expect((await run('export', ...to)).lines).toMatchObject([{ file: 'out.csv', recordCount: 3 }]);
  const exported = await out('out.csv');
  expect(exported.match(/Institute/g)).toHaveLength(2);

  await writeFile(join(folder, 'out.csv'), exported.replace('Snow cover', 'Snow depth'));
  const updated = await run('update', 'out.csv');
  expect(updated.code).toBe(0);
  expect(updated.lines.at(-1)).toMatchObject({ changedCount: 1, refusedCount: 0 });

  const undone = await run('undo', String(applied.lines[0]?.['changeSet']));
  expect(undone).toMatchObject({ code: 0, lines: [{ changedCount: 2 }] });
  const after = await run('export', '--to', 'jsonl', '--query', 'title:snow');
  expect(after.lines).toHaveLength(1);
  expect(after.stdout).toContain('Snow depth');
  expect(after.stdout).toContain('"Institut"');
});

it('shows before and after in text, exports a list of DOIs, and sends what a sheet changed', async () => {
  const folder = await tempFolder();
  const say = (...args: string[]) => runSteward([...args, '--data', 'data'], { cwd: folder });
  const run = (...args: string[]) => say(...args, '--json');
  await writeFile(join(folder, 'items.csv'), sheet);
  await writeFile(join(folder, 'spell.json'), recipe);
  await run('import', 'items.csv', '--repository', 'practice', '--collection', 'Lakes');
  await run('register', '--collection', 'Lakes', '--state', 'findable');

  const spelt = await say('apply', 'spell.json', '--collection', 'Lakes', '--preview');
  expect(spelt.stdout).toMatch(/^10\.\S+ {2}publisher\.name: Institut -> Institute$/m);
  expect(spelt.stdout).toContain('2 changed records are at DataCite and would have to be sent.');

  const { lines } = await run('list');
  const dois = lines.map(({ doi }) => String(doi));
  await writeFile(join(folder, 'dois.txt'), `${dois[0] ?? ''}\n10.5072/nowhere\n`);
  const listed = await run(
    ...['export', '--dois', 'dois.txt', '--to', 'csv', '--properties', 'version'],
    ...['--out', 'one.csv'],
  );
  expect(listed).toMatchObject({
    code: 1,
    lines: [{ file: 'one.csv', recordCount: 1, unknown: ['10.5072/nowhere'] }],
  });
  expect(listed.stderr).toContain('10.5072/nowhere: The ledger has no record');

  const rows = [...dois.map((doi) => `${doi},2.0`), '10.9999/other,3'];
  await writeFile(join(folder, 'versions.csv'), `doi,version\n${rows.join('\n')}\n`);
  const text = await say('update', 'versions.csv', '--preview');
  expect(text.code).toBe(1);
  expect(text.stdout).toContain(`${dois[0] ?? ''}  version: (nothing) -> 2.0\n`);
  expect(text.stdout).toContain('Left out, 1: The DOI is under no prefix of ours');
  expect(text.stdout).toMatch(/Version missing: 3 fixed, 0 new/);
  const foreseen = await run('update', 'versions.csv', '--preview');
  expect(foreseen.lines.at(-1)).toMatchObject({
    preview: {
      ...{ rowCount: 4, changedCount: 3, observeOnlyCount: 1, atDataciteCount: 3 },
      leftOut: [{ code: 'not-ours', count: 1 }],
      findings: [{ code: 'version-missing', fixed: 3, caused: 0 }],
    },
  });

  const sent = await run('update', 'versions.csv', '--send');
  expect(sent.code).toBe(1);
  expect(sent.lines.slice(-2)).toMatchObject([{ changedCount: 3 }, { queuedCount: 3 }]);
  const applied = await run('apply', 'spell.json', '--collection', 'Lakes');
  const id = String(applied.lines[0]?.['changeSet']);
  expect(await run('send', id)).toMatchObject({
    code: 0,
    lines: [{ changeSet: id, queuedCount: 2 }],
  });
  await run('sync');
  expect((await run('send', id)).lines).toMatchObject([{ queuedCount: 0 }]);
});
