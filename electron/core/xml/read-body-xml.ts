import { Buffer } from 'node:buffer';
import { locateViolation } from '#shared/metadata/xml/locate.ts';
import { kernelVersion } from '#shared/metadata/xml/upgrade.ts';
import { readDataciteXml } from '#shared/metadata/xml/read.ts';
import type { XmlContent } from '#shared/metadata/validate-body.ts';
import { parseXml } from './parse-xml.ts';
import { validateXsd } from './validate-xsd.ts';

/**
 * Reads the `xml` of a request, base64 as the API wants it, for `validateBody`. `undefined` when it is
 * not DataCite XML; throws `AppError` VALIDATION when it is XML that cannot be read.
 */
export function readBodyXml(base64: string): XmlContent | undefined {
  const bytes = Buffer.from(base64, 'base64');
  const text = new TextDecoder('utf-8').decode(bytes).trimStart();
  if (!text.startsWith('<')) return undefined;
  const root = parseXml(text);
  if (kernelVersion(root.namespace) === undefined) return undefined;
  const { attributes, schemaVersion, changes } = readDataciteXml(root);
  const violations = validateXsd(text).map((problem) => ({
    path: locateViolation(root, problem),
    message: problem.message,
  }));
  return { attributes, schemaVersion, violations, changes };
}
