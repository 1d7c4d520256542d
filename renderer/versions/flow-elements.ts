import type { Edge } from '@xyflow/react';
import { MarkerType, Position } from '@xyflow/react';

import type { ChainLink, ChainView } from '#shared/contract/versions.ts';
import { linkText, versionsText as text } from '#shared/text/versions.en.ts';
import { dashes } from '#shared/versions/graph-svg.ts';
import { nodeSize } from '#shared/versions/layout.ts';
import { isChainKind } from '#shared/versions/relation-kinds.ts';
import type { FlowNode } from './chain-node.tsx';

const { width, height } = nodeSize;

/** Sizes and handles are given, so that the first picture need not measure thousands of nodes. */
const handles = [
  { id: 'left', type: 'target', position: Position.Left, x: 0, y: height / 2, width: 1, height: 1 },
  { id: 'top', type: 'target', position: Position.Top, x: width / 2, y: 0, width: 1, height: 1 },
  {
    id: 'right',
    type: 'source',
    position: Position.Right,
    x: width,
    y: height / 2,
    width: 1,
    height: 1,
  },
  {
    id: 'bottom',
    type: 'source',
    position: Position.Bottom,
    x: width / 2,
    y: height,
    width: 1,
    height: 1,
  },
] as const;

export function nodesOf(chain: ChainView, chosen: string | null): FlowNode[] {
  return chain.nodes.map((node) => ({
    id: node.doi,
    type: 'record',
    position: { x: node.x, y: node.y },
    width,
    height,
    handles: [...handles],
    data: { node },
    selected: node.doi === chosen,
    draggable: false,
    connectable: false,
    ariaLabel: `${node.doi} ${node.version}`,
  }));
}

export function edgesOf(chain: ChainView): Edge[] {
  const places = new Map(chain.nodes.map((node) => [node.doi, node]));
  return chain.links.map((link, at) => {
    const [from, to] = [places.get(link.start), places.get(link.end)];
    const isLevel = from?.y === to?.y;
    const isUp = (from?.y ?? 0) > (to?.y ?? 0);
    return {
      id: `${at} ${link.kind}`,
      source: isUp ? link.end : link.start,
      target: isUp ? link.start : link.end,
      sourceHandle: isLevel ? 'right' : 'bottom',
      targetHandle: isLevel ? 'left' : 'top',
      className: `chain-edge edge-${link.kind} ${standingOf(link)}`,
      style: dashes[link.kind] === '' ? {} : { strokeDasharray: dashes[link.kind] },
      ...(isUp
        ? { markerStart: { type: MarkerType.ArrowClosed } }
        : { markerEnd: { type: MarkerType.ArrowClosed } }),
      ariaLabel: `${link.start} ${linkText[link.kind]} ${link.end}${sideWords(link)}`,
      focusable: false,
      selectable: false,
    };
  });
}

function standingOf({ kind, byStart, byEnd }: ChainLink): string {
  // What something was made of is said by one side by nature; versions are linked by both.
  if (!isChainKind(kind)) return '';
  if (byStart === 'no' || byEnd === 'no') return 'is-one-sided';
  return byStart === 'unsent' || byEnd === 'unsent' ? 'is-unsent' : '';
}

/** What is to be known of a link beyond its kind. */
export function sideWords(link: ChainLink): string {
  const standing = standingOf(link);
  if (standing === 'is-one-sided') return `, ${text.oneSided}`;
  return standing === 'is-unsent' ? `, ${text.unsent}` : '';
}
