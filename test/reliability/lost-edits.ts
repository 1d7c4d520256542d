import type { Edit } from './edits.ts';

/** Edits of the steward, each list in the order in which they were committed. */
export interface StewardEdits {
  /** All that the history holds, whether anybody heard of them or not. */
  readonly committed: readonly Edit[];
  readonly acknowledged: readonly Edit[];
}

/**
 * An acknowledged edit must stand in the history, and the last committed one of each attribute must have reached
 * the repository, where only the colleague may have written after it: the steward let her own values stand. Which
 * one is the last, the history says and not the acknowledgements: a process that was killed may have committed an
 * edit that nobody heard of, and that one replaces an acknowledged one which was not sent yet. Answers a sentence
 * for each edit that is lost.
 */
export function lostEdits(
  { committed, acknowledged }: StewardEdits,
  hasReached: (edit: Edit) => boolean,
): string[] {
  const known = new Set(committed.map(nameOf));
  const forgotten = acknowledged.filter((edit) => !known.has(nameOf(edit)));
  const last = new Map(committed.map((edit) => [`${edit.doi} ${edit.key}`, edit]));
  const unsent = [...last.values()].filter((edit) => !hasReached(edit));
  return [
    ...forgotten.map((edit) => `${nameOf(edit)} is not in the history`),
    ...unsent.map((edit) => `${nameOf(edit)} never reached DataCite`),
  ];
}

const nameOf = ({ doi, key, value }: Edit): string => `${doi} ${key} ${value}`;
