import type { ColumnMapping } from '../contract/collections.ts';
import { parseDoi } from '../doi/doi.ts';
import type { Finding } from '../findings/finding.ts';
import type { Attributes, Publisher } from '../metadata/attributes.ts';
import { nearestTerm } from '../metadata/schema/vocabularies.ts';
import { present } from '../support/present.ts';
import { parseRor } from '../values/authority-id.ts';
import type { Fields, Note } from './entry-values.ts';
import {
  buildFunding,
  buildPerson,
  buildRelation,
  buildRights,
  readDay,
  resourceTypeOf,
  rorSchemeUri,
} from './entry-values.ts';
import { keyOf } from './item-key.ts';
import type { Target } from './targets.ts';
import { listRules, parseTarget } from './targets.ts';

export interface MappedRow {
  /** The value of the mapped id column, null when there is none. */
  readonly key: string | null;
  readonly attributes: Attributes;
  readonly problems: readonly Finding[];
}

/** A mapping with its targets read once, for thousands of rows. */
export type CompiledMapping = readonly {
  readonly index: number;
  readonly target: Target;
  readonly separator: string | null;
}[];

/** Columns without a target, or with one that no record has, are left out. */
export function compileMapping(mapping: readonly ColumnMapping[]): CompiledMapping {
  return mapping.flatMap(({ index, target: text, separator }) => {
    const target = text === null ? null : parseTarget(text);
    return target === null ? [] : [{ index, target, separator }];
  });
}

/** Values of one list under one selector, by member. */
interface Group {
  readonly list: string;
  readonly selector: string;
  readonly members: Map<string, string[]>;
}

/**
 * Makes a record of a row. Nothing is dropped in silence: what cannot be read stays as it was typed, for
 * validation to name, and what has no place is told as a problem.
 */
export function mapRow(cells: readonly string[], mapping: CompiledMapping): MappedRow {
  const problems: Finding[] = [];
  const scalars = new Map<string, string>();
  const groups = new Map<string, Group>();
  for (const { index, target, separator } of mapping) {
    const cell = (cells[index] ?? '').trim();
    if (cell === '') continue;
    if (target.selector === null) {
      scalars.set(target.member === '' ? target.list : `${target.list}.${target.member}`, cell);
    } else {
      const name = `${target.list}[${target.selector}]`;
      const group = groups.get(name) ?? newGroup(target.list, target.selector);
      groups.set(name, group);
      const values = separator === null ? [cell] : split(cell, separator);
      group.members.set(target.member, [...(group.members.get(target.member) ?? []), ...values]);
    }
  }
  const attributes = {
    ...scalarAttributes(scalars, problems),
    ...listAttributes(groups, problems),
  };
  return { key: keyOf(scalars.get('key')), attributes, problems };
}

function newGroup(list: string, selector: string): Group {
  return { list, selector, members: new Map() };
}

function split(cell: string, separator: string): string[] {
  return cell.split(separator).map((value) => value.trim());
}

/** Without the empty values at the end: `a; b;` is two. */
function trimTail(values: readonly string[]): readonly string[] {
  return values.slice(0, values.findLastIndex((value) => value !== '') + 1);
}

function scalarAttributes(cells: ReadonlyMap<string, string>, problems: Finding[]): Attributes {
  const text = (name: string): string | undefined => cells.get(name);
  const doi = text('doi');
  const parsed = doi === undefined ? null : parseDoi(doi);
  if (parsed?.ok === false)
    problems.push(problem('doi', 'import-doi-unclear', parsed.error, 'error'));
  const year = text('publicationYear');
  const general = text('types.resourceTypeGeneral');
  const resourceTypeGeneral = general === undefined ? undefined : resourceTypeOf(general);
  const types = present({ resourceTypeGeneral, resourceType: text('types.resourceType') });
  return present({
    doi: parsed?.ok === true ? parsed.value : undefined,
    url: text('url'),
    publicationYear: year === undefined ? undefined : readYear(year),
    language: text('language'),
    version: text('version'),
    publisher: readPublisher(text('publisher.name'), text('publisher.publisherIdentifier')),
    types: Object.keys(types).length === 0 ? undefined : types,
  });
}

/** The four digits of a year, of a number that a spreadsheet made of it, or of an ISO date. */
function readYear(text: string): number | string {
  const year = /^(\d{4})(?:\.0+|-\d\d(?:-\d\d(?:T.*)?)?)?$/.exec(text)?.[1];
  return year === undefined ? text : Number(year);
}

function readPublisher(name?: string, identifier?: string): Publisher | undefined {
  if (name === undefined && identifier === undefined) return undefined;
  const ror = identifier === undefined ? null : parseRor(identifier);
  if (ror?.ok !== true) return present({ name, publisherIdentifier: identifier });
  return present({
    name,
    publisherIdentifier: ror.value,
    publisherIdentifierScheme: 'ROR',
    schemeUri: rorSchemeUri,
  });
}

