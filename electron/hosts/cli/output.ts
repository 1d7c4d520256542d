import { once } from 'node:events';
import type { Writable } from 'node:stream';

import { cut, formatTable } from './text-table.ts';

/**
 * Where a verb speaks. Results go to stdout: JSON Lines with `--json`, else text for people. Talk and
 * progress go to stderr, so that a pipe sees results only.
 */
export interface Output {
  readonly json: boolean;
  /** One result as a JSON line; only with `--json`. */
  line(value: unknown): void;
  /** Results as text; only without `--json`. */
  print(text: string): void;
  table(header: readonly string[], rows: readonly (readonly string[])[]): void;
  /** A file on standard output, byte for byte but on a terminal; waits while the reader is slow. */
  raw(text: string): Promise<void>;
  /** A sentence beside the results. */
  readonly say: (text: string) => void;
  /** Redraws the bar on a terminal; silent elsewhere. Null takes the bar away. */
  progress(state: ProgressState | null): void;
}

export interface ProgressState {
  readonly label: string;
  readonly done: number;
  /** Null: not known yet. */
  readonly total: number | null;
  readonly failed?: number;
  readonly perSecond?: number | null;
  readonly secondsLeft?: number | null;
}

export interface Streams {
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
}

const barWidth = 24;

export function createOutput(streams: Streams, json: boolean): Output {
  let barShown = false;
  const clearBar = (): void => {
    if (barShown) streams.stderr.write('\r\u001b[2K');
    barShown = false;
  };
  const width = streams.stdout.isTTY === true ? (streams.stdout.columns ?? 80) : undefined;
  const print = (text: string): void => {
    if (json) return;
    clearBar();
    streams.stdout.write(`${harmless(text)}\n`);
  };
  return {
    json,
    line(value) {
      if (!json) return;
      clearBar();
      streams.stdout.write(`${JSON.stringify(value)}\n`);
    },
    print,
    table(header, rows) {
      const clean = rows.map((row) => row.map((cell) => harmless(cell.replace(/\s+/g, ' '))));
      print(formatTable(clean, { header, ...(width === undefined ? {} : { width }) }));
    },
    async raw(text) {
      clearBar();
      const shown = streams.stdout.isTTY === true ? harmless(text) : text;
      if (!streams.stdout.write(shown)) await once(streams.stdout, 'drain');
    },
    say(text) {
      clearBar();
      streams.stderr.write(`${harmless(text)}\n`);
    },
    progress(state) {
      if (streams.stderr.isTTY !== true) return;
      clearBar();
      if (state === null) return;
      const line = harmless(progressLine(state));
      streams.stderr.write(cut(line, (streams.stderr.columns ?? 80) - 1));
      barShown = true;
    },
  };
}

/** `Registering  [████████░░░░]  120 of 214, 2 failed, 41 a second, 3 s left`. */
export function progressLine(state: ProgressState): string {
  const share = state.total === null || state.total === 0 ? 0 : state.done / state.total;
  const full = Math.round(Math.min(1, share) * barWidth);
  const bar = `[${'█'.repeat(full)}${'░'.repeat(barWidth - full)}]`;
  const parts = [
    state.total === null ? `${state.done}` : `${state.done} of ${state.total}`,
    ...((state.failed ?? 0) > 0 ? [`${state.failed ?? 0} failed`] : []),
    ...(state.perSecond == null ? [] : [`${Math.round(state.perSecond)} a second`]),
    ...(state.secondsLeft == null ? [] : [`${Math.ceil(state.secondsLeft)} s left`]),
  ];
  return `${state.label}  ${state.total === null ? '' : `${bar}  `}${parts.join(', ')}`;
}

// Metadata comes from strangers: control characters would move the cursor or rename the window, and
// bidirectional overrides would show a DOI that is not the one that is meant (CVE-2021-42574).
const dangerous = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** A text that can be shown in a terminal: whatever could command the terminal becomes a mark. */
export function harmless(text: string): string {
  return text.replace(dangerous, '\ufffd');
}
