import '@xyflow/react/dist/base.css';

import { Background, Controls, MiniMap, ReactFlow } from '@xyflow/react';
import { useMemo } from 'react';

import type { ChainView } from '#shared/contract/versions.ts';
import { linkText, versionsText as text } from '#shared/text/versions.en.ts';
import { dashes } from '#shared/versions/graph-svg.ts';

import { ChainNodeView } from './chain-node.tsx';
import { edgesOf, nodesOf } from './flow-elements.ts';

interface Props {
  readonly chain: ChainView;
  readonly chosen: string | null;
  readonly onChoose: (doi: string | null) => void;
}

const nodeTypes = { record: ChainNodeView };
/** Above this many records only those in sight are in the page. */
const mostDrawn = 150;
/** Above this many the older versions are folded away (design: spikes.md 3). */
const mostInPicture = 600;
/** Up to so many are seen whole; more open at their newest end, with a small map of all. */
const mostAtAGlance = 12;

/** A chain as a picture: time from left to right, the canonical DOI above, everything else below. */
export function ChainPicture({ chain: whole, chosen, onChoose }: Props) {
  const chain = useMemo(() => newestPart(whole), [whole]);
  const nodes = useMemo(() => nodesOf(chain, chosen), [chain, chosen]);
  const edges = useMemo(() => edgesOf(chain), [chain]);
  const isLarge = chain.nodes.length > mostDrawn;
  return (
    <div className="chain-picture" role="group" aria-label={text.picture}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        onNodeClick={(_event, node) => onChoose(node.id)}
        onPaneClick={() => onChoose(null)}
        onlyRenderVisibleElements={isLarge}
        nodesDraggable={false}
        nodesConnectable={false}
        elementsSelectable
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        minZoom={0.02}
        maxZoom={1.5}
        fitView
        fitViewOptions={fitTo(chain)}
        proOptions={{ hideAttribution: true }}
      >
        <Background gap={24} size={1} />
        <Controls showInteractive={false} aria-label={text.controls} />
        {chain.nodes.length > mostAtAGlance && (
          <MiniMap
            pannable
            zoomable
            ariaLabel={text.minimap}
            nodeClassName="chain-minimap-node"
            style={{ width: 150, height: 90 }}
          />
        )}
      </ReactFlow>
      {chain.nodes.length < whole.nodes.length && (
        <p className="chain-folded small soft">
          {text.folded(whole.nodes.length - chain.nodes.length)}
        </p>
      )}
      <Legend chain={chain} />
    </div>
  );
}

/** The newest versions and what is not in their line; a picture of thousands would be slow, and say nothing. */
function newestPart(chain: ChainView): ChainView {
  const versions = chain.nodes.filter(({ lane }) => lane === 'version');
  if (chain.nodes.length <= mostInPicture) return chain;
  const kept = new Set([
    ...chain.nodes.filter(({ lane }) => lane !== 'version').slice(0, mostInPicture / 2),
    ...versions.slice(-mostInPicture / 2),
  ]);
  const nodes = chain.nodes.filter((node) => kept.has(node));
  const dois = new Set(nodes.map(({ doi }) => doi));
  const links = chain.links.filter(({ start, end }) => dois.has(start) && dois.has(end));
  return { ...chain, nodes, links };
}

/** A long chain opens at its newest end, at a size that can be read. */
function fitTo(chain: ChainView) {
  if (chain.nodes.length <= mostAtAGlance) return { padding: 0.15, maxZoom: 1 };
  const newest = chain.nodes.filter(({ lane }) => lane === 'version').slice(-6);
  return { padding: 0.2, maxZoom: 1, nodes: newest.map(({ doi }) => ({ id: doi })) };
}

function Legend({ chain }: { readonly chain: ChainView }) {
  const kinds = [...new Set(chain.links.map(({ kind }) => kind))];
  return (
    <ul className="chain-legend small" aria-label={text.legend}>
      {kinds.map((kind) => (
        <li key={kind} className="line">
          <svg width="32" height="10" aria-hidden="true">
            <path
              className={`legend-line edge-${kind}`}
              d="M1 5h30"
              {...(dashes[kind] === '' ? {} : { strokeDasharray: dashes[kind] })}
            />
          </svg>
          {linkText[kind]}
        </li>
      ))}
      <li className="line">
        <svg width="32" height="10" aria-hidden="true">
          <path className="legend-line is-one-sided" d="M1 5h30" />
        </svg>
        {text.oneSided}
      </li>
      <li className="line">
        <svg width="32" height="10" aria-hidden="true">
          <path className="legend-line is-unsent" d="M1 5h30" />
        </svg>
        {text.unsent}
      </li>
    </ul>
  );
}
