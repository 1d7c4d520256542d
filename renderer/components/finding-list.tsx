import type { ReactNode } from 'react';

import type { WireFinding } from '#shared/contract/define.ts';
import { aboutFinding, countHints, severityText } from '#shared/text/states.en.ts';

import { Icon } from './icon.tsx';

const rank = { error: 0, warning: 1, hint: 2 } as const;

/** Findings, the gravest first: what is wrong and where, why it matters, what to do. */
export function FindingList({
  findings,
  foldHints = false,
  action,
}: {
  readonly findings: readonly WireFinding[];
  /** Hints stand behind a line that says how many there are. */
  readonly foldHints?: boolean;
  /** What can be done about a finding, beside it. */
  readonly action?: (finding: WireFinding) => ReactNode;
}) {
  const hints = findings.filter((finding) => finding.severity === 'hint');
  const sorted = findings.toSorted((one, other) => rank[one.severity] - rank[other.severity]);
  if (foldHints && hints.length > 0) {
    const rest = findings.filter((finding) => finding.severity !== 'hint');
    return (
      <>
        <FindingList findings={rest} />
        <details className="findings-folded">
          <summary className="severity severity-hint">
            <Icon name="hint" />
            {countHints(hints.length)}
          </summary>
          <FindingList findings={hints} />
        </details>
      </>
    );
  }
  return (
    <ul className="findings">
      {sorted.map((finding, index) => (
        <li
          key={`${finding.code} ${finding.path} ${index}`}
          className={`finding finding-${finding.severity}`}
        >
          <Icon name={finding.severity} />
          <div className="finding-text">
            <p>
              <span className="unseen">{severityText[finding.severity].label}: </span>
              <span className="strong">{finding.message}</span>
            </p>
            {finding.remedy !== undefined && <p>{finding.remedy}</p>}
            {finding.why !== undefined && <p className="soft small">{finding.why}</p>}
            <p className="line line-wrap small">
              {finding.path !== '' && <span className="mono faint">{finding.path}</span>}
              <a href={`#/help/${encodeURIComponent(finding.code)}`}>
                {aboutFinding}
                <span className="unseen">: {finding.code}</span>
              </a>
            </p>
          </div>
          {action?.(finding)}
        </li>
      ))}
    </ul>
  );
}
