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
 * any input and never throws. `traits` are those of the record's texts, where they are known.
 */
export function checkGuidelines(
  attributes: Attributes,
  context: GuidelineContext = {},
  traits: Traits = anyTraits,
): Finding[] {
  const findings: Finding[] = [];
  const view = viewRecord(attributes, prepareContext(context));
  let current: Rule | null = null;
  const hit = (path: string, message: string, fix?: Fix): void => {
    if (current !== null)
      findings.push(findingOf(current, { path, message, ...(fix === undefined ? {} : { fix }) }));
  };
  for (const rule of rules) {
    if (rule.needs !== undefined && (traits & rule.needs) === 0) continue;
    current = rule;
    rule.check(view, hit);
  }
  return findings;
}

function findingOf(rule: Rule, found: Pick<Finding, 'path' | 'message' | 'fix'>): Finding {
  const { code, severity, gate, remedy, why } = rule;
  return { code, severity, gate, remedy, why: reasons.get(rule) ?? why, ...found };
}
