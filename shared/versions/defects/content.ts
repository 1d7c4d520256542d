import type { Chain } from '../chain.ts';
import { isInTime } from '../chain.ts';
import type { Defect } from '../defect.ts';
import { defect } from '../defect.ts';
import type { Link } from '../links.ts';
import { compareDates, tellingDate } from '../version-order.ts';

/** What is wrong with versions, dates and addresses of the records themselves. */
export function contentDefects(chain: Chain, straight: readonly Link[]): Defect[] {
  return [
    ...duplicateVersions(chain),
    ...datesOutOfOrder(chain, straight),
    ...movingUrls(chain),
    ...withoutSuccessor(chain),
  ];
}

function duplicateVersions(chain: Chain): Defect[] {
  const first = new Map<string, string>();
  return chain.versions.flatMap((key) => {
    const version = chain.nodes.get(key)?.version ?? '';
    const name = version.toLowerCase().replace(/^v(?:ersion)?[. ]*(?=\d)/, '');
    if (name === '') return [];
    const twin = first.get(name);
    if (twin === undefined) {
      first.set(name, key);
      return [];
    }
    return [defect('duplicate-version', key, { others: [twin], values: { version } })];
  });
}

function datesOutOfOrder(chain: Chain, straight: readonly Link[]): Defect[] {
  const told = new Set<string>();
  return straight.flatMap((link) => {
    const pair = `${link.start} ${link.end}`;
    if (told.has(pair)) return [];
    const [older, newer] = [chain.nodes.get(link.start), chain.nodes.get(link.end)];
    if (older === undefined || newer === undefined || compareDates(older, newer) <= 0) return [];
    told.add(pair);
    const dateType = tellingDate(older, newer) ?? '';
    const [date, otherDate] = [newer.dates[dateType] ?? '', older.dates[dateType] ?? ''];
    const values = { dateType, date, otherDate };
    return [defect('date-order', newer.key, { others: [older.key], values })];
  });
}

function movingUrls(chain: Chain): Defect[] {
  return chain.versions.flatMap((key) => {
    const node = chain.nodes.get(key);
    return node?.hasMovingUrl === true
      ? [defect('moving-url', key, { values: { url: node.url } })]
      : [];
  });
}

function withoutSuccessor(chain: Chain): Defect[] {
  const hasNewer = new Set(chain.links.filter(isInTime).map(({ start }) => start));
  return [...chain.nodes.values()].flatMap(({ key, isMarkedOutdated, isTombstone }) =>
    isMarkedOutdated && !isTombstone && !hasNewer.has(key)
      ? [defect('outdated-without-successor', key)]
      : [],
  );
}
