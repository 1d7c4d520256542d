import { closeSync, fdatasyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

import type { SignedHead } from '#shared/contract/history.ts';
import { isJsonObject } from '#shared/support/json.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Ports } from '../ports.ts';
import { historyHead } from './append-event.ts';

/**
 * What came after the last anchor is not yet proved against a rewrite: with the moment that events are gathered
 * before anybody hears of them, no more than a second's work.
 */
const gapMs = 900;

export interface AnchorFile {
  /** Anchors the head: at once, or when the last anchor is old enough. Call after each unit of work. */
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
export function openAnchorFile(
  path: string,
  ledger: Ledger,
  { clock, log }: Pick<Ports, 'clock' | 'log'>,
): AnchorFile {
  mkdirSync(dirname(path), { recursive: true });
  const descriptor = openSync(path, 'a');
  const closed = new AbortController();
  let anchored = readAnchors(path).at(-1)?.hash;
  let lastAt = Number.NEGATIVE_INFINITY;
  let isDue = false;
  const flush = (): void => {
    const head = historyHead(ledger);
    if (head.sequence === 0 || head.hash === anchored) return;
    append({ ...head, at: new Date(clock.now()).toISOString() });
  };
  const append = (head: SignedHead): void => {
    // An anchor must not know of more than a loss of power would leave in the ledger.
    ledger.db.sync();
    // A line break on both sides: a line that a crash cut short spoils no other.
    writeSync(descriptor, `\n${JSON.stringify(head)}\n`);
    fdatasyncSync(descriptor);
    anchored = head.hash;
    lastAt = clock.monotonic();
  };
  const flushAfter = async (waitMs: number): Promise<void> => {
    isDue = true;
    try {
      await clock.sleep(waitMs, closed.signal);
      flush();
    } catch (cause) {
      if (closed.signal.aborted) return;
      const detail = { error: String(cause) };
      log({ level: 'error', message: 'The head of the history was not anchored', detail });
    } finally {
      isDue = false;
    }
  };
  return {
    note() {
      const waitMs = lastAt + gapMs - clock.monotonic();
      if (waitMs <= 0) flush();
      else if (!isDue) void flushAfter(waitMs);
    },
    flush,
    append,
    close() {
      closed.abort();
      closeSync(descriptor);
    },
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
