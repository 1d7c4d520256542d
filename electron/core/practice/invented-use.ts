import type { JsonObject } from '#shared/support/json.ts';
import { publishedOf } from './record.ts';
import type { PracticeRecord } from './record.ts';

/** Per year since the publication, at most. */
const most = { views: 240, downloads: 60, citations: 3 };
/** Older records are used no more than those of so many years. */
const longestYears = 20;

interface Use {
  readonly counts: {
    readonly viewCount: number;
    readonly downloadCount: number;
    readonly citationCount: number;
  };
  /** For single answers: the same by month (the June of each year stands for it), and citations by year. */
  readonly overTime: {
    readonly viewsOverTime: readonly JsonObject[];
    readonly downloadsOverTime: readonly JsonObject[];
    readonly citationsOverTime: readonly JsonObject[];
  };
}

/**
 * How often a record of practice is used: invented, so that reports have something to show, and the same whenever it is
 * asked for. As at the service, what is not findable or was published this year has not been counted yet.
 */
export function inventedUse(record: PracticeRecord, nowMs: number): Use {
  const now = new Date(nowMs).getUTCFullYear();
  const first = Number(publishedOf(record.metadata)?.slice(0, 4) ?? Number.NaN);
  const known = record.state === 'findable' && Number.isInteger(first);
  const span = known ? Math.min(longestYears, Math.max(0, now - first)) : 0;
  const years = Array.from({ length: span }, (_, at) => now - span + at);
  const byYear = (kind: keyof typeof most): { readonly year: number; readonly total: number }[] =>
    years
      .map((year) => ({ year, total: draw(`${record.doi} ${kind} ${year}`, most[kind]) }))
      .filter(({ total }) => total > 0);
  const [views, downloads, citations] = [byYear('views'), byYear('downloads'), byYear('citations')];
  const sum = (list: readonly { readonly total: number }[]): number =>
    list.reduce((all, { total }) => all + total, 0);
  const monthly = (list: typeof views): JsonObject[] =>
    list.map(({ year, total }) => ({ yearMonth: `${year}-06`, total }));
  return {
    counts: {
      viewCount: sum(views),
      downloadCount: sum(downloads),
      citationCount: sum(citations),
    },
    overTime: {
      viewsOverTime: monthly(views),
      downloadsOverTime: monthly(downloads),
      citationsOverTime: citations.map(({ year, total }) => ({ year: String(year), total })),
    },
  };
}

/** A whole number from 0 to `limit`, the same for the same text (FNV-1a, 32 bits); small ones are likelier. */
function draw(text: string, limit: number): number {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return Math.floor((hash / 2 ** 32) ** 2 * (limit + 1));
}
