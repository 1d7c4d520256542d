import { truncateSync, writeFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';

import { columnLetter } from '#core/sheets/limits.ts';

import { archive, lyingZip, packedPart, storedZip, zipBomb } from '../core/sheets/zip-fixture.ts';

/** A file that goes beyond one bound of what is read, and by little where that is possible. */
export interface HostileFile {
  readonly name: string;
  readonly bound: 'bytes' | 'rows' | 'depth' | 'ratio';
  readonly write: (path: string) => void;
}

const megabyte = 1024 * 1024;
const tooMany = 100_001;
const lines = (count: number, line: (at: number) => string, end = '\n'): string =>
  Array.from({ length: count }, (_, at) => line(at) + end).join('');

function text(
  bound: HostileFile['bound'],
  name: string,
  content: () => string | Uint8Array,
): HostileFile {
  return { name, bound, write: (path) => writeFileSync(path, content()) };
}

/** A beginning, then nothing but room: as long as told, without filling the disk. */
function long(name: string, head: string, megabytes: number): HostileFile {
  return {
    name,
    bound: 'bytes',
    write(path) {
      writeFileSync(path, head);
      truncateSync(path, megabytes * megabyte);
    },
  };
}

function workbook(rows: string): readonly (readonly [string, string])[] {
  return [
    [
      'xl/workbook.xml',
      '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
    ],
    [
      'xl/_rels/workbook.xml.rels',
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ],
    [
      'xl/worksheets/sheet1.xml',
      `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`,
    ],
  ];
}

const parts = (named: ReturnType<typeof workbook>) =>
  named.map(([name, content]) => packedPart(name, Buffer.from(content)));
const cellOf = (row: number, column: number): string =>
  `<c r="${columnLetter(column)}${row}" t="inlineStr"><is><t>a</t></is></c>`;
const rowOf = (at: number, cells = 1): string =>
  `<row r="${at + 1}">${lines(cells, (column) => cellOf(at + 1, column), '')}</row>`;
const resource = '<resource xmlns="http://datacite.org/schema/kernel-4"/>';
const inTitles = (inner: string): string => `{"titles":${inner}}`;
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const card = (front: string): string => `---\n${front}\n---\n# Title\n`;

/** The 40 of S9 (reliability.md); the bounds are those of `sourceLimits`. */
export const hostileFiles: readonly HostileFile[] = [
  long('long.csv', 'id,title\n', 51),
  long('long.tsv', 'id\ttitle\n', 51),
  long('long.json', '[', 51),
  long('long.jsonl', '{"doi":"10.5072/a"}\n', 51),
  long('long.xml', resource, 51),
  long('long.xlsx', 'PK\u0003\u0004', 51),
  text('bytes', 'spaces.json', () => `[${' '.repeat(51 * megabyte)}]`),
  text('bytes', 'README.md', () => card('license: mit') + 'x'.repeat(6 * megabyte)),
  text('bytes', 'cell.csv', () => `id,title\n1,"${'x'.repeat(9 * megabyte)}"\n`),
  text('bytes', 'open.csv', () => `id,title\n1,"${'x\n'.repeat(5 * megabyte)}`),
  text('bytes', 'letters.csv', () => `id,title\n1,${'x'.repeat(32_768)}\n`),
  text('bytes', 'letters.tsv', () => `id\ttitle\n1\t${'x'.repeat(40_000)}\n`),
  text('rows', 'rows.csv', () => `id,title\n${lines(tooMany, (at) => `${at},a`)}`),
  text('rows', 'rows.tsv', () => `id\ttitle\n${lines(tooMany, (at) => `${at}\ta`)}`),
  text('rows', 'crlf.csv', () => `id,title\r\n${lines(tooMany, (at) => `${at},a`, '\r\n')}`),
  text('rows', 'blanks.csv', () => `id,title\n${lines(tooMany, (at) => `${at},a\n`)}`),
  text(
    'rows',
    'list.json',
    () => `[${lines(tooMany, (at) => `{"doi":"10.5072/${at}"}`, ',')}{"doi":"10.5072/z"}]`,
  ),
  text(
    'rows',
    'answer.json',
    () => `{"data":[${lines(tooMany, (at) => `{"doi":"10.5072/${at}"}`, ',')}{"doi":"10.5072/z"}]}`,
  ),
  text('rows', 'lines.jsonl', () => lines(tooMany, (at) => `{"doi":"10.5072/${at}"}`)),
  text('rows', 'blank-lines.jsonl', () => lines(tooMany, (at) => `{"doi":"10.5072/${at}"}\n`)),
  text('rows', 'many.xml', () => `<resources>${resource.repeat(tooMany)}</resources>`),
  text('rows', 'rows.xlsx', () =>
    storedZip(workbook(rowOf(0) + lines(tooMany, (at) => rowOf(at + 1), ''))),
  ),
  text('rows', 'columns.csv', () => `${lines(501, (at) => `c${at}`, ',')}\n${'a,'.repeat(501)}\n`),
  text('rows', 'columns.xlsx', () => storedZip(workbook(rowOf(0, 501) + rowOf(1, 501)))),
  text('depth', 'just.json', () => inTitles(nested(65))),
  text('depth', 'deep.json', () => inTitles(nested(5000))),
  text('depth', 'endless.json', () => `{"titles":${'['.repeat(1_000_000)}`),
  text('depth', 'objects.json', () => inTitles('{"a":'.repeat(200) + '1' + '}'.repeat(200))),
  text('depth', 'deep.jsonl', () => `${inTitles(nested(100))}\n${inTitles(nested(100))}\n`),
  text('depth', 'deep.xml', () =>
    resource.replace('/>', `>${'<a>'.repeat(300)}${'</a>'.repeat(300)}</resource>`),
  ),
  text('depth', 'endless.xml', () => resource.replace('/>', `>${'<a>'.repeat(100_000)}`)),
  text(
    'depth',
    'entities.xml',
    () =>
      `<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${resource.replace('/>', '><titles><title>&b;</title></titles></resource>')}`,
  ),
  text('depth', 'deep.md', () => card(`tags: ${nested(5000)}`)),
  text('depth', 'aliases.md', () =>
    card(
      `a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c]\ntags: [*d,*d,*d,*d,*d,*d,*d,*d]`,
    ),
  ),
  text('ratio', 'bomb.xlsx', zipBomb),
  text('ratio', 'lying.xlsx', lyingZip),
  text('ratio', 'parts.xlsx', () =>
    storedZip(Array.from({ length: 10_001 }, (_, at) => [`p${at}`, ''] as const)),
  ),
  text('ratio', 'strings.xlsx', () =>
    archive([
      ...parts(workbook(rowOf(0))),
      packedPart('xl/sharedStrings.xml', Buffer.alloc(30 * megabyte, ' '), (bytes) =>
        deflateRawSync(bytes),
      ),
    ]),
  ),
  text('ratio', 'relations.xlsx', () =>
    archive([
      packedPart('xl/_rels/workbook.xml.rels', Buffer.alloc(20 * megabyte, ' '), (bytes) =>
        deflateRawSync(bytes),
      ),
    ]),
  ),
  text('ratio', 'hidden.xlsx', () =>
    archive(
      [packedPart('x', Buffer.alloc(400 * 1024, 'x')), ...parts(workbook(rowOf(0) + rowOf(1)))],
      1,
    ),
  ),
];
