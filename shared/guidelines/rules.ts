import type { Rule } from './rule.ts';
import { descriptionRules } from './rules/description.ts';
import { identityRules } from './rules/identity.ts';
import { institutionRules } from './rules/institution.ts';
import { landingRules } from './rules/landing.ts';
import { peopleRules } from './rules/people.ts';
import { relationRules } from './rules/relations.ts';
import { removalRules } from './rules/removal.ts';
import { rightsRules } from './rules/rights.ts';
import { versionRules } from './rules/versions.ts';

/** All guidelines, in the order in which a record is read from top to bottom. */
export const rules: readonly Rule[] = [
  ...identityRules,
  ...landingRules,
  ...descriptionRules,
  ...peopleRules,
  ...institutionRules,
  ...versionRules,
  ...relationRules,
  ...rightsRules,
  ...removalRules,
];

/** The codes of the rules that answer a row of the requirements, such as `E20`. */
export function rulesForRequirement(id: string): readonly string[] {
  return rules.filter((rule) => rule.requirements.includes(id)).map((rule) => rule.code);
}
