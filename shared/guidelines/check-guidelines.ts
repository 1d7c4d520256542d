import type { Finding, Fix } from '../findings/finding.ts';
import type { Attributes } from '../metadata/attributes.ts';
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
  const findings: Finding[] = [];
  const view = viewRecord(attributes, prepareContext(context));
  let current: Rule | null = null;
  const hit = (path: string, message: string, fix?: Fix): void => {
    if (current !== null)
      findings.push(findingOf(current, { path, message, ...(fix === undefined ? {} : { fix }) }));
  };
  for (const rule of rules) {
    current = rule;
    rule.check(view, hit);
  }
  return findings;
}

function findingOf(rule: Rule, found: Pick<Finding, 'path' | 'message' | 'fix'>): Finding {
  const { code, severity, gate, remedy, why } = rule;
  return { code, severity, gate, remedy, why: reasons.get(rule) ?? why, ...found };
}
