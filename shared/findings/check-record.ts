import { checkAllGuidelines } from '../guidelines/check-guidelines.ts';
import { applyPolicy } from '../guidelines/policy.ts';
import type { Policy } from '../guidelines/policy.ts';
import type { GuidelineContext } from '../guidelines/rule.ts';
import { rules } from '../guidelines/rules.ts';
import type { Attributes, RecordState } from '../metadata/attributes.ts';
import { judgeMetadata } from '../metadata/validate.ts';
import { isJsonObject } from '../support/json.ts';
import { checkValues } from '../values/check-values.ts';
import { anyTraits } from '../values/text-traits.ts';
import type { Finding, Severity } from './finding.ts';

export interface CheckOptions {
  /** The state that the record is to be in; `reserved` is judged as `draft`. */
  readonly state: RecordState;
  /** The repository's domain list, where it is known. */
  readonly domains?: readonly string[];
  /** Pass one object for a whole batch: it is indexed once. Its `state` falls back to the one above. */
  readonly context?: GuidelineContext;
  readonly policy?: Policy;
}

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, hint: 2 };
const byRank = (one: Finding, other: Finding): number => rank[one.severity] - rank[other.severity];
const echoes = new Set(rules.filter((rule) => rule.echoesSchema === true).map((rule) => rule.code));
export const noContext: GuidelineContext = {};
/** `context` with a state, one object per pair, so that the guidelines' index is built once. */
const withState = new WeakMap<GuidelineContext, Map<RecordState, GuidelineContext>>();

/**
 * All that can be said about a record without asking anyone: what the service would refuse (errors), what
 * it would lose, values that are not what they claim, and guidelines; errors first, otherwise in the order
 * of the record. Takes any input and never throws.
 */
export function checkRecord(attributes: Attributes, options: CheckOptions): Finding[] {
  return checkTogether([{ attributes, state: options.state }], options)[0] ?? [];
}

/** A record and the state that it is to be in. */
export interface Checked {
  readonly attributes: Attributes;
  readonly state: RecordState;
}

/** Few enough for their data to stay near the processor, and enough for the code of each rule to be worth fetching. */
const together = 50;

/**
 * The same for many records, in about half the time: each kind of check, and each guideline, goes over all of them
 * before the next has its turn, so that its code need not be fetched for every record anew.
 */
export function checkRecords(
  records: readonly Checked[],
  options: Omit<CheckOptions, 'state'>,
): Finding[][] {
  const all: Finding[][] = [];
  for (let from = 0; from < records.length; from += together) {
    all.push(...checkTogether(records.slice(from, from + together), options));
  }
  return all;
}

function checkTogether(
  records: readonly Checked[],
  { domains, context = noContext, policy }: Omit<CheckOptions, 'state'>,
): Finding[][] {
  const judged = records.map(({ attributes, state }) =>
    judgeMetadata(attributes, {
      state: state === 'reserved' ? 'draft' : state,
      ...(domains === undefined ? {} : { domains }),
    }),
  );
  const guided = records.map(({ attributes, state }, at) => ({
    attributes: isJsonObject(attributes) ? attributes : {},
    context: contextFor(context, state),
    traits: judged[at]?.traits ?? anyTraits,
  }));
  const values = guided.map(({ attributes, traits }) => checkValues(attributes, traits));
  const guidelines = checkAllGuidelines(guided);
  return records.map(({ attributes }, at) => {
    const refused = judged[at]?.findings ?? [];
    if (!isJsonObject(attributes)) return refused;
    const advised = withoutEchoes(guidelines[at] ?? [], refused);
    const findings = [...refused, ...(values[at] ?? []), ...advised];
    const standing = policy === undefined ? findings : [...applyPolicy(findings, policy).standing];
    return standing.sort(byRank);
  });
}

/** A guideline that says what an error at the same path says already only tires the reader. */
export function withoutEchoes(
  guidelines: readonly Finding[],
  refused: readonly Finding[],
): readonly Finding[] {
  if (!refused.some((finding) => finding.severity === 'error')) return guidelines;
  const errors = new Set(
    refused.flatMap(({ severity, path }) => (severity === 'error' ? [rootOf(path)] : [])),
  );
  return guidelines.filter(({ code, path }) => !echoes.has(code) || !errors.has(rootOf(path)));
}

function rootOf(path: string): string {
  return /^\w*/.exec(path)?.[0] ?? '';
}

export function contextFor(context: GuidelineContext, state: RecordState): GuidelineContext {
  if (context.state !== undefined) return context;
  const byState = withState.get(context) ?? new Map<RecordState, GuidelineContext>();
  withState.set(context, byState);
  const known = byState.get(state);
  if (known !== undefined) return known;
  const fresh = { ...context, state };
  byState.set(state, fresh);
  return fresh;
}
