import type { Json, JsonObject } from '#shared/support/json.ts';

/** Which requests a fault is for. Absent members match everything. */
export interface FaultMatch {
  readonly method?: string;
  /** The path without its query, or its beginning with a `*` at the end. */
  readonly path?: string;
  /** Begins with the n-th request that matches otherwise; 1 is the first. */
  readonly nth?: number;
}

/** What happens instead of, or besides, the answer. Plain data, so that it can come from another process. */
export type FaultResponse =
  /** An answer of the firewall or a gateway; nothing is committed. 5xx come as HTML unless told. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly retryAfter?: number | string;
      readonly body?: string;
      readonly contentType?: string;
    }
  /** No answer ever; the connection stays open until the client gives up. */
  | { readonly kind: 'time-out'; readonly commits?: boolean }
  /** The connection is reset. */
  | { readonly kind: 'reset'; readonly commits?: boolean }
  /** Committed; the connection ends without a word. */
  | { readonly kind: 'lost-response' }
  /** Committed; half of the body, then the end. */
  | { readonly kind: 'truncated' }
  /** Committed; valid JSON that is no JSON:API answer. */
  | { readonly kind: 'wrong-shape'; readonly body?: Json }
  /** Committed; the answer comes a few bytes at a time. */
  | { readonly kind: 'slow-drip'; readonly milliseconds: number }
  /** Answered as usual; somebody else changes the DOI before or after it. */
  | {
      readonly kind: 'third-party-edit';
      readonly attributes: JsonObject;
      readonly doi?: string;
      readonly when?: 'before' | 'after';
    }
  /** Answered as usual, but the handle server could not be reached: `registered` stays null. */
  | { readonly kind: 'handle-server-down' }
  /** A proxy delivers the request twice; the second answer is given. */
  | { readonly kind: 'duplicate-delivery' };

export interface Fault {
  readonly match: FaultMatch;
  /** How often; 1 unless told, null for ever. */
  readonly times?: number | null;
  readonly respond: FaultResponse;
}

/** A fault script at work: counts what matched and takes each fault as often as it says. */
export interface FaultScript {
  take(method: string, path: string): FaultResponse | null;
}

export function createFaultScript(faults: readonly Fault[]): FaultScript {
  const states = faults.map((fault) => ({
    fault,
    seen: 0,
    left: fault.times === undefined ? 1 : fault.times,
  }));
  return {
    take(method, path) {
      let taken: FaultResponse | null = null;
      for (const state of states) {
        if (!isMatch(state.fault.match, method, path)) continue;
        state.seen += 1;
        if (taken !== null || state.left === 0 || state.seen < (state.fault.match.nth ?? 1))
          continue;
        if (state.left !== null) state.left -= 1;
        taken = state.fault.respond;
      }
      return taken;
    },
  };
}

function isMatch(match: FaultMatch, method: string, path: string): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
  if (match.path === undefined) return true;
  return match.path.endsWith('*')
    ? path.startsWith(match.path.slice(0, -1))
    : path.toLowerCase() === match.path.toLowerCase();
}

/** Whether the request is carried out at all. */
export function commits(fault: FaultResponse | null): boolean {
  if (fault?.kind === 'status') return false;
  return fault?.kind === 'reset' || fault?.kind === 'time-out' ? fault.commits === true : true;
}
