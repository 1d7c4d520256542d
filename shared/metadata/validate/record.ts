import { isJsonObject } from '../../support/json.ts';
import type { RemoteState } from '../attributes.ts';
import { kernels, properties } from '../schema/properties.ts';
import { otherMembers, recordShape } from '../schema/shape.ts';
import type { ObjectShape, Shape } from '../schema/shape.ts';
import { isTerm } from '../schema/vocabularies.ts';
import { castYear, derivedResourceType, scalarText } from '../xml/service-view.ts';
import { compileChildren, reportTerm } from './constraints.ts';
import type { Members } from './constraints.ts';
import type { Context } from './context.ts';
import { report } from './context.ts';
import { foretellChanges } from './foretell.ts';
import { pathText } from '../path.ts';
import { isWebAddress } from './lexical.ts';
import { mendFunders } from './mend-funders.ts';
import { mendDoi, mendTo, mendUrl, mendYear } from './mend.ts';
import { walkMember, walkObject } from './shape-walk.ts';

/** What is known of the request that the record would be in. */
export interface Circumstances {
  readonly state: RemoteState;
  readonly domains?: readonly string[];
  readonly existing?: boolean;
  /** Contributor types are checked in drafts too, when the request names kernel-4 or is an update. */
  readonly draftContributors: boolean;
  /** The metadata come as XML of their own, which is judged by itself. */
  readonly ownXml?: boolean;
  /** Judges these attributes alone: what is missing beside them is not missed. Absent: all. */
  readonly only?: ReadonlySet<string>;
}

/** Properties whose rules are more than their place in the schema. */
const special = new Set([
  'identifier',
  'publicationYear',
  'resourceType',
  'publisher',
  'alternateIdentifiers',
]);

const checkProperties =
  compileChildren(properties.filter(({ xml }) => !special.has(xml))) ?? (() => undefined);
const checkPublisherParts =
  compileChildren(properties.filter(({ xml }) => xml === 'publisher')) ?? (() => undefined);

/** What the service takes in one request. */
const maxTextLength = 10 * 1024 * 1024;

const bareShapes: ReadonlySet<string> = new Set(['types', 'container']);

/** The whole of validation over one record. */
export function checkRecord(context: Context, record: Members, circumstances: Circumstances): void {
  const isMeant = (name: string): boolean => circumstances.only?.has(name) !== false;
  checkDoi(context, record['doi'], circumstances);
  if (isMeant('url')) checkUrl(context, record['url'], circumstances);
  walkRecord(context, record);
  checkLengths(context, record);
  if (circumstances.state === 'draft') {
    checkYearCut(context, record);
    if (circumstances.draftContributors) checkContributorTypes(context, record['contributors']);
  } else if (circumstances.ownXml !== true) {
    checkSchemaVersion(context, record['schemaVersion']);
    checkMandatory(context, record, isMeant);
    checkProperties(context, record);
  }
  mendFunders(context, record);
  foretellChanges(context, record);
  if (context.textLength > maxTextLength) report(context, 'record-too-large');
}

const recordMembers: ObjectShape = recordShape;

function walkRecord(context: Context, record: Members): void {
  for (const name of Object.keys(record)) {
    const value = record[name];
    const known = recordMembers.members.get(name);
    if (known === undefined) {
      checkOther(context, record, name);
    } else if (value !== null && value !== undefined) {
      context.path.push(name);
      walkTop(context, { name, value }, known);
      context.path.pop();
    }
  }
}

interface Member {
  readonly name: string;
  readonly value: unknown;
}

function walkTop(context: Context, { name, value }: Member, shape: Shape): void {
  if (name === 'publisher' && typeof value === 'string') walkMember(context, value, publisherText);
  else if (bareShapes.has(name) && !isJsonObject(value))
    report(context, 'object-expected', { value });
  else walkMember(context, value, shape);
}

const publisherText = {
  kind: 'text',
  type: 'string',
  xml: 'publisher',
  unaccepted: false,
} as const;

