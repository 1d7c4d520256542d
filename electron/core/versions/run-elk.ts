import type { ElkNode } from 'elkjs/lib/elk-api.js';

import type { FreeGraph, FreePlaces } from '#shared/versions/free-graph.ts';
import { nodeSize } from '#shared/versions/layout.ts';

const layered = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.spacing.nodeNode': '40',
  'elk.layered.spacing.nodeNodeBetweenLayers': '48',
  'elk.separateConnectedComponents': 'true',
};

/** Runs elkjs (unmodified) where it is called: a long one must not be called in the core's own thread. */
export async function runElk({ nodes, links }: FreeGraph): Promise<FreePlaces> {
  // CommonJS whose only export is the class.
  const { default: made } = await import('elkjs/lib/elk.bundled.js');
  const elk = new made();
  const laid: ElkNode = await elk.layout({
    id: '',
    layoutOptions: layered,
    children: nodes.map((id) => ({ id, ...nodeSize })),
    edges: links.map(({ start, end }, at) => ({ id: `e${at}`, sources: [start], targets: [end] })),
  });
  return Object.fromEntries(
    (laid.children ?? []).map(({ id, x = 0, y = 0 }) => [
      id,
      { x: Math.round(x), y: Math.round(y) },
    ]),
  );
}
