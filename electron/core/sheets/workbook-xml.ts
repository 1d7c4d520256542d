import { escapeAttribute } from '#shared/metadata/xml/text.ts';

/** Places in the list of styles below. Both have the format Text (49), under which programs leave texts alone. */
export const styles = { text: 1, heading: 2 } as const;

/** Characters that a column is wide. */
const columnWidth = 24;
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const plainStyle = 'fillId="0" borderId="0"';
const textFormat = `numFmtId="49" ${plainStyle} xfId="0" applyNumberFormat="1"`;
const font = '<sz val="11"/><name val="Calibri"/><family val="2"/>';

/** All parts of a workbook of one sheet but the sheet itself: names and contents (ECMA-376, part 1). */
export function fixedParts(sheetName: string): readonly (readonly [name: string, xml: string])[] {
  return [
    [
      '[Content_Types].xml',
      `${declaration}<Types xmlns="${packages}/content-types">` +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        '<Default Extension="xml" ContentType="application/xml"/>' +
        `<Override PartName="/xl/workbook.xml" ContentType="${workbookType}.sheet.main+xml"/>` +
        `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${workbookType}.worksheet+xml"/>` +
        `<Override PartName="/xl/sharedStrings.xml" ContentType="${workbookType}.sharedStrings+xml"/>` +
        `<Override PartName="/xl/styles.xml" ContentType="${workbookType}.styles+xml"/></Types>`,
    ],
    ['_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']])],
    [
      'xl/workbook.xml',
      `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><bookViews><workbookView/></bookViews>` +
        `<sheets><sheet name="${escapeAttribute(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relations([
        ['worksheet', 'worksheets/sheet1.xml'],
        ['styles', 'styles.xml'],
        ['sharedStrings', 'sharedStrings.xml'],
      ]),
    ],
    [
      'xl/styles.xml',
      `${declaration}<styleSheet xmlns="${main}">` +
        `<fonts count="2"><font>${font}</font><font><b/>${font}</font></fonts>` +
        '<fills count="2"><fill><patternFill patternType="none"/></fill>' +
        '<fill><patternFill patternType="gray125"/></fill></fills>' +
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
        `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" ${plainStyle}/></cellStyleXfs>` +
        `<cellXfs count="3"><xf numFmtId="0" fontId="0" ${plainStyle} xfId="0"/>` +
        `<xf fontId="0" ${textFormat}/><xf fontId="1" ${textFormat} applyFont="1"/></cellXfs>` +
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    ],
    // Empty, because all texts stand in their cells; a reader that finds it here need not look for it at the end.
    ['xl/sharedStrings.xml', `${declaration}<sst xmlns="${main}" count="0" uniqueCount="0"/>`],
  ];
}

/** Up to the first row. The first row and the first column stay in sight. */
export function sheetStart(columnCount: number): string {
  return (
    `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>' +
    '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>' +
    `<cols><col min="1" max="${columnCount}" width="${columnWidth}" style="${styles.text}" customWidth="1"/></cols>` +
    '<sheetData>'
  );
}

export const sheetEnd = '</sheetData></worksheet>';

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const all = targets.map(
    ([type, target], at) =>
      `<Relationship Id="rId${at + 1}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return `${declaration}<Relationships xmlns="${packages}/relationships">${all.join('')}</Relationships>`;
}
