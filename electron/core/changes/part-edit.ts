import type { Checked } from '#shared/findings/check-record.ts';
import { partialCheck } from '#shared/findings/check-parts.ts';
import type { PartialCheck } from '#shared/findings/check-parts.ts';
import type { Attributes } from '#shared/metadata/attributes.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { judgedName, judgedState } from '../records/recheck.ts';
import type { RecordCheck } from '../records/recheck.ts';
import type { LedgerRecord } from '../records/record.ts';
import type { JsonBytes } from '../support/json-members.ts';
import { asKey, lazyMembers, memberText, readMembers } from '../support/json-members.ts';
import type { EditOutcome, Subject } from './edit.ts';
import type { FindingDifference } from './finding-difference.ts';
import { differenceOf, noDifference } from './finding-difference.ts';
import { refusalOf } from './judge-edit.ts';
import type { Refusal } from './judge-edit.ts';

/** As much of a record as an edit of a few attributes needs, its JSON unread. */
export interface PartSource {
  readonly doi: string;
  readonly repositoryId: string;
  readonly state: LedgerRecord['state'];
  readonly sync: LedgerRecord['sync'];
  readonly isBurnt: boolean;
  readonly contentHash: string;
  /** Canonical JSON of all attributes. */
  readonly attributes: Buffer;
  /** Where its members stand, if that is known. */
  readonly places: Buffer | null;
  /** Length of the stored findings, in bytes of their JSON. */
  readonly findingsBytes: number;
  /**
   * Codes of the stored findings, parted by spaces, where no more is asked than how many of each code there will be.
   * Null or absent: what becomes of each is asked, or they are not known.
   */
  readonly findingCodes?: string | null;
}

/** One attribute on both sides, as canonical JSON; undefined: it is not there. */
export interface PartChange {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export interface PartEdited {
  readonly kind: 'edited';
  /** The record before. */
  readonly json: JsonBytes;
  /** What differs, in the order of the names; never empty. */
  readonly changes: readonly PartChange[];
  /** The attributes that may have changed, as they are afterwards. */
  readonly attributes: Attributes;
  /** What became of its findings; it has no new ones. */
  readonly findings: FindingDifference;
}

/** `whole`: what is to be done can only be told from the whole record. */
export type PartOutcome =
  | PartEdited
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'whole' };

/** An edit of one record by the attributes that it touches. */
export interface PartAsked {
  readonly source: PartSource;
  readonly change: (subject: Subject) => EditOutcome;
}

/** Longer than nearly every record: below it the limits of a whole record's check play no part. */
const longestText = 100_000;
const whole = { kind: 'whole' } as const;
/** Length of an empty list as JSON. */
const noFindings = 2;
/** Records that are worked out at once: so few that what was made of them is still near the processor. */
const together = 25;

/**
 * Works edits out from the attributes that they touch and those that are judged together with them, for a fraction
 * of what the whole record costs. The outcome is that of the whole record; where a finding is new, which may refuse
 * the edit, it is left to that.
 */
export function editParts(
  asked: readonly PartAsked[],
  touches: readonly string[],
  checkOf: (repositoryId: string) => RecordCheck,
): PartOutcome[] {
  const scope = scopeOf(touches);
  if (scope === null) return asked.map(() => whole);
  const outcomes: PartOutcome[] = [];
  for (let from = 0; from < asked.length; from += together) {
    outcomes.push(...editTogether(asked.slice(from, from + together), scope, checkOf));
  }
  return outcomes;
}

interface Scope {
  readonly check: PartialCheck;
  /** What the check asks for. */
  readonly lazily: ReturnType<typeof lazyMembers>;
  /** In the order of their names. */
  readonly touched: readonly string[];
}

const scopes = new WeakMap<PartialCheck, Scope>();

function scopeOf(touches: readonly string[]): Scope | null {
  const check = partialCheck(touches);
  if (check === null) return null;
  const touched = touches.map(asKey).sort();
  const scope = scopes.get(check) ?? {
    ...{ check, touched },
    lazily: lazyMembers(check.needed.map(asKey)),
  };
  scopes.set(check, scope);
  return scope;
}

