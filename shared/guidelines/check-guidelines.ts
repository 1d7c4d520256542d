import type { Finding, Fix } from '../findings/finding.ts';
import type { Attributes } from '../metadata/attributes.ts';
import { anyTraits } from '../values/text-traits.ts';
import type { Traits } from '../values/text-traits.ts';
import { prepareContext } from './prepared-context.ts';
import { viewRecord } from './record-view.ts';
import type { GuidelineContext, Rule } from './rule.ts';
import { rules } from './rules.ts';

/** Requirement ids and sources as one sentence, made once per rule. */
const reasons = new Map(
  rules.map(
    (rule) => [rule, `${rule.why} (${rule.source}; ${rule.requirements.join(', ')})`] as const,
  ),
);

/**
 * Every guideline on one record. Pass the same context object for a whole batch: it is indexed once. Takes
 * any input and never throws.
 */
export function checkGuidelines(attributes: Attributes, context: GuidelineContext = {}): Finding[] {
  return checkAllGuidelines([{ attributes, context, traits: anyTraits }])[0] ?? [];
}

/** A record as the guidelines take it: `traits` are those of its texts, `anyTraits` where they are not known. */
export interface Guided {
  readonly attributes: Attributes;
  readonly context: GuidelineContext;
  readonly traits: Traits;
}

/** Every guideline (or those asked for) on many records, rule by rule (see `checkRecords`), in the records' order. */
export function checkAllGuidelines(
  records: readonly Guided[],
  asked: readonly Rule[] = rules,
): Finding[][] {
  const views = records.map(({ attributes, context }) =>
    viewRecord(attributes, prepareContext(context)),
  );
  const all = records.map((): Finding[] => []);
  for (const rule of asked) {
    let findings: Finding[] | undefined;
    const hit = (path: string, message: string, fix?: Fix): void => {
      findings?.push(findingOf(rule, { path, message, ...(fix === undefined ? {} : { fix }) }));
    };
    views.forEach((view, at) => {
      if (rule.needs !== undefined && ((records[at]?.traits ?? 0) & rule.needs) === 0) return;
      findings = all[at];
      rule.check(view, hit);
    });
  }
  return all;
}

function findingOf(rule: Rule, found: Pick<Finding, 'path' | 'message' | 'fix'>): Finding {
  const { code, severity, gate, remedy, why } = rule;
  return { code, severity, gate, remedy, why: reasons.get(rule) ?? why, ...found };
}
