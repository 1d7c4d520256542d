import { describe, expect, it } from 'vitest';

import type { RawSheetRow } from '#core/sheets/sheet-xml.ts';
import { readSheetXml } from '#core/sheets/sheet-xml.ts';
import { seededRandom } from '#shared/support/random.ts';

const sheet = (rows: string): string =>
  `<?xml version="1.0"?><worksheet><cols><col min="1"/></cols><sheetData>${rows}</sheetData></worksheet>`;

async function rowsOf(xml: string, cutAt: (length: number) => number): Promise<RawSheetRow[]> {
  const pieces = (async function* (): AsyncGenerator<string> {
    for (let at = 0; at < xml.length;) {
      const length = Math.max(1, cutAt(xml.length));
      yield await Promise.resolve(xml.slice(at, at + length));
      at += length;
    }
  })();
  const rows: RawSheetRow[] = [];
  for await (const some of readSheetXml(pieces)) rows.push(...some);
  return rows;
}
const whole = (xml: string): Promise<RawSheetRow[]> => rowsOf(xml, (length) => length);

/** Each cell as `column type style value`, a formula with "=". */
const shown = (rows: readonly RawSheetRow[]): string[] =>
  rows.map(
    ({ row, cells }) =>
      `${row}: ${cells.map((cell) => [cell.column, cell.type, cell.style, (cell.isFormula ? '=' : '') + String(cell.value)].join(' ')).join(' | ')}`,
  );

const all = sheet(`
  <row r="1" spans="1:3"><c r="A1" s="2" t="str"><v>a &lt;&amp;amp; b&#x263A;&#9786;</v></c><c r="AB1"><v>1.5</v></c></row>
  <row r="3" x="&gt; >"><c t='s' r='C3'><v>7</v></c><c r="D3" s="1"/><c t="b"><f>TRUE()</f><v>1</v></c></row>
  <!-- <row r="4"><c r="A4"><v>no</v></c></row> -->
  <row><c t="inlineStr"><is><r><t>one </t></r><r><t xml:space="preserve">two</t></r><rPh sb="0"><t>no</t></rPh></is></c></row>
  <row r="9"><c r="A9" t="str"><f t="shared" si="0"/><v><![CDATA[<x> & ]]>y\r\nz</v></c></row>`);
const expected = [
  '1: 0 str 2 a <&amp; b☺☺ | 27 n 0 1.5',
  '3: 2 s 0 7 | 3 n 1 null | 4 b 0 =1',
  '4: 0 inlineStr 0 one two',
  '9: 0 str 0 =<x> & y\nz',
];

describe('the XML of a sheet', () => {
  it('gives rows and cells, numbered or not, with text in every form that it may have', async () => {
    expect(shown(await whole(all))).toEqual(expected);
  });

  it('is the same wherever it is cut', async () => {
    const random = seededRandom(5);
    for (let turn = 0; turn < 200; turn += 1) {
      expect(shown(await rowsOf(all, () => Math.floor(random() * 40)))).toEqual(expected);
    }
  });

  it.each([
    ['cut off', all.slice(0, -30), 'ends too early'],
    ['nothing', ' ', 'ends too early'],
    ['tags out of order', sheet('<row r="1"><c r="A1"></row></c>'), 'closes what is not open'],
    ['a document type', `<!DOCTYPE x [<!ENTITY a "b">]>${sheet('')}`, 'document type'],
    ['an unknown entity', sheet('<row r="1"><c r="A1"><v>&a;</v></c></row>'), 'stands for nothing'],
    ['a bare sign', sheet('<row r="1"><c r="A1"><v>a & b</v></c></row>'), 'stands for nothing'],
    ['two roots', `${sheet('')}<worksheet/>`, 'behind its end'],
    ['no place', sheet('<row r="1"><c r="17"/></row>'), 'no place of a cell'],
    ['no row', sheet('<row r="x"/>'), 'no number'],
    ['a tag without an end', `<worksheet ${'a'.repeat(5_000_000)}`, 'does not end'],
  ])('is refused: %s', async (_, xml, why) => {
    await expect(whole(xml)).rejects.toThrow(why);
  });
});
