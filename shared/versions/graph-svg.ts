import { doiInWords } from '../doi/unreal-doi.ts';
import type { ChainLink, ChainNode, ChainView } from '../contract/version-chains.ts';
import { linkNames } from '../text/versions.en.ts';
import { barWay, isUnderBar, pathOf } from './bar-way.ts';
import { nodeSize } from './layout.ts';
import { isChainKind } from './relation-kinds.ts';

/**
 * The picture of a chain as SVG, to print and to publish: light, self-contained, with the state of each record in
 * words and as a shape, so that nothing is told by colour alone.
 */
export function chainToSvg(chain: ChainView): string {
  const { height } = nodeSize;
  const right = chain.nodes.reduce((most, { x, width }) => Math.max(most, x + width), 0);
  const bottom = chain.nodes.reduce((most, { y }) => Math.max(most, y), 0) + height;
  const places = new Map(chain.nodes.map((node) => [node.doi, node]));
  const lines = chain.links.flatMap((link) => drawLink(link, places, chain) ?? []);
  const legend = drawLegend(chain, bottom + margin);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-margin} ${-margin} ${Math.max(right, legendWidth) + 2 * margin} ${bottom + 3 * margin}" width="${Math.max(right, legendWidth) + 2 * margin}" height="${bottom + 3 * margin}" font-family="Roboto, Arial, sans-serif" font-size="12">`,
    `<title>${escape(`Versions of ${chain.doi}`)}</title>`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 L8 4 L0 8 z" fill="#4a5260"/></marker></defs>',
    `<rect x="${-margin}" y="${-margin}" width="100%" height="100%" fill="#ffffff"/>`,
    ...lines,
    ...chain.nodes.map(drawNode),
    ...legend,
    '</svg>',
    '',
  ].join('\n');
}

const margin = 32;
const legendWidth = 760;

/** By kind: how the line is broken. Meaning is told by the dash and by the legend. */
export const dashes: Readonly<Record<ChainLink['kind'], string>> = {
  version: '',
  succession: '',
  obsolescence: '10 3 2 3',
  sameness: '2 3',
  variant: '8 4',
  derivation: '4 4',
  use: '1 4',
  part: '12 4',
};

type Place = Pick<ChainNode, 'x' | 'y' | 'width' | 'lane'>;

function drawLink(
  link: ChainLink,
  places: ReadonlyMap<string, ChainNode>,
  { isFree, nodes }: ChainView,
): string | null {
  const [from, to] = [places.get(link.start), places.get(link.end)];
  if (from === undefined || to === undefined) return null;
  const line = isUnderBar(from, to)
    ? pathOf(barWay(from, to, isFree ? nodes : []))
    : curve(from, to, isFree);
  const isOneSided = isChainKind(link.kind) && (link.byStart === 'no' || link.byEnd === 'no');
  const dash = dashes[link.kind] === '' ? '' : ` stroke-dasharray="${dashes[link.kind]}"`;
  const width = link.kind === 'succession' ? 2 : 1.2;
  const colour = isOneSided ? '#b3261e' : '#4a5260';
  return `<path d="${line}" fill="none" stroke="${colour}" stroke-width="${width}"${dash} marker-end="url(#arrow)"><title>${escape(`${link.start} – ${linkNames[link.kind]} – ${link.end}${isOneSided ? ', one side only' : ''}`)}</title></path>`;
}

/**
 * From the right side to the left where both stand in one row, or where a general layout put one behind the other;
 * else from below to above or back.
 */
