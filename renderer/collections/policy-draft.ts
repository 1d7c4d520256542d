import type { FindingsPolicy } from '#shared/contract/policies.ts';

/** The choice that leaves a finding as the rules have it. */
export const asIs = 'as-is';

export interface CodeCount {
  readonly code: string;
  readonly count: number;
}

/** The codes that the collection has, the most frequent first, then those that are only decided about. */
export function codesOf(
  found: readonly { readonly value: string; readonly count: number }[],
  { severities, gates }: FindingsPolicy,
): readonly CodeCount[] {
  const counted = found.map(({ value, count }) => ({ code: value, count }));
  const there = new Set(counted.map(({ code }) => code));
  const decided = [...new Set([...Object.keys(severities), ...Object.keys(gates)])].sort();
  return [
    ...counted,
    ...decided.filter((code) => !there.has(code)).map((code) => ({ code, count: 0 })),
  ];
}

/** The policy with one decision changed; `as-is` takes it away. */
export function decide(
  policy: FindingsPolicy,
  part: keyof FindingsPolicy,
  { code, choice }: { readonly code: string; readonly choice: string },
): FindingsPolicy {
  const others = Object.entries(policy[part]).filter(([each]) => each !== code);
  const decided = choice === asIs ? others : [...others, [code, choice]];
  return { ...policy, [part]: Object.fromEntries(decided) as FindingsPolicy[typeof part] };
}
