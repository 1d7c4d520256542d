import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { stringify } from 'csv-stringify/sync';

import { findByItemKey } from '#core/records/find-records.ts';
import type { TestContext } from '../fixtures/test-context.ts';
import { openTestContext } from '../fixtures/test-context.ts';
import { storedZip, zipBomb } from '../sheets/zip-fixture.ts';
import { file, importAll, row, sheet } from './fixtures.ts';

/** Issue 2, "Bad input": a clear error each, the app alive, nothing half-imported. */
let test: TestContext;
beforeEach(() => {
  test = openTestContext();
});
afterEach(() => {
  test.dispose();
});

function isEmpty(): boolean {
  const { db } = test.context.ledger;
  return (
    db.get('select 1 from record') === undefined &&
    db.get('select 1 from import_line') === undefined
  );
}

/** Imports a good sheet: proves that the core is alive and the ledger whole. */
async function expectAlive(): Promise<void> {
  const good = file(test, 'good.csv', sheet(row('GOOD')));
  expect((await importAll(test.context, [good], { collectionName: 'Good' })).run).toMatchObject({
    status: 'done',
    newCount: 1,
  });
}

describe('a source that cannot be read', () => {
  it.each<[string, string, () => string, RegExp]>([
    ['an empty file', 'empty.csv', () => file(test, 'empty.csv', ''), /empty/],
    ['a file of blanks', 'b.csv', () => file(test, 'b.csv', '\n \n,,\n'), /nothing in the table/],
    ['a header without rows', 'h.csv', () => file(test, 'h.csv', 'id,title\n'), /no items in it/],
    [
      'a file beyond 50 MB',
      'big.csv',
      () => {
        const path = file(test, 'big.csv', 'id\n');
        truncateSync(path, 51 * 1024 * 1024);
        return path;
      },
      /51 MB; the limit is 50 MB/,
    ],
    [
      'one cell of almost 50 MB',
      'cell.csv',
      () => file(test, 'cell.csv', `id,title\n1,"${'x'.repeat(49 * 1024 * 1024)}"\n`),
      /cell\.csv, row 2: .*8 million/,
    ],
    [
      'an old workbook',
      'old.xls',
      () => file(test, 'old.xls', Buffer.from('d0cf11e0a1b11ae100', 'hex')),
      /old XLS/,
    ],
    [
      'an image',
      'i.csv',
      () => file(test, 'i.csv', Buffer.from(Array.from({ length: 256 }, (_, at) => at))),
      /no text file/,
    ],
    [
      'a zip bomb',
      'bomb.xlsx',
      () => file(test, 'bomb.xlsx', zipBomb()),
      /100 times its size|larger than 200 MB/,
    ],
    [
      'an archive that is no workbook',
      'z.xlsx',
      () => file(test, 'z.xlsx', storedZip([['a.txt', 'x']])),
      /no XLSX workbook/,
    ],
    [
      'a cut-off archive',
      'cut.xlsx',
      () => file(test, 'cut.xlsx', storedZip([['a.txt', 'x']]).subarray(0, 30)),
      /damaged|no XLSX/,
    ],
    ['JSON that is broken', 'b.json', () => file(test, 'b.json', '{"titles": ['), /JSON is broken/],
    [
      'JSON of something else',
      'o.json',
      () => file(test, 'o.json', '{"a": 1}'),
      /no DataCite metadata/,
    ],
    [
      'JSON that nests without end',
      'n.json',
      () => file(test, 'n.json', `{"titles":${'['.repeat(1_000_000)}`),
      /JSON is broken|nested too deeply/,
    ],
    [
      'deep but well-formed JSON',
      'd.json',
      () => file(test, 'd.json', `{"titles":${'['.repeat(5000)}${']'.repeat(5000)}}`),
      /nested too deeply/,
    ],
    [
      'a list that is too long',
      'm.json',
      () => file(test, 'm.json', `[${'{},'.repeat(100_000)}{}]`),
      /more than 100,000 records/,
    ],
    [
      'an empty list',
      'l.json',
      () => file(test, 'l.json', '{"data": []}'),
      /list in the file is empty/,
    ],
    [
      'XML that is broken',
      'b.xml',
      () => file(test, 'b.xml', '<resource><a></resource>'),
      /b\.xml: .*line 1/is,
    ],
    [
      'XML with entities',
      'e.xml',
      () =>
        file(
          test,
          'e.xml',
          '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><resource xmlns="http://datacite.org/schema/kernel-4"><titles><title>&x;</title></titles></resource>',
        ),
      /document type/i,
    ],
    [
      'XML that explodes',
      'l.xml',
      () =>
        file(
          test,
          'l.xml',
          '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><resource xmlns="http://datacite.org/schema/kernel-4"><titles><title>&b;</title></titles></resource>',
        ),
      /document type/i,
    ],
    [
      'XML of something else',
      'x.xml',
      () => file(test, 'x.xml', '<html><body/></html>'),
      /no DataCite XML/,
    ],
    ['a file that is gone', 'gone.csv', () => join(test.folder, 'gone.csv'), /no longer there/],
    [
      'a folder with nothing for us',
      'folder',
      () => {
        file(test, 'folder/picture.png', 'x');
        return join(test.folder, 'files', 'folder');
      },
      /nothing in folder/,
    ],
  ])('says what is wrong with %s', async (_, name, make, message) => {
    const path = make();
    const told = await importAll(test.context, [path]).then(
      ({ run }) => run.failure,
      (cause: unknown) => cause as { code: string; message: string },
    );
    expect(told).toMatchObject({ code: 'SOURCE_UNREADABLE' });
    expect(told?.message).toMatch(message);
    if (name !== 'folder') expect(told?.message).toContain(name);
    expect(isEmpty()).toBe(true);
    await expectAlive();
  });
});

