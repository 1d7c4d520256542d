const minuteMs = 60_000;
/** Soon while the person who puts the page online may still be at it, then ever more rarely. */
const pauses = [1, 2, 5, 15, 30].map((minutes) => minutes * minuteMs);
const longestPauseMs = 60 * minuteMs;

/** Milliseconds until a page that was looked for `looks` times in vain is looked for again, without end. */
export function lookAgainAfterMs(looks: number): number {
  return pauses[looks - 1] ?? longestPauseMs;
}
