/** How many requests one address may send in a window that slides. */
export interface Rate {
  readonly requests: number;
  readonly seconds: number;
}

/** The firewall's count of one practice repository: all its callers have the same address. */
export interface RateWindow {
  /** Counts a request; false when it is one too many. What is refused counts as well. */
  admit(nowMs: number): boolean;
}

/**
 * The firewall counts the requests of an address in the last seconds, and lets one through again when
 * enough of them are old enough (datacite.md 2.6).
 */
export function createRateWindow(rate: Rate): RateWindow {
  const recent: number[] = [];
  return {
    admit(nowMs) {
      const oldest = nowMs - rate.seconds * 1000;
      const first = recent.findIndex((at) => at > oldest);
      recent.splice(0, first < 0 ? recent.length : first);
      recent.push(nowMs);
      return recent.length <= rate.requests;
    },
  };
}
