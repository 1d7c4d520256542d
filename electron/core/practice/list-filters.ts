import { isJsonObject, type Json, type JsonObject } from '#shared/support/json.ts';
import type { PracticeRecord } from './record.ts';
import type { Query } from './request.ts';

export type RecordTest = (record: PracticeRecord) => boolean;

/** Numbers of other records that point at a record; nobody cites practice records. */
const counts = [
  'citations',
  'references',
  'parts',
  'part-of',
  'versions',
  'version-of',
  'views',
  'downloads',
];

/** Filters by members of the metadata, for which the index has no column (datacite.md 2.1). */
export function memberTests(query: Query): RecordTest[] {
  const tests: RecordTest[] = [];
  const anyOf = (values: readonly string[] | null, key: string, member: string): void => {
    if (values === null) return;
    tests.push((record) =>
      textsOf(record.metadata[key], member).some((value) => values.includes(value)),
    );
  };
  const fields = query.list('field-of-science')?.map((field) => {
    const label = field.replaceAll('_', ' ');
    return `FOS: ${label.charAt(0).toUpperCase()}${label.slice(1)}`;
  });
  anyOf(query.list('license'), 'rightsList', 'rightsIdentifier');
  anyOf(query.list('subject'), 'subjects', 'subject');
  anyOf(fields ?? null, 'subjects', 'subject');
  anyOf(query.list('resource-type'), 'types', 'resourceType');
  const orcid = /\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/.exec(query.get('user-id') ?? '')?.[0];
  if (orcid !== undefined) {
    tests.push((record) => nameIdentifiers(record, 'nameIdentifier').includes(orcidUrl(orcid)));
  }
  if (query.get('has-person') !== null) {
    tests.push((record) => nameIdentifiers(record, 'nameIdentifierScheme').includes('ORCID'));
  }
  const status = query.get('link-check-status');
  if (status !== null) {
    tests.push(({ landingPage }) => {
      const found = isJsonObject(landingPage) ? landingPage['status'] : null;
      return found !== null && found !== undefined && printable(found) === status;
    });
  }
  const isCounted = counts.some((name) => Number.parseInt(query.get(`has-${name}`) ?? '0', 10) > 0);
  if (isCounted) tests.push(() => false);
  return tests;
}

/**
 * What the service takes for an alternative to `client-id` and `provider-id`, in one `should` clause
 * (datacite.md 2.1): affiliations, funders and organisations.
 */
export function ownerTests(query: Query): RecordTest[] {
  const tests: RecordTest[] = [];
  const ror = rorId(query.get('affiliation-id') ?? '');
  if (ror !== null)
    tests.push((record) => affiliationsOf(record.metadata).some(({ id }) => id === ror));
  const funders = query.list('funder-id')?.map(bareDoi);
  if (funders !== undefined) {
    tests.push((record) =>
      textsOf(record.metadata['fundingReferences'], 'funderIdentifier').some((value) =>
        funders.includes(bareDoi(value)),
      ),
    );
  }
  if (query.get('has-affiliation') !== null)
    tests.push(({ metadata }) => affiliationsOf(metadata).length > 0);
  if (query.get('has-organization') !== null) {
    tests.push((record) => nameIdentifiers(record, 'nameIdentifierScheme').includes('ROR'));
  }
  if (query.get('has-funder') !== null) {
    tests.push((record) =>
      textsOf(record.metadata['fundingReferences'], 'funderIdentifierType').includes(
        'Crossref Funder ID',
      ),
    );
  }
  return tests;
}

export interface RorAffiliation {
  /** `ror.org/05gq02987`, the form in which the index holds it. */
  readonly id: string;
  readonly name: string;
}

/** The affiliations of creators and contributors that have a ROR identifier; only those are indexed. */
export function affiliationsOf(metadata: JsonObject): RorAffiliation[] {
  const people = [...objectsOf(metadata['creators']), ...objectsOf(metadata['contributors'])];
  return people
    .flatMap((person) => objectsOf(person['affiliation']))
    .flatMap((affiliation) => {
      const id = rorId(textOf(affiliation['affiliationIdentifier']));
      return id === null ? [] : [{ id, name: textOf(affiliation['name']) }];
    });
}

/** All texts under one member of a list of objects, or of a single object. */
export function textsOf(value: Json | undefined, member: string): string[] {
  return objectsOf(value).flatMap((entry) => {
    const found = entry[member];
    return typeof found === 'string' ? [found] : [];
  });
}

function nameIdentifiers({ metadata }: PracticeRecord, member: string): string[] {
  return objectsOf(metadata['creators']).flatMap((creator) =>
    textsOf(creator['nameIdentifiers'], member),
  );
}

function objectsOf(value: Json | undefined): JsonObject[] {
  const list: readonly Json[] = Array.isArray(value) ? (value as readonly Json[]) : [value ?? null];
  return list.flatMap((entry) => (isJsonObject(entry) ? [entry] : []));
}

function orcidUrl(id: string): string {
  return `https://orcid.org/${id}`;
}

function rorId(text: string): string | null {
  const [, id] = /^(?:https?:\/\/)?(?:ror\.org\/)?(0[a-z0-9]{8})$/i.exec(text) ?? [];
  return id === undefined ? null : `ror.org/${id.toLowerCase()}`;
}

function bareDoi(text: string): string {
  return text.toLowerCase().replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:)/, '');
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function printable(value: Json): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