function editTogether(
  asked: readonly PartAsked[],
  scope: Scope,
  checkOf: (repositoryId: string) => RecordCheck,
): PartOutcome[] {
  const tried = asked.map((each) => tryEdit(each, scope));
  const edited = tried.filter((each) => each.kind === 'tried');
  const judged = judge(edited, scope, checkOf);
  return tried.map((each) => {
    if (each.kind !== 'tried') return each;
    const findings = judged.get(each);
    if (findings === undefined) return whole;
    const { json, changes, after } = each;
    return { kind: 'edited', json, changes, attributes: after, findings };
  });
}

interface Tried {
  readonly kind: 'tried';
  readonly source: PartSource;
  readonly json: JsonBytes;
  readonly changes: readonly PartChange[];
  /** The touched ones as they were, and afterwards. */
  readonly own: Readonly<Record<string, unknown>>;
  readonly after: Attributes;
  /** The record with some of its attributes given. */
  readonly view: ReturnType<ReturnType<typeof lazyMembers>>;
}

function tryEdit(
  { source, change }: PartAsked,
  { touched, lazily }: Scope,
): Tried | Exclude<PartOutcome, PartEdited> {
  const refusal = refusalOf(source);
  if (refusal !== null) return { kind: 'refused', refusal };
  if (source.attributes.length + source.findingsBytes > longestText) return whole;
  const json = readMembers(source.attributes, source.places);
  if (json === null) return whole;
  const own: Record<string, unknown> = {};
  const texts = new Map<string, string>();
  for (const name of touched) {
    const text = memberText(json, name);
    if (text === undefined) continue;
    texts.set(name, text);
    own[name] = JSON.parse(text);
  }
  const { doi, state, repositoryId, contentHash } = source;
  const known = { doi, state, repositoryId, contentHash };
  const outcome = change({ ...known, schemaVersion: null, attributes: own });
  if ('refusal' in outcome) return { kind: 'refused', refusal: outcome.refusal };
  const after = outcome.attributes as Readonly<Record<string, unknown>>;
  if (after === own) return { kind: 'unchanged' };
  const changes = touched.flatMap((path): PartChange[] => {
    if (own[path] === after[path]) return [];
    const sides = {
      before: texts.get(path),
      after: after[path] === undefined ? undefined : canonicalJson(after[path]),
    };
    return sides.before === sides.after ? [] : [{ path, ...sides }];
  });
  if (changes.length === 0) return { kind: 'unchanged' };
  return { kind: 'tried', source, json, changes, own, after, view: lazily(json) };
}

/** What becomes of the findings of each; missing for those that bring a new one. */
function judge(
  edited: readonly Tried[],
  { check }: Scope,
  checkOf: (repositoryId: string) => RecordCheck,
): Map<Tried, FindingDifference> {
  const judgedOf = (
    { source, view }: Tried,
    touched: Readonly<Record<string, unknown>>,
  ): Checked => ({
    attributes: view({ ...touched, ...judgedName(source) }),
    state: judgedState(source),
  });
  const judged = new Map<Tried, FindingDifference>();
  for (const [repositoryId, all] of Map.groupBy(edited, ({ source }) => source.repositoryId)) {
    const options = checkOf(repositoryId);
    const after = check.findings(
      all.map((each) => judgedOf(each, { ...each.own, ...afterwards(each) })),
      options,
    );
    // Where nothing was found and nothing is, nothing becomes of it.
    const some = all.flatMap((each, at) => {
      const found = after[at] ?? [];
      const { findingsBytes, findingCodes } = each.source;
      const isSame =
        (found.length === 0 && findingsBytes <= noFindings) ||
        (findingCodes != null && check.areStored(found, findingCodes));
      if (!isSame) return [{ each, found }];
      judged.set(each, noDifference);
      return [];
    });
    const before = check.findings(
      some.map(({ each }) => judgedOf(each, each.own)),
      options,
    );
    some.forEach(({ each, found }, at) => {
      const difference = differenceOf(before[at] ?? [], found);
      if (difference !== null) judged.set(each, difference);
    });
  }
  return judged;
}

/** What changed, as it is then. */
function afterwards({ after, changes }: Tried): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  for (const { path } of changes) {
    changed[path] = (after as Readonly<Record<string, unknown>>)[path];
  }
  return changed;
}
