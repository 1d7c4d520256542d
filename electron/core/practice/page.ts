import type { Query } from './request.ts';

/** The page that a list is asked for, with the service's caps (lupo `Paginatable`). */
export interface Page {
  readonly size: number;
  readonly number: number;
  /** In cursor mode the place to go on from: everything behind it, in order of creation. */
  readonly cursor: { readonly createdMs: number; readonly doi: string } | null;
  /** How long a snapshot is to be kept between two parts, such as `1m`; wins over a cursor. */
  readonly scroll: string | null;
}

const maxSize = 1000;
const maxWindow = 10_000;

/** Reads `page[size]`, `page[number]` and `page[cursor]`: too large is capped without a word. */
export function readPage(query: Query): Page {
  const size = Math.min(Math.max(readInteger(query.get('page[size]')) ?? 25, 0), maxSize);
  const scroll = query.get('page[scroll]');
  const wanted = readInteger(query.get('page[number]')) ?? 1;
  const last = size > 0 ? Math.floor(maxWindow / size) : 1;
  return {
    size,
    number: wanted > 0 ? Math.min(wanted, last) : 1,
    cursor:
      scroll === null && query.has('page[cursor]')
        ? readCursor(query.get('page[cursor]') ?? '')
        : null,
    scroll,
  };
}

/** Ruby's `to_i`; null only for an absent parameter. */
function readInteger(text: string | null): number | null {
  if (text === null) return null;
  return Number(/^\s*[-+]?\d{1,15}/.exec(text)?.[0] ?? 0);
}

/** Whatever cannot be decoded means the beginning. */
function readCursor(text: string): { createdMs: number; doi: string } {
  const [, createdMs, doi] =
    /^(\d{1,15}),(.+)$/s.exec(Buffer.from(text, 'base64url').toString('utf8')) ?? [];
  return createdMs === undefined || doi === undefined
    ? { createdMs: -1, doi: '' }
    : { createdMs: Number(createdMs), doi };
}

export function writeCursor(createdMs: number, doi: string): string {
  return Buffer.from(`${createdMs},${doi}`).toString('base64url');
}

/** `totalPages`: only the first 10,000 rows can be paged through by number. */
export function totalPages(total: number, page: Page): number {
  const reachable = page.cursor === null ? Math.min(total, maxWindow) : total;
  return page.size > 0 ? Math.ceil(reachable / page.size) : 0;
}
