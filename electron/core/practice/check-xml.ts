import { validateXsd, type XsdProblem } from '../xml/validate-xsd.ts';
import { AppError } from '#shared/support/app-error.ts';
import type { Candidate, RecordError } from './check-record.ts';

const unsupported = new Set(
  ['2.1', '2.2', '3.0', '3.1', '3'].map(
    (version) => `http://datacite.org/schema/kernel-${version}`,
  ),
);

const current = new Set(
  ['4', '4.0', '4.1', '4.2', '4.3'].map(
    (version) => `http://datacite.org/schema/kernel-${version}`,
  ),
);

/** XSD element to column, where they differ (lupo `xml_schema_validator.rb`). */
const sources: Readonly<Record<string, string>> = {
  date: 'dates',
  publicationYear: 'publication_year',
  alternateIdentifiers: 'identifiers',
  relatedIdentifiers: 'related_identifiers',
  relatedItems: 'related_items',
  geoLocations: 'geo_locations',
  rightsList: 'rights_list',
  fundingReferences: 'funding_references',
  version: 'version_info',
  resource: 'xml',
};

/**
 * What the XML of a record that is to be registered must hold. Three traps of the service are kept:
 * an unknown schema version switches the check off, a missing one on POST turns every problem into
 * one opaque error, and an attribute's name is torn apart.
 */
export function checkXml({ record, isNew }: Candidate): RecordError[] {
  const { xml, schemaVersion, doi } = record;
  if (xml === null) {
    const missing = { source: 'xml', title: "Can't be blank" };
    if (isNew || schemaVersion === null || !current.has(schemaVersion)) return [missing];
    const source = 'The document has no document element';
    return [missing, { source, title: `DOI ${doi}: at line 0, column 0` }];
  }
  if (schemaVersion !== null && unsupported.has(schemaVersion)) {
    const title = `DOI ${doi}: Schema ${schemaVersion} is no longer supported`;
    return [{ source: 'xml', title }];
  }
  if (schemaVersion !== null && !current.has(schemaVersion)) return [];
  const problems = schemaProblems(xml, schemaVersion);
  if (problems.length > 0 && schemaVersion === null)
    return [{ source: 'metadata', title: 'Is invalid' }];
  return problems.map((problem) => ({
    source: sourceOf(problem),
    title: `DOI ${doi}: ${problem.message.trim()} at line ${problem.line}, column 0`,
  }));
}

/** Namespaces with a minor version are held against the one schema, as the service does. */
function schemaProblems(xml: string, schemaVersion: string | null): XsdProblem[] {
  const current4 = 'http://datacite.org/schema/kernel-4';
  const text =
    schemaVersion === null || schemaVersion === current4
      ? xml
      : xml.replaceAll(`"${schemaVersion}"`, `"${current4}"`);
  try {
    return validateXsd(text);
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    return [{ message: cause.message, line: 1, element: 'resource', xpath: '' }];
  }
}

function sourceOf({ element, attribute, message }: XsdProblem): string {
  // libxml2 names the attribute behind the element only where the attribute's value is wrong.
  if (attribute !== undefined && message.length > 0) return `${element}', attribute '${attribute}`;
  return Object.hasOwn(sources, element) ? (sources[element] ?? element) : element;
}
