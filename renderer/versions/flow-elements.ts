import type { Edge } from '@xyflow/react';
import { MarkerType, Position } from '@xyflow/react';

import type { ChainLink, ChainNode } from '#shared/contract/version-chains.ts';
import { linkNames, versionsText as text } from '#shared/text/versions.en.ts';
import { dashes } from '#shared/versions/graph-svg.ts';
import { nodeSize } from '#shared/versions/layout.ts';
import { isChainKind } from '#shared/versions/relation-kinds.ts';
import type { FlowNode } from './chain-node.tsx';
import type { PicturePart } from './picture.ts';

const { height } = nodeSize;

/** Sizes and handles are given, so that the first picture need not measure thousands of nodes. */
function handlesOf({ width }: ChainNode): NonNullable<FlowNode['handles']> {
  const size = { width: 1, height: 1 };
  return [
    { id: 'left', type: 'target', position: Position.Left, x: 0, y: height / 2, ...size },
    { id: 'top', type: 'target', position: Position.Top, x: width / 2, y: 0, ...size },
    { id: 'right', type: 'source', position: Position.Right, x: width, y: height / 2, ...size },
    { id: 'bottom', type: 'source', position: Position.Bottom, x: width / 2, y: height, ...size },
  ];
}

export function nodesOf(nodes: PicturePart['nodes'], chosen: string | null): FlowNode[] {
  return nodes.map((node) => ({
    id: node.doi,
    type: 'record',
    position: { x: node.x, y: node.y },
    width: node.width,
    height,
    handles: handlesOf(node),
    data: { node },
    selected: node.doi === chosen,
    draggable: false,
    connectable: false,
    ariaLabel: `${node.doi} ${node.version}`,
  }));
}

export function edgesOf({ links }: PicturePart): Edge[] {
  return links.map(({ link, from, to, isUnderBar, way, isLevel }) => {
    const isUp = !isLevel && from.y > to.y;
    return {
      id: `${link.kind} ${link.start} ${link.end}`,
      ...(isUnderBar ? { type: 'bar', data: { way } } : {}),
      source: isUp ? link.end : link.start,
      target: isUp ? link.start : link.end,
      sourceHandle: isLevel ? 'right' : 'bottom',
      targetHandle: isLevel ? 'left' : 'top',
      className: `chain-edge edge-${link.kind} ${standingOf(link)}`,
      style: dashes[link.kind] === '' ? {} : { strokeDasharray: dashes[link.kind] },
      ...(isUp
        ? { markerStart: { type: MarkerType.ArrowClosed } }
        : { markerEnd: { type: MarkerType.ArrowClosed } }),
      ariaLabel: `${link.start} ${linkNames[link.kind]} ${link.end}${sideWords(link)}`,
      focusable: false,
      selectable: false,
    };
  });
}

/** How a link is drawn: said by one side only, not sent yet, or neither. */
export function standingOf({ kind, byStart, byEnd }: ChainLink): '' | 'is-one-sided' | 'is-unsent' {
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
