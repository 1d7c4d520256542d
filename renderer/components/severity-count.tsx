import type { Severity } from '#shared/findings/finding.ts';
import { formatCount } from '#shared/text/format.ts';
import { severityText } from '#shared/text/states.en.ts';

import { Icon } from './icon.tsx';

/** How many findings of one severity: icon, figure and, for readers, the word. Nothing at zero. */
export function SeverityCount({
  severity,
  count,
}: {
  readonly severity: Severity;
  readonly count: number;
}) {
  if (count === 0) return null;
  const word = `${severityText[severity].label.toLowerCase()}${count === 1 ? '' : 's'}`;
  return (
    <span className={`severity severity-${severity}`} title={`${count} ${word}`}>
      <Icon name={severity} size={14} />
      {formatCount(count)}
      <span className="unseen"> {word}</span>
    </span>
  );
}
