import type { Finding } from '#shared/findings/finding.ts';

/** What an edit does to the findings of a record, where it brings no new one. */
export interface FindingDifference {
  readonly gone: readonly Finding[];
  /** Those that say the same of the same place in other words, as with another name in them. */
  readonly reworded: readonly { readonly before: Finding; readonly after: Finding }[];
}

export const noDifference: FindingDifference = { gone: [], reworded: [] };

export function isNoDifference({ gone, reworded }: FindingDifference): boolean {
  return gone.length === 0 && reworded.length === 0;
}

/** Null: there are new ones, which may refuse the edit. */
export function differenceOf(
  before: readonly Finding[],
  after: readonly Finding[],
): FindingDifference | null {
  if (after.length > before.length) return null;
  return (
    (after.length === before.length ? rewordedOnly(before, after) : null) ?? goneOnly(before, after)
  );
}

function rewordedOnly(
  before: readonly Finding[],
  after: readonly Finding[],
): FindingDifference | null {
  const reworded: { before: Finding; after: Finding }[] = [];
  for (const [at, own] of before.entries()) {
    const other = after[at];
    if (other === undefined || !isAlike(own, other)) return null;
    if (!isSame(own, other)) reworded.push({ before: own, after: other });
  }
  return reworded.length === 0 ? noDifference : { gone: [], reworded };
}

/** What a policy or a waiver goes by, and what counts. */
function isAlike(one: Finding, other: Finding): boolean {
  return (
    one.code === other.code &&
    one.path === other.path &&
    one.severity === other.severity &&
    one.gate === other.gate
  );
}

function isSame(one: Finding, other: Finding): boolean {
  return (
    one.message === other.message &&
    one.remedy === other.remedy &&
    one.why === other.why &&
    (one.fix === other.fix || JSON.stringify(one.fix) === JSON.stringify(other.fix))
  );
}

function goneOnly(before: readonly Finding[], after: readonly Finding[]): FindingDifference | null {
  const left = new Map<string, Finding[]>();
  for (const finding of before) {
    const text = JSON.stringify(finding);
    left.set(text, [...(left.get(text) ?? []), finding]);
  }
  for (const finding of after) {
    if (left.get(JSON.stringify(finding))?.pop() === undefined) return null;
  }
  return { gone: [...left.values()].flat(), reworded: [] };
}

/** Stored findings afterwards, as JSON; null where one of them is stored otherwise, as by a policy. */
export function withDifference(
  stored: string,
  { gone, reworded }: FindingDifference,
): string | null {
  const left = JSON.parse(stored) as Finding[];
  const placeOf = (finding: Finding): number => {
    const text = JSON.stringify(finding);
    return left.findIndex((each) => JSON.stringify(each) === text);
  };
  for (const { before, after } of reworded) {
    const at = placeOf(before);
    if (at < 0) return null;
    left[at] = after;
  }
  for (const finding of gone) {
    const at = placeOf(finding);
    if (at < 0) return null;
    left.splice(at, 1);
  }
  return JSON.stringify(left);
}
