import type { OutboxSummary } from '#shared/contract/outbox.ts';
import { describeOutbox, outboxText as text } from '#shared/text/outbox.en.ts';

/** What it does at this moment, how fast, and how long it will take. */
export function OutboxState({ summary }: { readonly summary: OutboxSummary }) {
  const waiting = summary.queuedCount + summary.inFlightCount + summary.waitingCount;
  return (
    <p className="line outbox-state soft" role="status">
      <span className="strong">{describeOutbox(summary)}</span>
      {waiting > 0 && <span>{text.waiting(waiting)}</span>}
      {summary.operationsPerSecond !== null && waiting > 0 && (
        <span>{text.rate(summary.operationsPerSecond)}</span>
      )}
      {summary.secondsLeft !== null && waiting > 0 && <span>{text.left(summary.secondsLeft)}</span>}
    </p>
  );
}
