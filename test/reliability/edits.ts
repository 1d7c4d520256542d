import type { TextKey } from './simulation/model.ts';

/** What the steward and the colleague of the kill loop change, both the same. */
export const editedKeys = ['version', 'titles', 'descriptions'] as const satisfies TextKey[];

/** An edit that the steward's process has committed, and has said so. */
export interface Edit {
  readonly doi: string;
  readonly key: (typeof editedKeys)[number];
  /** Unique: `s-…` was written by the steward, `c-…` by the colleague. */
  readonly value: string;
}
