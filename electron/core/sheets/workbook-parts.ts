import type { XmlElement } from '#shared/metadata/xml/element.ts';
import { parseXml } from '../xml/parse-xml.ts';
import type { ZipParts } from './check-zip.ts';
import { checkZip } from './check-zip.ts';
import type { SizeLimits } from './limits.ts';
import { sourceLimits, unreadable } from './limits.ts';

/** A sheet of a workbook and where it stands in the archive. */
export interface WorkbookSheet {
  readonly name: string;
  readonly part: string;
  /** Of its part, unpacked. */
  readonly sizeBytes: number;
}

const workbookPath = 'xl/workbook.xml';
const relationsPath = 'xl/_rels/workbook.xml.rels';
const macros = 'xl/vbaProject.bin';

/**
 * The sheets of a workbook in the order of its tabs. Checks the archive first (`checkZip`): nothing
 * else opens an XLSX file that has not been through here.
 */
export async function readWorkbookParts(
  path: string,
  file: string,
  limits: SizeLimits = sourceLimits,
): Promise<{ sheets: readonly WorkbookSheet[]; hasMacros: boolean }> {
  const { parts, sizes } = await checkZip(path, [workbookPath, relationsPath, macros], limits);
  const workbook = parts.get(workbookPath);
  if (workbook === undefined) {
    throw unreadable({ file }, 'this archive is no XLSX workbook.', {
      nextStep: 'Choose an XLSX or CSV file. Unpack a ZIP archive before you bring it in.',
    });
  }
  const targets = new Map(
    (parts.has(relationsPath) ? elements(parts, relationsPath, 'Relationship') : []).map((each) => [
      attribute(each, 'Id'),
      attribute(each, 'Target'),
    ]),
  );
  const sheets = elements(parts, workbookPath, 'sheet').map((each, at) => {
    const target = targets.get(attribute(each, 'id')) ?? `worksheets/sheet${at + 1}.xml`;
    // From the folder of the workbook, or from the root of the archive.
    const part = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    const sizeBytes = sizes.get(part) ?? 0;
    return { name: attribute(each, 'name') || `Sheet ${at + 1}`, part, sizeBytes };
  });
  if (sheets.length === 0) throw unreadable({ file }, 'the workbook has no sheets.');
  return { sheets, hasMacros: parts.has(macros) };
}

function elements(parts: ZipParts, path: string, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  const visit = (element: XmlElement): void => {
    if (element.name === name) found.push(element);
    for (const child of element.children) if (typeof child !== 'string') visit(child);
  };
  visit(parseXml(parts.get(path) ?? ''));
  return found;
}

function attribute(element: XmlElement, name: string): string {
  return element.attributes.find((each) => each.name === name)?.value ?? '';
}
