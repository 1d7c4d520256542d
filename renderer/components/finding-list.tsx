import type { WireFinding } from '#shared/contract/define.ts';
import { severityText } from '#shared/text/states.en.ts';

import { Icon } from './icon.tsx';

const rank = { error: 0, warning: 1, hint: 2 } as const;

/** Findings, the gravest first: what is wrong and where, why it matters, what to do. */
export function FindingList({ findings }: { readonly findings: readonly WireFinding[] }) {
  const sorted = findings.toSorted((one, other) => rank[one.severity] - rank[other.severity]);
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
            {finding.path !== '' && <p className="mono faint">{finding.path}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