function listAttributes(groups: ReadonlyMap<string, Group>, problems: Finding[]): Attributes {
  const lists = new Map<string, unknown[]>();
  for (const group of [...groups.values()].sort(byPlace)) {
    const list = lists.get(group.list) ?? [];
    for (const fields of entriesOf(group, problems)) {
      const path = `${group.list}[${list.length}]`;
      const note: Note = (member, code, message) =>
        void problems.push(problem(`${path}.${member}`, code, message));
      const entry = buildEntry(group.list, fields, note);
      if (entry !== null) list.push(entry);
    }
    if (list.length > 0) lists.set(group.list, list);
  }
  return Object.fromEntries(lists);
}

/** Numbered places come first and in their order: `creators[0]` leads, however the columns stand. */
function byPlace(one: Group, other: Group): number {
  const place = (group: Group): number =>
    /^\d+$/.test(group.selector) ? Number(group.selector) : Number.MAX_SAFE_INTEGER;
  return place(one) - place(other);
}

/** Puts the values of several columns together by position: second name, second ORCID. */
function entriesOf(group: Group, problems: Finding[]): Fields[] {
  const rule = listRules.get(group.list);
  if (rule === undefined) return [];
  const isOne = /^\d+$/.test(group.selector);
  const lengths = [...group.members.values()].map((values) => trimTail(values).length);
  const primary = group.members.get(rule.primary);
  const count = isOne
    ? 1
    : primary === undefined
      ? Math.max(0, ...lengths)
      : trimTail(primary).length;
  const entries = Array.from({ length: count }, () => new Map<string, string>());
  for (const [member, all] of group.members) {
    // An empty value at the end has a place, too: `0000-…; ` says that the second one has no ORCID.
    const values = all.length === count ? all : trimTail(all);
    const isShared = values.length === 1 && count > 1 && rule.shared.includes(member);
    if (!isOne && !isShared && values.length !== count && (values.length > count || count > 1)) {
      problems.push(unequal(group.list, member, values.length, count));
      continue;
    }
    entries.forEach((entry, at) => {
      const value = isOne ? values.filter(Boolean).join('; ') : values[isShared ? 0 : at];
      if (value !== undefined && value !== '') entry.set(member, value);
    });
  }
  const { type } = rule;
  if (type !== undefined && group.selector !== '' && !isOne) {
    for (const entry of entries) if (entry.size > 0) entry.set(type.member, group.selector);
  }
  return entries.filter((entry) => entry.size > 0);
}

function unequal(list: string, member: string, values: number, count: number): Finding {
  return problem(
    list,
    'import-values-unequal',
    `There are ${values} values for ${member}, but ${count} entries in ${list}: which belongs to which cannot be told, so they are left out.`,
  );
}

function buildEntry(list: string, fields: Fields, note: Note): unknown {
  switch (list) {
    case 'creators':
      return buildPerson(fields, note);
    case 'contributors': {
      const person = buildPerson(fields, note);
      const role = fields.get('contributorType');
      if (person === null || role === undefined) return person;
      return { ...person, contributorType: nearestTerm('contributorType', role) ?? role };
    }
    case 'relatedIdentifiers':
      return buildRelation(fields, note);
    case 'rightsList':
      return buildRights(fields);
    case 'fundingReferences':
      return buildFunding(fields);
    case 'geoLocations':
      return buildGeo(fields);
    case 'sizes':
    case 'formats':
      return fields.get('') ?? null;
    default:
      return buildPlain(list, fields, note);
  }
}

/** Titles, descriptions, subjects, dates, identifiers: text with a type beside it. */
function buildPlain(list: string, fields: Fields, note: Note): unknown {
  const rule = listRules.get(list);
  if (rule === undefined || !fields.has(rule.primary)) return null;
  const entry = Object.fromEntries(fields);
  const { type } = rule;
  if (list === 'dates') entry['date'] = readDay(entry['date'] ?? '', note);
  if (list === 'identifiers') entry['identifierType'] ??= 'Local identifier';
  if (list === 'descriptions') entry['descriptionType'] ??= 'Abstract';
  const typed = type === undefined ? undefined : entry[type.member];
  if (type?.vocabulary != null && typed !== undefined) {
    entry[type.member] = nearestTerm(type.vocabulary, typed) ?? typed;
  }
  return entry;
}

function buildGeo(fields: Fields): unknown {
  const pick = (...members: readonly string[]): Record<string, number | string> | undefined => {
    const found = members.flatMap((member) => {
      const text = fields.get(member);
      return text === undefined ? [] : [[member, readCoordinate(text)] as const];
    });
    return found.length === 0 ? undefined : Object.fromEntries(found);
  };
  return present({
    geoLocationPlace: fields.get('geoLocationPlace'),
    geoLocationPoint: pick('pointLongitude', 'pointLatitude'),
    geoLocationBox: pick(
      'westBoundLongitude',
      'eastBoundLongitude',
      'southBoundLatitude',
      'northBoundLatitude',
    ),
  });
}

/** A number, with a decimal comma too: `47,5` can mean nothing else here. */
function readCoordinate(text: string): number | string {
  const value = Number(text.replace(/^(-?\d+),(\d+)$/, '$1.$2'));
  return Number.isFinite(value) ? value : text;
}

function problem(
  path: string,
  code: string,
  message: string,
  severity: Finding['severity'] = 'warning',
): Finding {
  return {
    code,
    severity,
    gate: severity === 'error' ? 'blocks' : 'none',
    path,
    message,
    remedy: 'Mend the cell in the sheet and import again, or correct the record here.',
  };
}