function checkOther(context: Context, record: Members, name: string): void {
  const value = record[name];
  if (!otherMembers.has(name)) {
    walkObject(context, { [name]: value }, recordMembers);
  } else if (name === 'landingPage' && value !== null && !isJsonObject(value)) {
    report(context, 'object-expected', { at: name, value });
  }
}

// So in `app/models/doi.rb`.
const doiPattern = /^10\.\d{4,5}\/[-._;()/:a-zA-Z0-9*~$=]+$/;
const maxDoiLength = 255;

function checkDoi(context: Context, doi: unknown, { existing }: Circumstances): void {
  if (doi === undefined || doi === null || doi === '' || existing === true) return;
  const valid = typeof doi === 'string' && doi.length <= maxDoiLength && doiPattern.test(doi);
  if (valid) return;
  const fix = mendTo('Write the bare DOI', 'doi', mendDoi(doi));
  report(context, 'doi-invalid', { at: 'doi', value: doi, fix });
}

function checkUrl(context: Context, url: unknown, { state, domains }: Circumstances): void {
  if (url === undefined || url === null || url === '') {
    if (state !== 'draft') report(context, 'url-missing', { at: 'url' });
  } else if (typeof url !== 'string' || !isWebAddress(url)) {
    const fix = mendTo('Correct the address', 'url', mendUrl(url));
    report(context, 'url-invalid', { at: 'url', value: url, fix });
  } else if (state !== 'draft' && domains !== undefined && !isAllowed(url, domains)) {
    report(context, 'url-domain-not-allowed', {
      at: 'url',
      value: url,
      allowed: domains.join(', '),
    });
  }
}

/** `*` is anything, `*.example.org` its sub-domains only, all else the exact host; no entry, no URL. */
export function isAllowed(url: string, domains: readonly string[]): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname.toLowerCase() : '';
  return domains.some((domain) => {
    const pattern = domain.trim().toLowerCase();
    return (
      pattern === '*' ||
      pattern === host ||
      (pattern.startsWith('*.') && host.endsWith(pattern.slice(1)))
    );
  });
}

const maxRights = 2000;
const maxVersion = 191;
const maxReason = 255;

function checkLengths(context: Context, record: Members): void {
  const { version, reason, rightsList } = record as Record<
    'version' | 'reason' | 'rightsList',
    unknown
  >;
  if (isLonger(version, maxVersion))
    report(context, 'text-too-long', { at: 'version', allowed: '191' });
  if (isLonger(reason, maxReason))
    report(context, 'text-too-long', { at: 'reason', allowed: '255' });
  if (!Array.isArray(rightsList)) return;
  for (const [at, rights] of rightsList.entries()) {
    if (!isJsonObject(rights) || !isLonger(rights['rights'], maxRights)) continue;
    context.path.push('rightsList', at);
    report(context, 'text-too-long', { at: 'rights', allowed: '2,000' });
    context.path.length -= 2;
  }
}

/** Ruby counts code points, JavaScript UTF-16 units: a text within the limit in units is within both. */
function isLonger(value: unknown, limit: number): boolean {
  return typeof value === 'string' && value.length > limit && Array.from(value).length > limit;
}

function checkContributorTypes(context: Context, contributors: unknown): void {
  if (!Array.isArray(contributors)) return;
  for (const [at, contributor] of contributors.entries()) {
    if (!isJsonObject(contributor)) continue;
    const type = contributor['contributorType'];
    if (isTerm('contributorType', type)) continue;
    context.path.push('contributors', at);
    const term = { member: 'contributorType', vocabulary: 'contributorType', value: type } as const;
    reportTerm(context, term, 'contributor-type-refused');
    context.path.length -= 2;
  }
}

