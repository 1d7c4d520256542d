import { ProgressBar } from 'react-aria-components';

interface Part {
  readonly kind: 'done' | 'failed' | 'rest';
  readonly count: number;
}

interface Props {
  readonly label: string;
  /** Null: how much there is in all is not known yet. */
  readonly total: number | null;
  readonly parts: readonly Part[];
}

/** Progress of long work as one line: what is done, what failed, what is left. */
export function ProgressLine({ label, total, parts }: Props) {
  const sum = parts.reduce((all, part) => all + part.count, 0);
  const whole = Math.max(total ?? sum, 1);
  return (
    <ProgressBar
      aria-label={label}
      className="progress"
      {...(total === null ? { isIndeterminate: true } : { value: sum, maxValue: whole })}
    >
      {total === null ? (
        <span className="progress-part progress-moving" />
      ) : (
        parts.map((part) => (
          <span
            key={part.kind}
            className={`progress-part progress-${part.kind}`}
            style={{ width: `${(part.count / whole) * 100}%` }}
          />
        ))
      )}
    </ProgressBar>
  );
}
