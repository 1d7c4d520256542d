import type { Finding, Gate, Severity } from '../findings/finding.ts';

/** What a collection's steward decided about findings. Plain data, kept with the collection. */
export interface Policy {
  /** By code; `off` drops the finding. What the service refuses stays an error whatever is said here. */
  readonly severities?: Readonly<Record<string, Exclude<Severity, 'error'> | 'off'>>;
  readonly gates?: Readonly<Record<string, Gate>>;
  readonly waivers?: readonly Waiver[];
}

/** One finding that a person looked at and let stand. */
export interface Waiver {
  readonly code: string;
  /** Absent: wherever in the record the finding is. */
  readonly path?: string;
  /** Never empty: a waiver without a reason is not heeded. */
  readonly reason: string;
  readonly by?: string;
  readonly at?: string;
}

export interface PolicyOutcome {
  readonly standing: readonly Finding[];
  readonly waived: readonly { readonly finding: Finding; readonly waiver: Waiver }[];
}

/** Applies a collection's policy to the findings of one record. Errors are neither changed nor waived. */
export function applyPolicy(findings: readonly Finding[], policy: Policy): PolicyOutcome {
  const standing: Finding[] = [];
  const waived: { finding: Finding; waiver: Waiver }[] = [];
  for (const finding of findings) {
    const judged = finding.severity === 'error' ? finding : judge(finding, policy);
    if (judged === null) continue;
    const waiver = judged.severity === 'error' ? undefined : findWaiver(judged, policy.waivers);
    if (waiver === undefined) standing.push(judged);
    else waived.push({ finding: judged, waiver });
  }
  return { standing, waived };
}

function judge(finding: Finding, policy: Policy): Finding | null {
  const severity = own(policy.severities, finding.code) ?? finding.severity;
  const gate = own(policy.gates, finding.code) ?? finding.gate;
  if (severity === 'off') return null;
  return severity === finding.severity && gate === finding.gate
    ? finding
    : { ...finding, severity, gate };
}

function findWaiver(finding: Finding, waivers: readonly Waiver[] = []): Waiver | undefined {
  return waivers.find(
    ({ code, path, reason }) =>
      code === finding.code &&
      (path === undefined || path === finding.path) &&
      reason.trim() !== '',
  );
}

/** A member of a record that came from outside: `constructor` must not find anything. */
function own<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}