describe('a source that is odd but readable', () => {
  const table = [
    ['id', 'Titre', 'Auteurs', 'Année'],
    ['A-1', 'Données; été', 'Müller, Jörg', '2021'],
  ];
  const text = (delimiter: string): string => stringify(table, { delimiter });
  const wide = (bigEndian: boolean, mark: boolean): Buffer => {
    const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${text(',')}`, 'utf16le');
    return bigEndian ? bytes.swap16() : bytes;
  };

  it.each<[string, string | Uint8Array]>([
    ['UTF-8', text(',')],
    ['UTF-8 with a byte order mark', `\ufeff${text(',')}`],
    ['UTF-16 LE with a mark', wide(false, true)],
    ['UTF-16 BE with a mark', wide(true, true)],
    ['UTF-16 LE without a mark', wide(false, false)],
    ['UTF-16 BE without a mark', wide(true, false)],
    ['Windows-1252', Buffer.from(text(','), 'latin1')],
    ['semicolons', text(';')],
    ['tabs', text('\t')],
    ['pipes', text('|')],
    ['Windows line ends', text(',').replaceAll('\n', '\r\n')],
    ['old Mac line ends', text(',').replaceAll('\n', '\r')],
    ["Excel's own line for the delimiter", `sep=;\n${text(';')}`],
    ['NULs at the end', `${text(',')}\0\0\0\0`],
  ])('reads %s', async (_, content) => {
    const { lines } = await importAll(test.context, [file(test, 'a.csv', content)]);
    expect(lines.map(({ status }) => status)).toEqual(['new']);
    const record = findByItemKey(test.context.ledger, 1, ['A-1']).get('A-1');
    expect(record?.attributes).toEqual({
      titles: [{ title: 'Données; été' }],
      creators: [
        { name: 'Müller, Jörg', nameType: 'Personal', givenName: 'Jörg', familyName: 'Müller' },
      ],
      publicationYear: 2021,
    });
  });

  it('takes headers that are names of JavaScript as names', async () => {
    const path = file(test, 'a.csv', '__proto__,constructor,id,toString,title\nx,y,A-1,z,T\n');
    const { run } = await importAll(test.context, [path]);
    expect(run.newCount).toBe(1);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('takes the first of two columns of one name', async () => {
    await importAll(test.context, [file(test, 'a.csv', 'id,title,title\nA-1,One,Two\n')]);
    expect(findByItemKey(test.context.ledger, 1, ['A-1']).get('A-1')?.attributes.titles).toEqual([
      { title: 'One' },
    ]);
  });

  it('fails a row whose cell is longer than any spreadsheet holds, and takes the others', async () => {
    const path = file(test, 'a.csv', `id,title\nA-1,T\nA-2,${'x'.repeat(40_000)}\nA-3,T\n`);
    const { lines } = await importAll(test.context, [path]);
    expect(lines.map(({ status }) => status)).toEqual(['new', 'failed', 'new']);
    expect(lines[1]?.failure?.message).toBe(
      'a.csv, row 3, column title: the cell is longer than 32,767 characters.',
    );
  });

  it.each<[string, string, string]>([
    [
      'YAML that does not parse',
      '---\nlicense: [mit\npretty_name: X\n---\n# Dataset Card for X\n',
      'card-front-matter-broken',
    ],
    ['no front matter', '# Dataset Card for X\n\nText.\n', 'card-front-matter-missing'],
    [
      'front matter without an end',
      '---\nlicense: mit\n\n# Dataset Card for X\n',
      'card-front-matter-unclosed',
    ],
    [
      'an alias bomb',
      `---\na: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
        .split('')
        .map(
          (name, at) =>
            `${name}: &${name} [${Array(9)
              .fill(`*${'abcdefghi'[at] ?? 'a'}`)
              .join(',')}]`,
        )
        .join('\n')}\n---\n# Dataset Card for X\n`,
      'card-front-matter-broken',
    ],
    [
      'YAML that nests without end',
      `---\na: ${'['.repeat(20_000)}\n---\n# Dataset Card for X\n`,
      'card-front-matter-broken',
    ],
    [
      'a list for front matter',
      '---\n- a\n- b\n---\n# Dataset Card for X\n',
      'card-front-matter-broken',
    ],
  ])('imports a card with %s, and says so', async (_, content, code) => {
    const { lines } = await importAll(test.context, [file(test, 'x.md', content)]);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.status).toBe('new');
    expect(lines[0]?.findings.map((finding) => finding.code)).toContain(code);
    await expectAlive();
  });

  it('does not follow links out of the chosen folder, nor run in circles', async () => {
    file(test, 'outside/secret.csv', sheet(row('SECRET')));
    file(test, 'inside/a.csv', sheet(row('A-1')));
    const inside = join(test.folder, 'files', 'inside');
    symlinkSync(join(test.folder, 'files', 'outside'), join(inside, 'link'));
    symlinkSync(join(test.folder, 'files', 'outside', 'secret.csv'), join(inside, 'secret.csv'));
    symlinkSync(inside, join(inside, 'circle'));
    symlinkSync(join(inside, 'nowhere'), join(inside, 'dead.csv'));
    const { lines } = await importAll(test.context, [inside]);
    expect(lines.map(({ source }) => source)).toEqual(['a.csv']);
  });

  it('keeps on when a file of a folder is gone before its turn', async () => {
    const folder = join(test.folder, 'files', 'f');
    mkdirSync(folder, { recursive: true });
    for (let at = 0; at < 5; at += 1)
      writeFileSync(join(folder, `c${at}.md`), `---\nlicense: mit\n---\n# C${at}\n`);
    const { rmSync } = await import('node:fs');
    let isGone = false;
    const context = {
      ...test.context,
      ports: {
        ...test.context.ports,
        clock: {
          ...test.context.ports.clock,
          // The first look at the clock while items are read: a file goes away behind the reader's back.
          monotonic: () => {
            if (!isGone) rmSync(join(folder, 'c3.md'));
            isGone = true;
            return 0;
          },
        },
      },
    };
    const { lines } = await importAll(context, [folder]);
    expect(lines.map(({ source, status }) => [source, status])).toContainEqual(['c3.md', 'failed']);
    expect(lines.filter(({ status }) => status === 'new')).toHaveLength(4);
    expect(lines.find(({ source }) => source === 'c3.md')?.failure?.message).toContain(
      'no longer there',
    );
  });
});
