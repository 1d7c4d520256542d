/**
 * When a change asks for a DOI of its own: a policy is data that an institution edits, with the day from
 * which it holds. A decision keeps the policy's name and day; a later policy does not rewrite it.
 */
export interface VersionPolicy {
  readonly name: string;
  /** What the institution says about it, for people. */
  readonly text: string;
  /** `YYYY-MM-DD`. */
  readonly validFrom: string;
  readonly rules: readonly PolicyRule[];
}

export interface PolicyRule {
  /** Its identity within the policy: `data-changed`. */
  readonly change: string;
  /** The question that a steward ticks: "Data were added, removed or corrected". */
  readonly label: string;
  readonly proposal: Proposal;
  readonly why: string;
}

/** `update`: in place, with a raised version and a date. `new-doi`: a new version. `ask`: a person weighs it. */
export type Proposal = 'update' | 'ask' | 'new-doi';

export interface VersionDecision {
  readonly proposal: Proposal;
  /** The rules that led to it, the weightiest first; those of a lesser weight follow. */
  readonly reasons: readonly PolicyRule[];
  readonly policyName: string;
  readonly policyValidFrom: string;
}

/** After DataCite's best practices (a new DOI for a major change; a minor version may stay) and its guide to versioning. */
export const standardPolicy: VersionPolicy = {
  name: 'DataCite best practices',
  text: 'A new DOI for a new major version: whoever cited the old one means the old one. A minor version may stay under its DOI, with a raised version and a date of the type Updated.',
  validFrom: '2024-01-01',
  rules: [
    {
      change: 'data',
      label: 'Data were added, removed or corrected, so that results may differ',
      proposal: 'new-doi',
      why: 'Somebody who repeats a study needs the very data that it used.',
    },
    {
      change: 'weights',
      label: 'The model was trained again, or its weights changed',
      proposal: 'new-doi',
      why: 'Other weights give other answers; they are another model.',
    },
    {
      change: 'schema',
      label: 'Columns, classes, formats or the interface changed',
      proposal: 'new-doi',
      why: 'What was written for the old form fails with the new one.',
    },
    {
      change: 'licence',
      label: 'The licence changed',
      proposal: 'ask',
      why: 'A wider licence may go with the same DOI. A narrower one takes a right away from those who have the old version.',
    },
    {
      change: 'files',
      label: 'Files were added, and nothing that was there changed',
      proposal: 'update',
      why: 'What was cited is still there; the version rises by a minor step.',
    },
    {
      change: 'documentation',
      label: 'The card, the read-me or other documentation was improved',
      proposal: 'update',
      why: 'The object itself is the same.',
    },
    {
      change: 'metadata',
      label: 'Metadata were corrected or completed: names, keywords, relations',
      proposal: 'update',
      why: 'Metadata are kept up to date under the same DOI.',
    },
    {
      change: 'typo',
      label: 'A spelling mistake',
      proposal: 'update',
      why: 'Nobody’s results depend on it.',
    },
  ],
};

const weight: Readonly<Record<Proposal, number>> = { 'new-doi': 2, ask: 1, update: 0 };

/** The weightiest proposal among the ticked changes. Null: nothing was ticked, or nothing that the policy knows. */
export function decideVersion(
  policy: VersionPolicy,
  changes: readonly string[],
): VersionDecision | null {
  const reasons = policy.rules
    .filter(({ change }) => changes.includes(change))
    .sort((one, other) => weight[other.proposal] - weight[one.proposal]);
  const [first] = reasons;
  if (first === undefined) return null;
  return {
    proposal: first.proposal,
    reasons,
    policyName: policy.name,
    policyValidFrom: policy.validFrom,
  };
}

/** The policy that holds on a day: the youngest that has begun; before all of them, the first. */
export function policyOn(policies: readonly VersionPolicy[], day: string): VersionPolicy {
  const sorted = [...policies].sort((one, other) => (one.validFrom < other.validFrom ? -1 : 1));
  return sorted.findLast(({ validFrom }) => validFrom <= day) ?? sorted[0] ?? standardPolicy;
}
