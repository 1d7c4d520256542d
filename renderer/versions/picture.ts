import type { ChainLink, ChainNode, ChainView } from '#shared/contract/version-chains.ts';
import type { Point } from '#shared/versions/bar-way.ts';
import { barWay, isUnderBar } from '#shared/versions/bar-way.ts';
import { nodeSize } from '#shared/versions/layout.ts';

/** Part of the picture, in its own px: left, top, right, bottom. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A link with both its ends found. */
export interface PictureLink {
  readonly link: ChainLink;
  readonly from: ChainNode;
  readonly to: ChainNode;
  /** From the bar of the canonical DOI straight down to a version. */
  readonly isUnderBar: boolean;
  /** The line from the bar; empty for all others. */
  readonly way: readonly Point[];
  /** From its right side to the left of the other; else from below to above. */
  readonly isLevel: boolean;
}

/** Some records of a chain and the links between them: all, or those near to what is seen. */
export interface PicturePart {
  readonly nodes: readonly ChainNode[];
  readonly links: readonly PictureLink[];
}

export interface ChainPicturePlan extends PicturePart {
  readonly frame: Frame;
  /** How many records stand side by side, at most. */
  readonly columns: number;
}

export function pictureOf(chain: ChainView): ChainPicturePlan {
  const places = new Map(chain.nodes.map((node) => [node.doi, node]));
  const links = chain.links.flatMap((link): PictureLink[] => {
    const [from, to] = [places.get(link.start), places.get(link.end)];
    if (from === undefined || to === undefined) return [];
    const isBar = link.kind === 'version' && isUnderBar(from, to);
    // A general layout puts what follows to the right, in whatever row is free.
    const isLevel = from.y === to.y || (chain.isFree && from.x + from.width < to.x);
    // In lanes nothing stands between a bar and its versions.
    const way = isBar ? barWay(from, to, chain.isFree ? chain.nodes : []) : [];
    return [{ link, from, to, isUnderBar: isBar, way, isLevel }];
  });
  const frame = chain.nodes.reduce<Frame>(
    ({ left, top, right, bottom }, { x, y, width }) => ({
      left: Math.min(left, x),
      top: Math.min(top, y),
      right: Math.max(right, x + width),
      bottom: Math.max(bottom, y + nodeSize.height),
    }),
    { left: 0, top: 0, right: nodeSize.width, bottom: nodeSize.height },
  );
  const columns = new Set(chain.nodes.map(({ x }) => x)).size;
  return { nodes: chain.nodes, links, frame, columns };
}

/** What of a picture meets a frame; bars always do, for they hold all others together. */
export function partIn({ nodes, links }: PicturePart, frame: Frame): PicturePart {
  const kept = new Set(nodes.filter((node) => node.lane === 'canonical' || meets(node, frame)));
  return {
    nodes: [...kept],
    links: links.filter(({ from, to }) => kept.has(from) && kept.has(to)),
  };
}

function meets({ x, y, width }: ChainNode, { left, top, right, bottom }: Frame): boolean {
  return x <= right && x + width >= left && y <= bottom && y + nodeSize.height >= top;
}

/** The record at a point of the picture, the topmost drawn. */
export function nodeAt(
  { nodes }: PicturePart,
  { x, y }: { readonly x: number; readonly y: number },
): ChainNode | null {
  return nodes.findLast((node) => meets(node, { left: x, right: x, top: y, bottom: y })) ?? null;
}

/** Below this size words are hard to read: a picture does not open so small. */
const leastOpeningZoom = 0.62;
const padding = 32;

interface Size {
  readonly width: number;
  readonly height: number;
}
interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** All of a picture in the middle, at its own size or smaller. */
export function wholeView({ frame }: ChainPicturePlan, size: Size): View {
  const [width, height] = [frame.right - frame.left, frame.bottom - frame.top];
  const zoom = Math.min(
    1,
    (size.width - 2 * padding) / width,
    (size.height - 2 * padding) / height,
  );
  return {
    zoom,
    x: (size.width - width * zoom) / 2 - frame.left * zoom,
    y: (size.height - height * zoom) / 2 - frame.top * zoom,
  };
}

/** Where a picture opens: whole where that can be read, else at its newest end. */
export function openingView(picture: ChainPicturePlan, size: Size): View {
  const { frame, nodes } = picture;
  const whole = wholeView(picture, size);
  if (whole.zoom >= leastOpeningZoom) return whole;
  const zoom = 0.9;
  const newest = nodes.findLast(({ lane }) => lane === 'version');
  const right = newest === undefined ? frame.right : newest.x + newest.width;
  const isTall = (frame.bottom - frame.top) * zoom > size.height - 2 * padding;
  const middle = isTall ? (newest?.y ?? 0) : (frame.top + frame.bottom) / 2;
  return { zoom, x: size.width - padding - right * zoom, y: size.height / 2 - middle * zoom };
}
