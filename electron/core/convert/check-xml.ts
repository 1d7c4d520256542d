import type { Finding } from '#shared/findings/finding.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { locateViolation } from '#shared/metadata/xml/locate.ts';
import { xmlLosses } from '#shared/metadata/xml/losses.ts';
import { readDataciteXml } from '#shared/metadata/xml/read.ts';
import { writeDataciteXml } from '#shared/metadata/xml/write.ts';
import { AppError } from '#shared/support/app-error.ts';
import { textOf } from '#shared/values/tolerant.ts';
import { parseXml } from '../xml/parse-xml.ts';
import { validateXsd } from '../xml/validate-xsd.ts';

/** Wrong in the same way a thousand times is one fault; a person reads no more than this. */
const maxFindings = 500;

/** A record as DataCite XML, with all that the schema can hold. */
export function writtenXml(record: Attributes): string {
  return writeDataciteXml(record, textOf(record.doi), { lossless: true });
}

/**
 * What is to be said of the DataCite XML of a record: where it breaks the schema (errors), and which values it
 * does not hold as they are, found by reading it back.
 */
export function checkXml(record: Attributes): Finding[] {
  const xml = writtenXml(record);
  try {
    const root = parseXml(xml);
    const violations = validateXsd(xml).map((problem) =>
      finding('xml-invalid', locateViolation(root, problem), problem.message.trim()),
    );
    const losses = xmlLosses(record, readDataciteXml(root).attributes).map(lossFinding);
    return [...violations, ...losses].slice(0, maxFindings);
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    return [finding('xml-unreadable', '', cause.message)];
  }
}

function finding(code: string, path: string, message: string): Finding {
  return {
    code,
    severity: 'error',
    gate: 'none',
    path,
    message,
    why: 'The XML would break the DataCite schema.',
    remedy: 'Correct the record at the place named and convert it again.',
  };
}

function lossFinding(path: string): Finding {
  return {
    code: 'convert-not-kept',
    // DataCite sends the address beside the XML, so every record has this one.
    severity: path === 'url' ? 'hint' : 'warning',
    gate: 'none',
    path,
    message:
      path === 'url'
        ? 'DataCite XML has no place for the landing page; it was left out.'
        : `DataCite XML cannot hold ${path} as it stands.`,
    remedy: 'Keep the record as DataCite JSON, too.',
  };
}