function checkSchemaVersion(context: Context, version: unknown): void {
  if (version === undefined || version === null || version === '' || version === kernels.current)
    return;
  const text = scalarText(version) ?? '';
  const code = kernels.retired.includes(text)
    ? 'schema-version-retired'
    : kernels.known.includes(text)
      ? 'schema-version-older'
      : 'schema-version-unknown';
  const fix =
    code === 'schema-version-retired'
      ? undefined
      : { label: 'Use kernel-4', changes: [{ path: 'schemaVersion', value: kernels.current }] };
  report(context, code, { at: 'schemaVersion', value: version, fix });
}

function checkMandatory(
  context: Context,
  record: Members,
  isMeant: (name: string) => boolean,
): void {
  const isMissing = (name: string): boolean => isMeant(name) && !hasEntry(record[name]);
  if (isMissing('creators')) report(context, 'creators-missing', { at: 'creators' });
  if (isMissing('titles')) report(context, 'titles-missing', { at: 'titles' });
  if (isMeant('publisher')) checkPublisher(context, record);
  if (isMeant('publicationYear')) checkYear(context, record);
  if (isMeant('types')) checkTypes(context, record['types']);
}

const hasEntry = (value: unknown): boolean =>
  Array.isArray(value) ? value.some(isJsonObject) : isJsonObject(value);

function checkPublisher(context: Context, record: Members): void {
  const { publisher, container } = record as Record<'publisher' | 'container', unknown>;
  const name = isJsonObject(publisher) ? publisher['name'] : publisher;
  const fallback = isJsonObject(container) ? container['title'] : undefined;
  const text = scalarText(name ?? fallback) ?? '';
  if (!isJsonObject(publisher)) {
    if (text === '') report(context, 'publisher-missing', { at: 'publisher' });
    return;
  }
  context.path.push('publisher');
  if (text === '') report(context, 'publisher-missing', { at: 'name' });
  for (const part of Object.keys(publisher)) {
    const value = publisher[part];
    if (typeof value === 'number' || typeof value === 'boolean')
      report(context, 'publisher-part-not-text', {
        at: part,
        value,
        fix: mendTo('Put it in quotes', pathText([...context.path, part]), String(value)),
      });
  }
  context.path.pop();
  if (text === '') return;
  const isWritten = text === publisher['name'];
  checkPublisherParts(context, isWritten ? record : { publisher: { ...publisher, name: text } });
}

function checkYear(context: Context, record: Members): void {
  const value = record['publicationYear'];
  const year = castYear(value);
  if (year === undefined) {
    report(context, 'publication-year-missing', { at: 'publicationYear' });
  } else if (year < 1000 || year > 9999) {
    report(context, 'publication-year-invalid', { at: 'publicationYear', value });
  } else {
    checkYearCut(context, record);
  }
}

/** The service keeps the digits at the beginning, and 0 where there are none. */
function checkYearCut(context: Context, record: Members): void {
  const value = record['publicationYear'];
  const year = castYear(value);
  if (year === undefined || value === year || scalarText(value)?.trim() === String(year)) return;
  report(context, 'publication-year-cut', {
    at: 'publicationYear',
    value,
    instead: String(year),
    ...(/^\d{4}$/.test(String(year)) && { fix: mendYear(value, String(year), record['dates']) }),
  });
}

function checkTypes(context: Context, types: unknown): void {
  const known = isJsonObject(types) ? types : {};
  const general = scalarText(known['resourceTypeGeneral']);
  context.path.push('types');
  if (general !== undefined) {
    const term = {
      member: 'resourceTypeGeneral',
      vocabulary: 'resourceTypeGeneral',
      value: general,
    } as const;
    if (!isTerm('resourceTypeGeneral', general)) reportTerm(context, term);
  } else {
    const instead = derivedResourceType(known);
    const code = instead === undefined ? 'resource-type-missing' : 'resource-type-derived';
    const fix = mendTo(`Write ${instead ?? ''}`, 'types.resourceTypeGeneral', instead ?? null);
    report(context, code, { at: 'resourceTypeGeneral', instead, fix });
  }
  context.path.pop();
}
