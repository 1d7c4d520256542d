import { isJsonObject } from '#shared/support/json.ts';
import type { StoredEvent } from './event-text.ts';

/** A text that an event commits to: where it belongs, and the commitment. */
export interface SealedPart {
  /** `person`, `reason`, `changes.PATH` or `detail.NAME`. */
  readonly part: string;
  readonly commitment: string;
}

/** Every commitment of an event, in the order of the part's name; none in format 1. */
export function sealedParts(
  event: Pick<StoredEvent, 'format' | 'person' | 'reason' | 'body'>,
): SealedPart[] {
  if (event.format === 1) return [];
  const parts: SealedPart[] = [];
  // Parsing costs more than hashing: bodies that commit to nothing are common and passed over.
  if (event.body.includes('"sealed":')) {
    const body: unknown = JSON.parse(event.body);
    const { changes, detail } = isJsonObject(body) ? body : {};
    for (const change of Array.isArray(changes) ? (changes as unknown[]) : []) {
      if (isSealed(change) && typeof change['path'] === 'string') {
        parts.push({ part: `changes.${change['path']}`, commitment: change.sealed });
      }
    }
    for (const [name, value] of Object.entries(isJsonObject(detail) ? detail : {})) {
      if (isSealed(value)) parts.push({ part: `detail.${name}`, commitment: value.sealed });
    }
  }
  if (event.person !== null) parts.push({ part: 'person', commitment: event.person });
  if (event.reason !== null) parts.push({ part: 'reason', commitment: event.reason });
  return parts.sort((one, other) => (one.part < other.part ? -1 : 1));
}

function isSealed(value: unknown): value is Readonly<Record<string, unknown>> & { sealed: string } {
  return isJsonObject(value) && typeof value['sealed'] === 'string';
}

/** The kind of the event that says which texts were taken out. */
export const redactedKind = 'history.redacted';

/** What such an event names in its detail, as `SEQUENCE PART`. */
export function redactedBy(body: string): string[] {
  const parsed: unknown = JSON.parse(body);
  const detail = isJsonObject(parsed) ? parsed['detail'] : null;
  const redacted = isJsonObject(detail) ? detail['redacted'] : null;
  if (!isJsonObject(redacted)) return [];
  return Object.entries(redacted).flatMap(([part, sequences]) =>
    (Array.isArray(sequences) ? (sequences as unknown[]) : []).map(
      (sequence) => `${String(sequence)} ${part}`,
    ),
  );
}
