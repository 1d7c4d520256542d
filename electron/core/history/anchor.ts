import { closeSync, fdatasyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

import type { SignedHead } from '#shared/contract/history.ts';
import { isJsonObject } from '#shared/support/json.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Clock } from '../ports.ts';
import { historyHead } from './append-event.ts';

/** What is written after this moment is not yet proved against a rewrite: the price of a cheap anchor. */
const minimumGapMs = 1000;

export interface AnchorFile {
  /** Anchors the head unless that was done less than a second ago. Call after each unit of work. */
  note(): void;
  /** Anchors the head now. */
  flush(): void;
  /** Appends a head that carries a signature. */
  append(head: SignedHead): void;
  close(): void;
}

/**
 * A file beside the ledger, in a folder of its own, to which the head of the history is appended as
 * one JSON line. Lines are never taken out, also not those that contradict the ledger: they are the
 * evidence. `clock.monotonic` measures the gap.
 */
export function openAnchorFile(path: string, ledger: Ledger, clock: Clock): AnchorFile {
  mkdirSync(dirname(path), { recursive: true });
  const descriptor = openSync(path, 'a');
  let anchored = readAnchors(path).at(-1)?.hash;
  let lastAt = Number.NEGATIVE_INFINITY;
  const flush = (): void => {
    const head = historyHead(ledger);
    if (head.sequence === 0 || head.hash === anchored) return;
    append({ ...head, at: new Date(clock.now()).toISOString() });
  };
  const append = (head: SignedHead): void => {
    // A line break on both sides: a line that a crash cut short spoils no other.
    writeSync(descriptor, `\n${JSON.stringify(head)}\n`);
    fdatasyncSync(descriptor);
    anchored = head.hash;
    lastAt = clock.monotonic();
  };
  return {
    note() {
      if (clock.monotonic() - lastAt >= minimumGapMs) flush();
    },
    flush,
    append,
    close: () => closeSync(descriptor),
  };
}

/** All anchors of a file, in order; none where there is no file. A line cut short by a crash is passed over. */
export function readAnchors(path: string): SignedHead[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw cause;
  }
  return text.split('\n').flatMap((line) => parseAnchor(line) ?? []);
}

function parseAnchor(line: string): SignedHead | null {
  if (line === '') return null;
  try {
    const value: unknown = JSON.parse(line);
    if (!isJsonObject(value)) return null;
    const { sequence, hash, at, key, signature } = value;
    const isWhole =
      typeof sequence === 'number' && typeof hash === 'string' && typeof at === 'string';
    if (!isWhole) return null;
    const isSigned = typeof key === 'string' && typeof signature === 'string';
    return isSigned ? { sequence, hash, at, key, signature } : { sequence, hash, at };
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}
