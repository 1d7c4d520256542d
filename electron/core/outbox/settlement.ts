import type { Failure } from '#shared/contract/define.ts';
import type { Later, Verdict } from '#shared/outbox/classify-response.ts';
import type { RemoteRecord } from '#shared/outbox/remote-record.ts';
import type { ReadyOperation } from './operation-table.ts';

/** How one contact with the service ended for an operation; written to the ledger by `settle`. */
export type Settlement = { readonly operation: ReadyOperation; readonly tookMs: number } & Ending;

export type Ending =
  /** The service holds what was meant. `found`: an earlier attempt had done it already. */
  | {
      readonly event: 'confirm';
      readonly record: RemoteRecord | null;
      readonly httpStatus: number | null;
      readonly found: boolean;
      /** Attributes that somebody else changed meanwhile and that were left as they are. */
      readonly foreignChanges: readonly string[];
      /** The copy that was read right before an update; null where it was not sent in this contact. */
      readonly before: RemoteRecord | null;
      /** The service's name for the request; null where its answer was not seen. */
      readonly requestId: string | null;
    }
  /** It may have had its effect: the DOI is read next. */
  | { readonly event: 'lose'; readonly httpStatus: number | null; readonly message: string }
  /** It certainly had none, and is worth repeating. */
  | { readonly event: 'postpone'; readonly later: Later }
  /** Whether it had one is still not known. */
  | { readonly event: 'stay'; readonly later: Later }
  | { readonly event: 'refuse'; readonly failure: Failure; readonly httpStatus: number | null }
  | { readonly event: 'diverge'; readonly failure: Failure; readonly record: RemoteRecord | null }
  /** Not sent, or refused for the account's sake: it goes back as if nothing had been. */
  | { readonly event: 'park'; readonly hold: string | null };

/** A read that told nothing is tried again as the service's fault would be. */
export function asLater(verdict: Extract<Verdict, { kind: 'later' | 'unknown' }>): Later {
  if (verdict.kind === 'later') return verdict;
  return { kind: 'later', reason: 'service', retryAfterMs: null, message: verdict.message };
}
