import { formatCounted } from './format.ts';

/** What stewards decide about findings: for a collection, and for one finding of one record. */
export const policiesText = {
  title: 'Findings policy',
  hint:
    'Says how much a finding weighs in this collection, and whether publishing waits for it. What DataCite ' +
    'refuses stays an error whatever is said here.',
  none: 'There are no findings to decide about.',
  waived: (count: number) =>
    `${formatCounted(count, 'finding is', 'findings are')} waived one by one, each with its reason.`,
  pending: 'The records are being checked by this policy.',
  finding: 'Finding',
  records: 'Records',
  severity: 'Weighs as',
  gate: 'When publishing',
  severityOf: (name: string) => `How much “${name}” weighs`,
  gateOf: (name: string) => `What “${name}” does when publishing`,
  asIs: 'As it is',
  severities: { warning: 'Warning', hint: 'Hint', off: 'Not shown' },
  gates: { blocks: 'Blocks', asks: 'Asks', none: 'Lets pass' },
  showAll: (count: number) => `Show all ${count}`,
  reason: 'Reason',
  reasonHint: 'Kept in the history, so that a colleague can follow it.',
  apply: (count: number) => `Apply to ${formatCounted(count, 'record', 'records')}`,
  applied: 'The policy is saved.',

  waive: 'Waive',
  waiveTitle: 'Waive this finding',
  waiveHint:
    'The record stays as it is, and the finding no longer counts. It comes back when you withdraw the waiver.',
  waiveReason: 'Why it may stand',
  waiveAction: 'Waive it',
  cancel: 'Cancel',
  waivedTitle: 'Waived',
  withdraw: 'Withdraw',
  waivedBy: (person: string | null) => (person === null ? 'Waived' : `Waived by ${person}`),
  gone: 'The record no longer has this finding.',
} as const;

/** Words of finding codes that are names or abbreviations. */
const ownCase = new Map(
  ['DOI', 'DOIs', 'ISNI', 'ISSN', 'JSON', 'ORCID', 'ROR', 'SPDX', 'URL', 'XML'].map((word) => [
    word.toLowerCase(),
    word,
  ]),
);

/** `publisher-ror-missing` as people read it: `Publisher ROR missing`. */
export function nameOfCode(code: string): string {
  const words = code
    .split('-')
    .map((word) => ownCase.get(word) ?? word)
    .join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
