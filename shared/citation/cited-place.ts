/**
 * Where a record stands in its version chain, as a file tells it. It holds for the day of the file: formats get it in
 * a field that reference managers keep and bibliographies do not print.
 */
export interface CitedPlace {
  /** `Version 2 of 4, newer exists: https://doi.org/…. Pinned to commit 1cbd…` */
  readonly note: string;
  /** Counted from 1, the oldest first; null for the item itself. */
  readonly number: number | null;
  /** Address of the newest version, where it is newer than this one. */
  readonly newer: string | null;
}

/** What citation formats take beside a record. */
export interface WithPlace {
  readonly place?: CitedPlace | null;
}
