import type { Output } from '#shared/contract/contract.ts';
import { formatDateTime } from '#shared/text/format.ts';
import { outboxText as text } from '#shared/text/outbox.en.ts';

interface Props {
  readonly attempts: Output<'outbox.operation'>['attempts'];
}

/** Every time it was tried: when, and what came back. */
export function AttemptList({ attempts }: Props) {
  if (attempts.length === 0) return <p className="soft">{text.noAttempts}</p>;
  return (
    <ol className="timeline">
      {attempts.toReversed().map((attempt) => (
        <li key={attempt.number} className="timeline-event">
          <p>
            <span className="strong">{text.attempt(attempt.number)}</span>{' '}
            <span className="soft">
              {attempt.outcome ?? text.stillRunning}
              {attempt.httpStatus !== null && ` · ${text.httpStatus(attempt.httpStatus)}`}
            </span>
          </p>
          <p className="small soft">{formatDateTime(attempt.startedAt)}</p>
          {attempt.message !== null && <p>{attempt.message}</p>}
        </li>
      ))}
    </ol>
  );
}