function curve(from: Place, to: Place, isFree = false): string {
  const { width, height } = nodeSize;
  const isAhead = isFree && from.x + width < to.x;
  if (isAhead || (from.x !== to.x && Math.abs(from.y - to.y) < height)) {
    const [x1, y1] = [from.x + (from.x < to.x ? width : 0), from.y + height / 2];
    const [x2, y2] = [to.x + (from.x < to.x ? 0 : width), to.y + height / 2];
    const bend = !isAhead && Math.abs(to.x - from.x) > 2 * width ? height : 0;
    const middle = (x1 + x2) / 2;
    return `M${x1} ${y1} C${middle} ${y1 - bend} ${middle} ${y2 - bend} ${x2} ${y2}`;
  }
  const isDown = from.y < to.y;
  const [x1, y1] = [from.x + width / 2, from.y + (isDown ? height : 0)];
  const [x2, y2] = [to.x + width / 2, to.y + (isDown ? 0 : height)];
  const middle = (y1 + y2) / 2;
  return `M${x1} ${y1} C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}`;
}

function drawNode(node: ChainNode): string {
  const { height } = nodeSize;
  const { x, y, width } = node;
  const border = node.holding === 'own' ? '' : ' stroke-dasharray="5 3"';
  const head =
    node.lane === 'canonical'
      ? 'All versions'
      : node.version === ''
        ? '–'
        : `Version ${node.version}`;
  const words = [
    node.isTombstone ? 'withdrawn' : node.state === 'unknown' ? 'not ours' : node.state,
    ...(node.isLatest ? ['latest'] : node.isOutdated ? ['outdated'] : []),
    ...(node.defectCount > 0 ? [`⚠ ${node.defectCount}`] : []),
  ].join(' · ');
  return [
    `<g><title>${escape(`${node.title} ${doiInWords(node.doi)}`)}</title>`,
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="#ffffff" stroke="${node.defectCount > 0 ? '#b3261e' : '#8a93a3'}" stroke-width="${node.isLatest ? 2.5 : 1.2}"${border}/>`,
    glyph(node, x + 16, y + 17),
    `<text x="${x + 30}" y="${y + 21}" font-weight="600">${escape(cut(head, 20))}</text>`,
    `<text x="${x + 10}" y="${y + 40}" font-family="Roboto Mono, monospace" font-size="10.5">${escape(cut(node.doi, 26))}</text>`,
    `<text x="${x + 10}" y="${y + 58}" fill="#4a5260" font-size="11">${escape(cut(`${words}${node.date === '' ? '' : ` · ${node.date}`}`, 32))}</text>`,
    '</g>',
  ].join('');
}

/** The shapes of states, as everywhere in the program. */
function glyph({ state, isTombstone }: ChainNode, cx: number, cy: number): string {
  const ring = `<circle cx="${cx}" cy="${cy}" r="5.5" fill="none" stroke="#2b3240" stroke-width="1.5"`;
  if (isTombstone) {
    return `<circle cx="${cx}" cy="${cy}" r="6" fill="#2b3240"/><rect x="${cx - 4}" y="${cy - 1.2}" width="8" height="2.4" fill="#ffffff"/>`;
  }
  switch (state) {
    case 'findable':
      return `<circle cx="${cx}" cy="${cy}" r="6" fill="#2b3240"/>`;
    case 'registered':
      return `${ring}/><path d="M${cx} ${cy - 5.5} A5.5 5.5 0 0 0 ${cx} ${cy + 5.5} z" fill="#2b3240"/>`;
    case 'reserved':
      return `${ring} stroke-dasharray="2 2"/>`;
    case 'unknown':
      return `<text x="${cx - 3.5}" y="${cy + 4.5}" font-weight="600">?</text>`;
    case 'draft':
      return `${ring}/>`;
  }
}

function drawLegend(chain: ChainView, y: number): string[] {
  const kinds = [...new Set(chain.links.map(({ kind }) => kind))];
  return kinds.map((kind, at) => {
    const x = at * 108;
    const dash = dashes[kind] === '' ? '' : ` stroke-dasharray="${dashes[kind]}"`;
    return `<g><path d="M${x} ${y} h32" stroke="#4a5260" stroke-width="${kind === 'succession' ? 2 : 1.2}"${dash} marker-end="url(#arrow)"/><text x="${x + 40}" y="${y + 4}" font-size="11">${escape(linkNames[kind])}</text></g>`;
  });
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

/** XML text; characters that XML 1.0 forbids are left out. */
function escape(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
