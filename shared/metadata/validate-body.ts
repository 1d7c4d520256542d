import type { Finding } from '../findings/finding.ts';
import { AppError } from '../support/app-error.ts';
import { isJsonObject } from '../support/json.ts';
import type { Attributes, RemoteState } from './attributes.ts';
import { kernels } from './schema/properties.ts';
import { createContext, report } from './validate/context.ts';
import type { Context } from './validate/context.ts';
import { findingsOf } from './validate.ts';
import type { Change } from './upgrade.ts';
import { foretellIngest } from './validate/foretell-ingest.ts';

/** What stands in the `xml` of a request, when it is DataCite XML. */
export interface XmlContent {
  readonly attributes: Attributes;
  readonly schemaVersion: string;
  /** Violations of the schema, in libxml2's words, with their path in the attributes. */
  readonly violations: readonly { readonly path: string; readonly message: string }[];
  readonly changes: readonly Change[];
}

/**
 * The port through which XML is read: `electron/core/xml` has the parser. Gives `undefined` for other
 * formats (BibTeX, RIS, …), throws `AppError` VALIDATION for XML that cannot be read.
 */
export type ReadXml = (base64: string) => XmlContent | undefined;

export interface BodyOptions {
  readonly readXml?: ReadXml;
  readonly domains?: readonly string[];
  /** True when the request changes a DOI that exists. */
  readonly existing?: boolean;
}

/** The state that a request asks for: an event that does nothing to a new DOI leaves a draft. */
export function stateOfBody(body: unknown): RemoteState {
  const event = attributesOf(body)?.['event'];
  if (event === 'publish') return 'findable';
  return event === 'register' ? 'registered' : 'draft';
}

type Members = Readonly<Record<string, unknown>>;

function attributesOf(body: unknown): Members | undefined {
  const data = isJsonObject(body) ? body['data'] : undefined;
  const attributes = isJsonObject(data) ? data['attributes'] : undefined;
  return isJsonObject(attributes) ? attributes : undefined;
}

/** What the service would say to a request body for `POST /dois` (or, with `existing`, a PUT). */
export function validateBody(body: unknown, options: BodyOptions = {}): Finding[] {
  const given = attributesOf(body);
  if (given === undefined) {
    const context = createContext('refused');
    report(context, 'body-not-jsonapi');
    return context.findings;
  }
  const state = stateOfBody(body);
  const context = createContext(state === 'draft' ? 'free' : 'refused');
  if (options.existing !== true && !isNamed(given['doi']) && !isNamed(given['prefix'])) {
    report(context, 'doi-missing', { at: 'doi' });
  }
  const content = readContent(context, given['xml'], { state, readXml: options.readXml });
  const { existing = false, domains } = options;
  const circumstances = {
    state,
    existing,
    ...(domains === undefined ? {} : { domains }),
    draftContributors: existing || given['schemaVersion'] === kernels.current,
  };
  if (content === undefined) return [...context.findings, ...findingsOf(given, circumstances)];
  if (!isRegenerated(given)) {
    if (state !== 'draft' && content !== 'foreign') reportXml(context, content);
    if (content !== 'foreign') foretellIngest(context, content.attributes);
    return [...context.findings, ...findingsOf(given, { ...circumstances, ownXml: true })];
  }
  if (content === 'foreign')
    return [...context.findings, ...findingsOf(given, { ...circumstances, ownXml: true })];
  if (state !== 'draft' && !isNamed(given['schemaVersion'])) reportRetired(context, content);
  const merged: Members = { ...content.attributes, ...withoutNulls(given) };
  return [...context.findings, ...findingsOf(merged, circumstances)];
}

const isNamed = (value: unknown): boolean => typeof value === 'string' && value !== '';

const withoutNulls = (given: Members): Members =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));

/** Members that make the service write the XML anew from JSON (`read_attrs` in params_sanitizer.rb). */
const regenerating =
  'creators contributors titles publisher publicationYear types descriptions container sizes formats version ' +
  'language dates identifiers relatedIdentifiers relatedItems fundingReferences geoLocations rightsList subjects ' +
  'contentUrl schemaVersion';

function isRegenerated(given: Members): boolean {
  return regenerating.split(' ').some((name) => given[name] !== undefined && given[name] !== null);
}

interface Reading {
  readonly state: RemoteState;
  readonly readXml: ReadXml | undefined;
}

function readContent(
  context: Context,
  xml: unknown,
  { state, readXml }: Reading,
): XmlContent | 'foreign' | undefined {
  if (typeof xml !== 'string' || xml.trim() === '') return undefined;
  try {
    const content = readXml?.(xml);
    if (content !== undefined) return content;
    report(context, 'xml-not-checked', { at: 'xml' });
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    const code = state === 'draft' ? 'xml-changed' : 'xml-unreadable';
    report(context, code, { at: 'xml', value: cause.message });
  }
  return 'foreign';
}

function reportRetired(context: Context, { schemaVersion }: XmlContent): boolean {
  const retired = kernels.retired.includes(schemaVersion);
  if (retired) report(context, 'schema-version-retired', { at: 'xml', value: schemaVersion });
  return retired;
}

/** XML that is stored as sent is judged as sent. */
function reportXml(context: Context, content: XmlContent): void {
  if (reportRetired(context, content)) return;
  if (!kernels.known.includes(content.schemaVersion)) {
    context.schema = 'unchecked';
    report(context, 'schema-version-unknown', { at: 'xml', value: content.schemaVersion });
  }
  for (const { path, message } of content.violations) {
    const place = path === '' ? 'xml' : path;
    report(context, 'xml-invalid', { path: place, name: place, value: message });
  }
  for (const { path, message } of content.changes)
    report(context, 'xml-changed', { path, value: message });
}
