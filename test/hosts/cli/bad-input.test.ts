import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeEach, describe, expect, it } from 'vitest';

import { tempFolder } from '../temp-folder.ts';
import type { Run } from './run-steward.ts';
import { runSteward } from './run-steward.ts';

const kernel = 'http://datacite.org/schema/kernel-4';
const lake = {
  titles: [{ title: 'Lake temperatures' }],
  creators: [{ name: 'Meier, Anna' }],
  publisher: { name: 'Institute for Lakes' },
  publicationYear: 2023,
  types: { resourceTypeGeneral: 'Dataset', resourceType: 'Dataset' },
  url: 'https://repository.example.org/1',
};
/** Lake, with one member written as it stands here. */
const lakeWith = (name: string, json: string): string =>
  JSON.stringify({ ...lake, [name]: '@' }).replace('"@"', () => json);
const xml = (title: string, namespace = kernel, before = ''): string =>
  `<?xml version="1.0"?>${before}<resource xmlns="${namespace}"><identifier identifierType="DOI">10.5072/x1</identifier><creators><creator><creatorName>Meier, Anna</creatorName></creator></creators><titles><title>${title}</title></titles><publisher>P</publisher><publicationYear>2023</publicationYear><resourceType resourceTypeGeneral="Dataset"/></resource>`;
const laughs = [...Array(9).keys()].map((at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`);

/** Each file, and a word of what is said about it; an `!` before a failure, else a finding's code and path. */
const files: readonly (readonly [name: string, content: string, said: string])[] = [
  [
    'deep-list.json',
    lakeWith('subjects', '['.repeat(5000) + ']'.repeat(5000)),
    '! nested too deeply',
  ],
  ['deep-file.json', '['.repeat(100_000) + ']'.repeat(100_000), '! no DataCite metadata'],
  ['control.json', lakeWith('version', '"1\\u0000\\u0007"'), 'text-control-characters version'],
  ['surrogate.json', lakeWith('version', '"1\\ud800"'), 'text-broken-characters version'],
  [
    'bidi.json',
    lakeWith('titles', '[{"title":"a\\u202egnp.exe"}]'),
    'text-direction-controls titles[0].title',
  ],
  [
    'proto.json',
    lakeWith('__proto__', '{"polluted":1}').replace(
      '"creators"',
      '"constructor":{"prototype":1},"creators"',
    ),
    'member-unknown constructor',
  ],
  ['number.json', lakeWith('version', '12345678901234567890'), ''],
  ['huge.json', lakeWith('publicationYear', '1e400'), 'publication-year-invalid publicationYear'],
  ['text.json', lakeWith('subjects', '["lakes"]'), 'item-dropped subjects[0]'],
  [
    'twice.json',
    JSON.stringify(lake).replace('{"titles"', '{"version":"1","version":"2","titles"'),
    'import-member-twice version',
  ],
  ['null.json', 'null', '! no DataCite metadata'],
  ['empty.json', '', '! the file is empty'],
  ['cut.json', '{"titles":[{"tit', '! the JSON is broken'],
  [
    'bomb.xml',
    xml('&e9;', kernel, `<!DOCTYPE r [<!ENTITY e0 "lol">${laughs.join('')}]>`),
    '! <!DOCTYPE',
  ],
  [
    'outside.xml',
    xml('&e;', kernel, '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
    '! <!DOCTYPE',
  ],
  [
    'namespace.xml',
    xml('Lakes', 'http://example.org/other'),
    '! the namespace http://example.org/other',
  ],
  ['none.xml', xml('Lakes', ''), '! in no namespace'],
  ['nested.xml', xml('<a>'.repeat(1000) + '</a>'.repeat(1000)), '! nested deeper than 256'],
  ['control.xml', xml('a\u0001b'), '! is not allowed in XML'],
  ['page.xml', '<html><body>502 Bad Gateway</body></html>', '! no element “resource”'],
  ['nul.csv', `id,title\n1,Lake\0temperatures ${'of a year '.repeat(100)}\n`, 'import-cell '],
  ['empty.csv', '', '! the file is empty'],
  [
    'bomb.md',
    `---\na: &a [x,x]\n${Array.from('bcdefghijklmnopqrst', (name) => `${name}: &${name} [*${String.fromCharCode(name.charCodeAt(0) - 1)},*${String.fromCharCode(name.charCodeAt(0) - 1)}]\n`).join('')}---\n`,
    'card-front-matter-broken ',
  ],
];

interface Line {
  readonly source: string;
  readonly findings: readonly { readonly code: string; readonly path: string }[];
  readonly failure?: { readonly message: string; readonly nextStep: string | null };
}
let folder = '';

function run(...args: string[]): Promise<Run> {
  const names = files.map(([name]) => name);
  return runSteward([args[0] ?? '', ...names, ...args.slice(1), '--json', '--data', 'data'], {
    cwd: folder,
  });
}

/** What a person hears of each file; never of a defect, always with the file's name. */
function heard({ lines, stderr }: Run): Map<string, string> {
  expect(stderr).not.toMatch(/\n\s+at |INTERNAL|TypeError|RangeError/);
  return new Map(
    (lines as unknown as Line[]).map(({ source, findings, failure }) => {
      if (failure === undefined)
        return [source, findings.map(({ code, path }) => `${code} ${path}`).join('\n')];
      expect(failure.message, source).toContain(source);
      expect(failure.nextStep, source).toMatch(/\.$/);
      return [source, `! ${failure.message}`];
    }),
  );
}

describe('bad input on the command line', () => {
  beforeEach(async () => {
    folder = await tempFolder();
    await Promise.all(files.map(([name, text]) => writeFile(join(folder, name), text)));
  });

  it('is a finding or a clear error for validate, file by file', async () => {
    const long = JSON.stringify({ ...lake, version: 'a '.repeat(5_000_000) });
    await writeFile(join(folder, 'long.json'), long);
    const validated = await run('validate', 'long.json');
    expect(validated.code).toBe(1);
    const said = heard(validated);
    expect(said.get('long.json')).toContain('text-too-long version');
    for (const [name, , wanted] of files) {
      if (wanted.startsWith('! ')) expect(said.get(name), name).toMatch(/^! /);
      expect(said.get(name), name).toContain(wanted.replace('! ', ''));
    }
  });

  it('is converted as far as it goes, and no value is changed unsaid', async () => {
    const [converted, bibtex] = await Promise.all([
      run('convert', '--to', 'datacite-json'),
      run('convert', '--to', 'bibtex'),
    ]);
    expect([...heard(bibtex).keys()]).toEqual([...heard(converted).keys()]);
    const number = converted.lines.find(({ source }) => source === 'number.json');
    expect(JSON.parse(String(number?.['text']))).toMatchObject({ version: '12345678901234567890' });
    expect(bibtex.lines).toHaveLength(files.length);
  });

  it('is brought in or refused line by line, and the rest goes on', async () => {
    const target = ['--repository', 'practice', '--collection', 'Bad'];
    const [imported, empty] = await Promise.all([
      run('import', ...target),
      // A script learns of one empty file as of a folder with it.
      runSteward(['import', 'empty.json', ...target, '--json', '--data', 'other'], {
        cwd: folder,
      }),
    ]);
    expect(empty.code).toBe(1);
    expect(empty.lines).toMatchObject([{ source: 'empty.json', status: 'failed', valid: false }]);
    const said = heard(imported);
    expect(said.size).toBe(files.length);
    expect([...said.values()].join('\n')).not.toContain('went wrong');
    expect(said.get('huge.json')).toContain('publication-year-invalid');
  });
});
