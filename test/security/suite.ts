/** One line of the scoreboard (reliability.md, S1 to S10). */
export interface Proof {
  readonly id: string;
  readonly what: string;
  /** What was tried. */
  readonly tried: number;
  /** What got through; must be 0. */
  readonly through: number;
  /** What should have been tried and was not; must be 0 as well. */
  readonly missed?: number;
  /** What got through when the defence was taken away; must be more than 0, else the proof proves nothing. */
  readonly sabotaged: number;
  /** The first that got through, for whoever mends it. */
  readonly example: string | null;
}

export interface Extent {
  readonly isLong: boolean;
  readonly seed: number;
  /** S6: these views alone, to look at one again; all of them unless told. */
  readonly views?: readonly string[];
}

/** Numbers from 0 to `most - 1`, the same for the same seed (mulberry32). */
export function seeded(seed: number): (most: number) => number {
  let state = seed >>> 0;
  return (most) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % most;
  };
}

export function isProved({ tried, through, missed = 0, sabotaged }: Proof): boolean {
  return tried > 0 && through === 0 && missed === 0 && sabotaged > 0;
}
