import type { RandomBytes } from '#shared/support/random.ts';
import { jsonAnswer, Refusal } from './answer.ts';
import type { PracticeRecord } from './record.ts';

/** OpenSearch's `search.max_open_scroll_context` and `search.max_keep_alive`. */
const maxOpen = 500;
const maxKeepAliveMs = 24 * 60 * 60 * 1000;

const units: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** One part of a snapshot. */
interface ScrollPart {
  readonly id: string;
  readonly total: number;
  readonly rows: readonly PracticeRecord[];
}

interface Scroll {
  readonly rows: readonly PracticeRecord[];
  readonly size: number;
  at: number;
  endsMs: number;
}

/** The snapshots that lists are scrolled through; kept in memory, so a restart ends them all. */
export interface ScrollTable {
  /** Keeps these rows and gives the first part. */
  open(rows: readonly PracticeRecord[], size: number, keepAlive: string): ScrollPart;
  /** The next part, and the snapshot is kept for as long again; null when it has expired. */
  next(id: string, keepAlive: string): ScrollPart | null;
  clear(): void;
}

export function createScrollTable(now: () => number, randomBytes: RandomBytes): ScrollTable {
  const scrolls = new Map<string, Scroll>();
  const dropExpired = (): void => {
    for (const [id, { endsMs }] of scrolls) if (endsMs < now()) scrolls.delete(id);
  };
  const take = (id: string, scroll: Scroll): ScrollPart => {
    const rows = scroll.rows.slice(scroll.at, scroll.at + scroll.size);
    scroll.at += rows.length;
    return { id, total: scroll.rows.length, rows };
  };
  return {
    open(rows, size, keepAlive) {
      const endsMs = now() + readKeepAlive(keepAlive);
      if (size === 0) refuseScroll('[size] cannot be [0] in a scroll context');
      dropExpired();
      if (scrolls.size >= maxOpen) {
        refuseScroll(
          `Trying to create too many scroll contexts. Must be less than or equal to: [${maxOpen}]. ` +
            'This limit can be set by changing the [search.max_open_scroll_context] setting.',
        );
      }
      const id = Buffer.from(randomBytes(24)).toString('base64url');
      const scroll = { rows, size, at: 0, endsMs };
      scrolls.set(id, scroll);
      return take(id, scroll);
    },
    next(id, keepAlive) {
      dropExpired();
      const scroll = scrolls.get(id);
      if (scroll === undefined) return null;
      scroll.endsMs = now() + readKeepAlive(keepAlive);
      return take(id, scroll);
    },
    clear: () => scrolls.clear(),
  };
}

/** `1m`, `30s` in milliseconds. */
function readKeepAlive(text: string): number {
  const [, number = '', unit = ''] = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text) ?? [];
  const milliseconds = Number(number) * (units[unit] ?? 0);
  if (number === '') {
    refuseScroll(
      `failed to parse setting [scroll] with value [${text}] as a time value: unit is missing or unrecognized`,
    );
  }
  if (milliseconds > maxKeepAliveMs) {
    refuseScroll(
      `Keep alive for request (${text}) is too large. It must be less than (1d). ` +
        'This limit can be set by changing the [search.max_keep_alive] cluster level setting.',
    );
  }
  return milliseconds;
}

/** The search index refuses in the form of every refused list (datacite.md 1.4). */
function refuseScroll(title: string): never {
  throw new Refusal(jsonAnswer(400, { errors: { title } }));
}
