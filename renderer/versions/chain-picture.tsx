import '@xyflow/react/dist/base.css';

import {
  Background,
  ControlButton,
  Controls,
  MiniMap,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStoreApi,
} from '@xyflow/react';
import { useMemo } from 'react';

import type { ChainView } from '#shared/contract/version-chains.ts';
import { versionsText as text } from '#shared/text/versions.en.ts';

import { Icon } from '../components/icon.tsx';
import { BarEdge } from './bar-edge.tsx';
import { ChainNodeView } from './chain-node.tsx';
import { FarLayer } from './far-layer.tsx';
import { edgesOf, nodesOf } from './flow-elements.ts';
import { nodeAt, openingView, pictureOf, wholeView } from './picture.ts';
import { PictureLegend } from './picture-legend.tsx';
import { SmallMap } from './small-map.tsx';
import { useNearPart } from './use-near-part.ts';

interface Props {
  readonly chain: ChainView;
  readonly chosen: string | null;
  readonly onChoose: (doi: string | null) => void;
}

const nodeTypes = { record: ChainNodeView };
const edgeTypes = { bar: BarEdge };
/** Up to so many are elements of the page; of more, those in sight are, and the rest is drawn. */
const mostElements = 150;
/** Up to so many columns are seen whole; more open at their newest end, with a small map of all. */
const mostColumns = 5;

/** A chain as a picture: time from left to right, the canonical DOI above, everything else below. */
export function ChainPicture(props: Props) {
  return (
    <ReactFlowProvider>
      <Picture {...props} />
    </ReactFlowProvider>
  );
}

function Picture({ chain, chosen, onChoose }: Props) {
  const store = useStoreApi();
  const flow = useReactFlow();
  const picture = useMemo(() => pictureOf(chain), [chain]);
  const isLarge = chain.nodes.length > mostElements;
  const near = useNearPart(picture, isLarge);
  const nodes = useMemo(() => nodesOf(near.nodes, chosen), [near, chosen]);
  const edges = useMemo(() => edgesOf(near), [near]);
  return (
    <div className="chain-picture" role="group" aria-label={text.picture}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onInit={() => void flow.setViewport(openingView(picture, store.getState()))}
        {...(isLarge ? {} : { onPaneClick: () => onChoose(null) })}
        onNodeClick={(_event, node) => onChoose(node.id)}
        nodesDraggable={false}
        nodesConnectable={false}
        elementsSelectable
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        minZoom={isLarge ? 0.005 : 0.02}
        maxZoom={1.5}
        proOptions={{ hideAttribution: true }}
      >
        {!isLarge && <Background gap={24} size={1} />}
        {isLarge && (
          <FarLayer
            picture={picture}
            near={near}
            chosen={chosen}
            onPress={(at) => onChoose(nodeAt(picture, at)?.doi ?? null)}
          />
        )}
        <Controls showInteractive={false} showFitView={false} aria-label={text.controls}>
          <ControlButton
            title={text.showWhole}
            aria-label={text.showWhole}
            onClick={() => void flow.setViewport(wholeView(picture, store.getState()))}
          >
            <Icon name="fit" />
          </ControlButton>
        </Controls>
        {isLarge ? (
          <Panel position="bottom-right">
            <SmallMap picture={picture} />
          </Panel>
        ) : (
          picture.columns > mostColumns && (
            <MiniMap
              pannable
              zoomable
              ariaLabel={text.minimap}
              nodeClassName="chain-minimap-node"
              style={{ width: 180, height: 80 }}
            />
          )
        )}
      </ReactFlow>
      {chain.hiddenCount > 0 && (
        <p className="chain-hidden small soft">{text.hidden(chain.hiddenCount)}</p>
      )}
      <PictureLegend chain={chain} />
    </div>
  );
}
