import type {
  ChainLink,
  ChainNode,
  ChainView,
  WireDefect,
} from '#shared/contract/version-chains.ts';
import { mostChainNodes, mostDefectOthers } from '#shared/contract/version-chains.ts';
import type { Defect } from '#shared/versions/defect.ts';
import { defectName } from '#shared/versions/defect.ts';
import { layOut } from '#shared/versions/layout.ts';
import type { Link } from '#shared/versions/links.ts';
import { collectLinks } from '#shared/versions/links.ts';
import type { PlacedNode } from '#shared/versions/layout.ts';
import { newestEnd } from '#shared/versions/newest-end.ts';
import type { Position } from '#shared/versions/position.ts';
import { positionsIn } from '#shared/versions/position.ts';
import { isChainKind } from '#shared/versions/relation-kinds.ts';
import type { VersionNode } from '#shared/versions/version-node.ts';
import { unknownNode } from '#shared/versions/version-node.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { componentOf, neighboursOf } from './edge-table.ts';
import type { JudgedChain } from './judge-chains.ts';
import { judgeChain, sidesOf } from './judge-chains.ts';
import type { ChainRecord } from './version-records.ts';
import { readRecords, readSurroundings } from './version-records.ts';

/** Records drawn because a version is made of them, or they of it. More are told in the lineage, not in the picture. */
const mostTied = 300;
const mostDefects = 2000;
const mostLinks = 20_000;

/** The chain that a record stands in, judged; null: there is no such record. */
export function chainOf(ledger: Ledger, doi: string): JudgedChain | null {
  const ids = componentOf(ledger, doi);
  return ids.length === 0 ? null : judgeChain(readRecords(ledger, ids), readSurroundings(ledger));
}

/** The chain of a record as it is drawn; null when the record has no version relations. */
export function viewChain(ledger: Ledger, doi: string): ChainView | null {
  const judged = chainOf(ledger, doi);
  if (judged === null || (judged.chain.links.length === 0 && judged.defects.length === 0))
    return null;
  const { chain } = judged;
  const tied = tiedRecords(ledger, judged);
  const ties = tiesOf(judged, tied);
  const all = layOut(chain, ties);
  const places = newestEnd(all, doi, mostChainNodes);
  const shown = new Set(places.map(({ key }) => key));
  const byKey = new Map([...judged.records, ...tied].map((record) => [record.node.key, record]));
  const defects = judged.defects.slice(0, mostDefects);
  const counts = countByRecord(judged.defects);
  const known = { judged, byKey, counts, positionOf: positionsIn(chain) };
  const links = [...chain.links, ...ties].filter(
    ({ start, end }) => shown.has(start) && shown.has(end),
  );
  return {
    doi: chain.key,
    canonical: chain.canonical,
    versionCount: chain.versions.length,
    latest: chain.latest,
    isFree: false,
    nodes: places.map((place) => nodeOf(place, known)),
    links: links.slice(0, mostLinks).map((link) => linkOf(link, byKey)),
    defects: defects.map(toWire),
    defectCount: judged.defects.length,
    hiddenCount: all.length - places.length,
  };
}

export function toWire(defect: Defect): WireDefect {
  return {
    name: defectName({ ...defect, index: null }),
    code: defect.code,
    at: defect.at,
    others: defect.others.slice(0, mostDefectOthers),
    index: defect.index,
    values: { ...defect.values },
  };
}

function tiedRecords(ledger: Ledger, { chain }: JudgedChain): ChainRecord[] {
  const kinds = JSON.stringify(['derivation', 'use', 'part']);
  const ids = new Set<number>();
  for (const { doi, recordId } of neighboursOf(ledger, [...chain.nodes.keys()], kinds)) {
    if (recordId !== null && !chain.nodes.has(doi)) ids.add(recordId);
    if (ids.size >= mostTied) break;
  }
  return readRecords(ledger, [...ids]);
}

/** Links of other kinds that touch the chain. */
function tiesOf({ chain, records }: JudgedChain, tied: readonly ChainRecord[]): Link[] {
  const found = collectLinks([...records, ...tied].map(({ node }) => node)).filter(
    ({ kind, start, end }) =>
      !isChainKind(kind) && (chain.nodes.has(start) || chain.nodes.has(end)),
  );
  return found.slice(0, mostTied * 4);
}

function countByRecord(defects: readonly Defect[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { at } of defects) counts.set(at, (counts.get(at) ?? 0) + 1);
  return counts;
}

function nodeOf(
  { key, lane, x, y, width }: PlacedNode,
  known: {
    readonly judged: JudgedChain;
    readonly byKey: ReadonlyMap<string, ChainRecord>;
    readonly counts: ReadonlyMap<string, number>;
    readonly positionOf: (key: string) => Position | null;
  },
): ChainNode {
  const { chain } = known.judged;
  const record = known.byKey.get(key);
  const node = record?.node ?? chain.nodes.get(key) ?? unknownNode(key);
  const position = known.positionOf(key);
  return {
    doi: key,
    holding: node.holding,
    lane,
    x,
    y,
    width,
    title: node.title.slice(0, 20_000),
    version: node.version.slice(0, 500),
    state: node.state,
    sync: record?.sync ?? null,
    date: dateOf(node),
    url: node.url.slice(0, 8000),
    isTombstone: node.isTombstone,
    isOutdated: position?.kind === 'version' && position.isOutdated,
    isMarkedOutdated: node.isMarkedOutdated,
    isLatest: key === chain.latest,
    number: position?.kind === 'version' ? position.number : null,
    defectCount: known.counts.get(key) ?? 0,
  };
}

function dateOf({ dates }: VersionNode): string {
  const found =
    dates['Issued'] ?? dates['Available'] ?? dates['Created'] ?? dates['publicationYear'];
  return (found ?? '').slice(0, 10);
}

function linkOf(link: Link, byKey: ReadonlyMap<string, ChainRecord>): ChainLink {
  const [byStart, byEnd] = sidesOf(link, byKey);
  return { kind: link.kind, start: link.start, end: link.end, byStart, byEnd };
}
