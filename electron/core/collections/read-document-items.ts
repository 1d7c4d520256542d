import { extname } from 'node:path';

import { asDoi, parseDoi } from '#shared/doi/doi.ts';
import type { Finding } from '#shared/findings/finding.ts';
import type { Attributes, RemoteState } from '#shared/metadata/attributes.ts';
import { otherMembers, recordShape } from '#shared/metadata/schema/shape.ts';
import { stateOfBody } from '#shared/metadata/validate-body.ts';
import type { XmlElement } from '#shared/metadata/xml/element.ts';
import { elementsOf } from '#shared/metadata/xml/element.ts';
import { readDataciteXml } from '#shared/metadata/xml/read.ts';
import type { Change } from '#shared/metadata/upgrade.ts';
import type { Segment } from '#shared/metadata/path.ts';
import { pathText } from '#shared/metadata/path.ts';
import { AppError } from '#shared/support/app-error.ts';
import { depthExceeds, isJsonObject } from '#shared/support/json.ts';
import type { ReadJson } from '#shared/support/read-json.ts';
import { readJson } from '#shared/support/read-json.ts';
import { readText } from '../sheets/read-text.ts';
import { sourceLimits, unreadable } from '../sheets/limits.ts';
import { parseXml } from '../xml/parse-xml.ts';
import { readBodyXml } from '../xml/read-body-xml.ts';
import type { SourceFile } from './source-files.ts';
import type { SourceItem } from './source-item.ts';
import { failedItem } from './source-item.ts';

/** Items of a JSON file: an API body, attributes, a list of either, or an answer of the API. */
export async function readJsonItems(
  file: SourceFile,
  encoding: string | null,
): Promise<SourceItem[]> {
  const read = parseJson(await readText(file.path, { encoding }), file.name);
  const { value } = read;
  if (isJsonObject(value) && Array.isArray(value['data'])) {
    return listItems(file.name, value['data'], within(read, 'data'));
  }
  if (Array.isArray(value)) return listItems(file.name, value, read.twice);
  return [{ ...jsonItem(file.name, null, read), key: pathKey(file, value) }];
}

/** Items of a JSON Lines file; a line that is broken is one failed item. */
export async function readJsonLineItems(
  file: SourceFile,
  encoding: string | null,
): Promise<SourceItem[]> {
  const lines = (await readText(file.path, { encoding })).split(/\r\n|\n|\r/);
  assertFew(file.name, lines.length);
  return lines.flatMap((line, at) => {
    if (line.trim() === '') return [];
    try {
      return [jsonItem(file.name, at + 1, parseJson(line, `${file.name}, line ${at + 1}`))];
    } catch (cause) {
      return [failedItem(file.name, at + 1, cause)];
    }
  });
}

function listItems(name: string, list: readonly unknown[], twice: ReadJson['twice']): SourceItem[] {
  if (list.length === 0) {
    throw unreadable({ file: name }, 'the list in the file is empty.', {
      nextStep: 'Choose a file that holds records.',
    });
  }
  assertFew(name, list.length);
  return list.map((value, at) => {
    try {
      return jsonItem(name, at + 1, { value, twice: within({ twice }, at) });
    } catch (cause) {
      return failedItem(name, at + 1, cause);
    }
  });
}

/** The members that stand twice within one member or entry, told from there. */
function within({ twice }: Pick<ReadJson, 'twice'>, place: Segment): ReadJson['twice'] {
  return twice.flatMap(([first, ...rest]) => (first === place ? [rest] : []));
}

function parseJson(text: string, where: string): ReadJson {
  try {
    return readJson(text.replace(/^\ufeff/, ''));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw unreadable({ file: where }, `the JSON is broken (${reason.slice(0, 200)}).`, {
      cause,
      nextStep: 'Mend the file and try again.',
    });
  }
}

function jsonItem(source: string, row: number | null, { value, twice }: ReadJson): SourceItem {
  const given = attributesOf(value);
  if (given === null || !looksLikeRecord(given)) {
    throw unreadable(
      { file: source, ...(row === null ? {} : { row }) },
      'there is no DataCite metadata here.',
      {
        nextStep:
          'A record is an object with titles, creators and so on, or an API body with data.attributes.',
      },
    );
  }
  if (depthExceeds(given, sourceLimits.depth)) {
    throw unreadable(
      { file: source, ...(row === null ? {} : { row }) },
      'the record is nested too deeply.',
      { nextStep: 'No DataCite record nests deeper than eight levels. Mend it and try again.' },
    );
  }
  const { attributes, findings } = withXml(given);
  const asksForState = typeof given['event'] === 'string';
  const state = asksForState ? null : stateOfAnswer(given);
  // A request says `data.attributes` or names an event; an answer of the API says in which state it is.
  const isRequest =
    asksForState || (isJsonObject(value) && isJsonObject(value['data']) && state === null);
  const body = { data: { type: 'dois', attributes: given } };
  return {
    source,
    row,
    key: null,
    attributes: metadataOf(attributes),
    state: asksForState ? stateOfBody(body) : state,
    findings: [...twice.map(twiceFinding), ...findings],
    failure: null,
    ...(isRequest ? { body } : {}),
  };
}

function twiceFinding(place: readonly Segment[]): Finding {
  const path = pathText(place).replace(/^(?:data\.)?attributes\./, '');
  return {
    code: 'import-member-twice',
    severity: 'warning',
    gate: 'asks',
    path,
    message: `${path} stands twice in the source; the last one counts and the other is left out.`,
    remedy: 'Look which of the two is right, and remove the other from the source.',
  };
}

type Members = Readonly<Record<string, unknown>>;

