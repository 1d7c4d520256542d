import type { ChainNode } from '#shared/contract/version-chains.ts';
import { nodeSize } from '#shared/versions/layout.ts';

import { standingOf } from './flow-elements.ts';
import type { ChainPicturePlan, PictureLink, PicturePart } from './picture.ts';

/** Colours of the theme as a canvas takes them. */
export interface Colours {
  readonly line: string;
  readonly border: string;
  readonly page: string;
  readonly sunken: string;
  readonly accent: string;
  readonly error: string;
  readonly warning: string;
  readonly focus: string;
  readonly text: string;
}

export function readColours(element: Element): Colours {
  const style = getComputedStyle(element);
  const of = (name: string): string => style.getPropertyValue(name).trim();
  return {
    line: of('--text-faint'),
    border: of('--control-line'),
    page: of('--raised'),
    sunken: of('--sunken'),
    accent: of('--accent'),
    error: of('--error'),
    warning: of('--warning'),
    focus: of('--focus'),
    text: of('--text'),
  };
}

interface Drawing {
  readonly picture: ChainPicturePlan;
  readonly near: PicturePart;
  readonly chosen: string | null;
  readonly colours: Colours;
  readonly view: {
    readonly transform: readonly [number, number, number];
    readonly width: number;
    readonly height: number;
  };
}

/** Below this scale the number of a version has no room in its box. */
const numberZoom = 0.1;
/** Below this scale a box is narrower than a line and its end. */
const linkZoom = 0.03;

/** Draws the far part of a picture: boxes, their numbers while these can be read, and lines. */
export function drawFar(canvas: HTMLCanvasElement, drawing: Drawing): void {
  const { width, height, transform } = drawing.view;
  const scale = globalThis.devicePixelRatio;
  const [across, down] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== across) canvas.width = across;
  if (canvas.height !== down) canvas.height = down;
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  const [x, y, zoom] = transform;
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.clearRect(0, 0, canvas.width, canvas.height);
  pen.setTransform(zoom * scale, 0, 0, zoom * scale, x * scale, y * scale);
  const [left, right] = [-x / zoom, (width - x) / zoom];
  const [top, bottom] = [-y / zoom, (height - y) / zoom];
  if (zoom >= linkZoom) {
    const links = drawing.picture.links.filter(
      ({ from, to, isUnderBar }) =>
        Math.max(from.x + (isUnderBar ? 0 : from.width), to.x + to.width) >= left &&
        (isUnderBar ? to.x : Math.min(from.x, to.x)) <= right,
    );
    drawLinks(pen, { links, near: new Set(drawing.near.links), zoom, colours: drawing.colours });
  }
  const isNear = new Set(drawing.near.nodes);
  const nodes = drawing.picture.nodes.filter(
    (node) =>
      !isNear.has(node) &&
      node.x <= right &&
      node.x + node.width >= left &&
      node.y <= bottom &&
      node.y + nodeSize.height >= top,
  );
  drawNodes(pen, nodes, drawing);
}

function drawLinks(
  pen: CanvasRenderingContext2D,
  drawing: {
    readonly links: readonly PictureLink[];
    readonly near: ReadonlySet<PictureLink>;
    readonly zoom: number;
    readonly colours: Colours;
  },
): void {
  const { links, near, zoom, colours } = drawing;
  const paths = { '': new Path2D(), 'is-one-sided': new Path2D(), 'is-unsent': new Path2D() };
  for (const link of links) if (!near.has(link)) addLine(paths[standingOf(link.link)], link);
  pen.lineWidth = Math.max(1.25, 1 / zoom);
  pen.strokeStyle = colours.line;
  pen.stroke(paths['']);
  pen.setLineDash([3 / zoom, 5 / zoom]);
  pen.strokeStyle = colours.error;
  pen.stroke(paths['is-one-sided']);
  pen.setLineDash([7 / zoom, 3 / zoom]);
  pen.strokeStyle = colours.warning;
  pen.stroke(paths['is-unsent']);
  pen.setLineDash([]);
}

function addLine(path: Path2D, { from, to, isUnderBar, way, isLevel }: PictureLink): void {
  const { width, height } = nodeSize;
  if (isUnderBar) {
    for (const [at, [x, y]] of way.entries()) {
      if (at === 0) path.moveTo(x, y);
      else path.lineTo(x, y);
    }
  } else if (isLevel) {
    const isForward = from.x < to.x;
    path.moveTo(isForward ? from.x + from.width : from.x, from.y + height / 2);
    path.lineTo(isForward ? to.x : to.x + to.width, to.y + height / 2);
  } else {
    const isDown = from.y < to.y;
    path.moveTo(from.x + width / 2, from.y + (isDown ? height : 0));
    path.lineTo(to.x + width / 2, to.y + (isDown ? 0 : height));
  }
}

/** Boxes of one look go in one path; what is wrong has a mark of its own, not a colour alone. */
function drawNodes(
  pen: CanvasRenderingContext2D,
  nodes: readonly ChainNode[],
  { colours, chosen, view }: Drawing,
): void {
  const zoom = view.transform[2];
  const hair = 1 / zoom;
  const box = (node: ChainNode): readonly [number, number, number, number] => [
    node.x,
    node.y,
    node.width,
    nodeSize.height,
  ];
  for (const isQuiet of [true, false]) {
    const path = new Path2D();
    for (const node of nodes) {
      if ((node.isOutdated || node.isTombstone) === isQuiet) path.rect(...box(node));
    }
    pen.fillStyle = isQuiet ? colours.sunken : colours.page;
    pen.fill(path);
    pen.strokeStyle = colours.border;
    pen.lineWidth = hair;
    pen.stroke(path);
  }
  for (const node of nodes) {
    if (node.isLatest || node.doi === chosen) {
      pen.strokeStyle = node.doi === chosen ? colours.focus : colours.accent;
      pen.lineWidth = 3 * hair;
      pen.strokeRect(...box(node));
    }
    if (node.isTombstone) {
      pen.fillStyle = colours.text;
      pen.fillRect(
        node.x + 8,
        node.y + nodeSize.height / 2 - hair,
        node.width - 16,
        Math.max(3, 2 * hair),
      );
    }
    if (node.defectCount > 0) drawAlarm(pen, node, { colours, hair });
  }
  if (zoom < numberZoom) return;
  pen.fillStyle = colours.text;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.font = `${Math.min(32, 12 * hair)}px ${getComputedStyle(pen.canvas).fontFamily}`;
  for (const { number, x, y, width, isTombstone } of nodes) {
    if (number !== null && !isTombstone) {
      pen.fillText(String(number), x + width / 2, y + nodeSize.height / 2, width);
    }
  }
}

/** A triangle above the box that keeps its size while the boxes shrink. */
function drawAlarm(
  pen: CanvasRenderingContext2D,
  { x, y, width }: ChainNode,
  { colours, hair }: { readonly colours: Colours; readonly hair: number },
): void {
  const side = Math.max(10, 7 * hair);
  const middle = x + width / 2;
  pen.fillStyle = colours.error;
  pen.beginPath();
  pen.moveTo(middle, y - 1.6 * side);
  pen.lineTo(middle - side, y);
  pen.lineTo(middle + side, y);
  pen.fill();
}
