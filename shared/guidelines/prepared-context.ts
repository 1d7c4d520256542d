import { doiKey, parseDoi } from '../doi/doi.ts';
import { dayNumber, parseDate } from '../values/date.ts';
import { parseRor } from '../values/authority-id.ts';
import { remember } from '../support/remember.ts';
import { listOf, textOf } from '../values/tolerant.ts';
import type { GuidelineContext, Sibling } from './rule.ts';

/** A relation of a sibling that points at some DOI. */
export interface Incoming {
  readonly from: Sibling;
  readonly relationType: string;
}

/** A context made ready to be asked a hundred thousand times. */
export interface PreparedContext extends GuidelineContext {
  /** NaN when the day is not known: every comparison with it is false. */
  readonly todayNumber: number;
  readonly thisYear: number;
  readonly institutionKeys: ReadonlySet<string>;
  readonly institutionRors: ReadonlySet<string>;
  readonly siblingByKey: ReadonlyMap<string, Sibling>;
  readonly siblingsByUrl: ReadonlyMap<string, readonly Sibling[]>;
  readonly incomingByKey: ReadonlyMap<string, readonly Incoming[]>;
}

const prepared = new WeakMap<GuidelineContext, PreparedContext>();

/** Indexes a context once; the same object gives the same answer, so pass one context for a whole batch. */
export function prepareContext(context: GuidelineContext): PreparedContext {
  const known = prepared.get(context);
  if (known !== undefined) return known;
  const siblings = context.siblings ?? [];
  const fresh: PreparedContext = {
    ...context,
    todayNumber: context.today === undefined ? Number.NaN : dayNumber(context.today),
    thisYear: parseDate(context.today ?? '')?.year ?? Number.NaN,
    institutionKeys: new Set((context.institution?.names ?? []).map(nameKey)),
    institutionRors: new Set((context.institution?.rorIds ?? []).map(rorKey)),
    siblingByKey: new Map(siblings.map((sibling) => [doiKey(sibling.doi), sibling])),
    siblingsByUrl: groupByUrl(siblings),
    incomingByKey: groupIncoming(siblings),
  };
  prepared.set(context, fresh);
  return fresh;
}

/** Names compared without case, punctuation and "the". */
export const nameKey = remember((name) =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/^the | the /g, ' ')
    .trim(),
);

export function rorKey(identifier: string): string {
  const ror = parseRor(identifier);
  return ror.ok ? ror.value : identifier.toLowerCase();
}

/** The key of a related DOI in whatever form it was given; null for identifiers of other kinds. */
export function relatedKey(identifier: string): string | null {
  if (/^10\.\d+\/[\w.:;()/-]*[\w)]$/.test(identifier)) return doiKey(identifier);
  const doi = parseDoi(identifier);
  return doi.ok ? doiKey(doi.value) : null;
}

function groupByUrl(siblings: readonly Sibling[]): Map<string, Sibling[]> {
  const groups = new Map<string, Sibling[]>();
  for (const sibling of siblings) {
    const url = textOf(sibling.url);
    if (url !== '') add(groups, url, sibling);
  }
  return groups;
}

function groupIncoming(siblings: readonly Sibling[]): Map<string, Incoming[]> {
  const groups = new Map<string, Incoming[]>();
  for (const from of siblings) {
    for (const relation of listOf(from.relatedIdentifiers)) {
      const key = relatedKey(textOf(relation.relatedIdentifier));
      if (key !== null) add(groups, key, { from, relationType: textOf(relation.relationType) });
    }
  }
  return groups;
}

function add<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}