/** The attributes of a body, of an answer's entry, or the object itself. */
function attributesOf(value: unknown): Members | null {
  if (!isJsonObject(value)) return null;
  const data = isJsonObject(value['data']) ? value['data'] : value;
  return isJsonObject(data['attributes'])
    ? data['attributes']
    : value['data'] === undefined
      ? value
      : null;
}

function looksLikeRecord(given: Members): boolean {
  return ['doi', 'xml', 'prefix', ...recordShape.members.keys()].some((name) =>
    Object.hasOwn(given, name),
  );
}

/** What the request sends as XML, with the JSON beside it on top, as the service reads it. */
function withXml(given: Members): { attributes: Members; findings: readonly Finding[] } {
  const xml = given['xml'];
  if (typeof xml !== 'string' || xml.trim() === '') return { attributes: given, findings: [] };
  try {
    const told = Object.entries(given).filter(([, value]) => value !== null);
    const content = readBodyXml(xml);
    if (content === undefined) return { attributes: given, findings: [unknownXml] };
    return {
      attributes: { ...content.attributes, ...Object.fromEntries(told) },
      findings: content.changes.map(changeFinding),
    };
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    return {
      attributes: given,
      findings: [xmlFinding('import-xml-unreadable', 'xml', cause.message)],
    };
  }
}

/**
 * Metadata only: instructions of a request and what the service keeps itself are no part of a record. A DOI
 * that is written as an address is taken as the name in it.
 */
function metadataOf(given: Members): Attributes {
  const members = Object.entries(given).filter(([name]) => !otherMembers.has(name));
  const { doi: named } = given;
  const doi = typeof named === 'string' && asDoi(named) === null ? parseDoi(named) : null;
  return { ...Object.fromEntries(members), ...(doi?.ok === true ? { doi: doi.value } : {}) };
}

function stateOfAnswer(given: Members): RemoteState | null {
  const state = given['state'];
  return state === 'draft' || state === 'registered' || state === 'findable' ? state : null;
}

/** Items of an XML file: one `resource`, or all of them in a harvest (OAI-PMH). */
export async function readXmlItems(
  file: SourceFile,
  encoding: string | null,
): Promise<SourceItem[]> {
  const root = parseSourceXml(await readText(file.path, { encoding }), file.name);
  const resources = root.name === 'resource' ? [root] : resourcesIn(root);
  if (resources.length === 0) {
    throw unreadable({ file: file.name }, 'there is no DataCite XML here: no element “resource”.', {
      nextStep: 'DataCite XML begins with <resource xmlns="http://datacite.org/schema/kernel-4">.',
    });
  }
  assertFew(file.name, resources.length);
  return resources.map((element, at) => {
    const row = resources.length === 1 ? null : at + 1;
    try {
      const { attributes, schemaVersion, changes } = readDataciteXml(element);
      const findings = changes.map(changeFinding);
      const key = row === null && attributes.doi === undefined ? file.name : null;
      const xml = { schemaVersion, changes };
      return { source: file.name, row, key, attributes, state: null, findings, failure: null, xml };
    } catch (cause) {
      return failedItem(file.name, row, ofFile(file.name, row, cause));
    }
  });
}

/** As many as a sheet may have rows: each of them is held in memory until the last is read. */
function assertFew(file: string, count: number): void {
  if (count <= sourceLimits.rows) return;
  const most = sourceLimits.rows.toLocaleString('en');
  throw unreadable({ file }, `the file holds more than ${most} records.`, {
    nextStep: 'Split it into several files and bring them in one after the other.',
  });
}

/** The same error, naming the file as every other does. */
function ofFile(file: string, row: number | null, cause: unknown): unknown {
  if (!(cause instanceof AppError)) return cause;
  const { message, nextStep } = cause;
  return unreadable({ file, ...(row === null ? {} : { row }) }, message.replace(/\.?$/, '.'), {
    cause,
    ...(nextStep === undefined ? {} : { nextStep }),
  });
}

function parseSourceXml(text: string, name: string): XmlElement {
  try {
    // The text is decoded: a declaration of another encoding would make the parser decode it again.
    return parseXml(
      text.replace(/^(\s*<\?xml[^>]{0,200}?)\s+encoding\s*=\s*(?:"[^"]*"|'[^']*')/, '$1'),
    );
  } catch (cause) {
    throw ofFile(name, null, cause);
  }
}

function resourcesIn(element: XmlElement): XmlElement[] {
  return elementsOf(element).flatMap((child) =>
    child.name === 'resource' && child.namespace.includes('datacite.org/schema')
      ? [child]
      : resourcesIn(child),
  );
}

function changeFinding({ path, message }: Change): Finding {
  return xmlFinding('import-xml-changed', path, message);
}

/** BibTeX, RIS and others in `xml`, which the service reads and we do not: nothing of it is in the record. */
const unknownXml: Finding = {
  code: 'import-xml-unknown',
  severity: 'warning',
  gate: 'asks',
  path: 'xml',
  message:
    'What stands in xml is no DataCite XML (BibTeX, RIS or another form that only DataCite reads); it was left out.',
  remedy: 'Give the metadata as DataCite XML or JSON, or take the file of that form by itself.',
};

function xmlFinding(code: string, path: string, message: string): Finding {
  return { code, severity: 'warning', gate: 'none', path, message };
}

/** A file that holds one record without a DOI is known again by its path. */
function pathKey(file: SourceFile, value: unknown): string | null {
  const doi = attributesOf(value)?.['doi'];
  if (typeof doi === 'string' && doi !== '') return null;
  return file.name.slice(0, file.name.length - extname(file.name).length);
}
