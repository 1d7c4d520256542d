import type { Node, NodeProps } from '@xyflow/react';
import { Handle, Position, useStore } from '@xyflow/react';
import type { ReactNode } from 'react';
import { memo } from 'react';

import type { ChainNode } from '#shared/contract/version-chains.ts';
import { versionsText as text } from '#shared/text/versions.en.ts';
import { nodeSize } from '#shared/versions/layout.ts';

import { Icon } from '../components/icon.tsx';
import { StateGlyph } from '../components/state-glyph.tsx';

export type FlowNode = Node<{ readonly node: ChainNode }, 'record'>;

/** Below this scale words cannot be read: only shape, border and sign are drawn. */
export const readableZoom = 0.45;

/** One record in the picture. Everything it tells stands in words in the list beside it, too. */
export const ChainNodeView = memo(function ChainNodeView({ data, selected }: NodeProps<FlowNode>) {
  const { node } = data;
  const isReadable = useStore((state) => state.transform[2] >= readableZoom);
  const looks = [
    'chain-node',
    `is-${node.lane}`,
    `is-${node.holding}`,
    ...(selected ? ['is-here'] : []),
    ...(node.isLatest ? ['is-latest'] : []),
    ...(node.isTombstone ? ['is-tombstone'] : []),
    ...(node.isOutdated ? ['is-outdated'] : []),
    ...(node.defectCount > 0 ? ['has-defects'] : []),
  ];
  const isBar = node.width > nodeSize.width;
  return (
    <div
      className={looks.join(' ')}
      style={{ width: node.width }}
      title={`${node.title}\n${node.doi}`}
    >
      <Handle type="target" position={Position.Left} id="left" isConnectable={false} />
      <Handle type="target" position={Position.Top} id="top" isConnectable={false} />
      <Handle type="source" position={Position.Right} id="right" isConnectable={false} />
      <Handle type="source" position={Position.Bottom} id="bottom" isConnectable={false} />
      {isReadable ? (
        <Words node={node} shift={isBar ? <BarShift node={node} /> : null} />
      ) : (
        !isBar && (
          <p className="chain-node-far">{node.number ?? (node.lane === 'canonical' ? '★' : '·')}</p>
        )
      )}
    </div>
  );
});

function Words({ node, shift }: { readonly node: ChainNode; readonly shift: ReactNode }) {
  return (
    <div className="chain-node-words">
      {shift}
      <div className="chain-node-text">
        <p className="chain-node-head">
          <NodeGlyph node={node} />
          <span className="strong cut">{headOf(node)}</span>
          {node.defectCount > 0 && (
            <span className="chain-node-defects">
              <Icon name="error" />
              {node.defectCount}
            </span>
          )}
        </p>
        <p className="mono small cut">{node.doi}</p>
        <p className="small soft cut">
          {wordsOf(node)}
          {node.lane === 'canonical' && node.title !== '' && ` · ${node.title}`}
        </p>
      </div>
    </div>
  );
}

/** px of the picture that the words of a bar need. */
const barWords = 440;

/** Room before the words of a bar, so that they stay in sight while the picture is panned along it. */
function BarShift({ node }: { readonly node: ChainNode }) {
  const width = useStore(({ transform: [x, , zoom] }) =>
    Math.max(0, Math.min(16 / zoom - x / zoom - node.x, node.width - barWords)),
  );
  return <span className="chain-node-shift" style={{ width }} />;
}

export function NodeGlyph({ node }: { readonly node: ChainNode }) {
  const isUnsent = node.sync === 'unsent' || node.sync === 'sending' || node.sync === 'local';
  if (node.state === 'unknown') return <span className="chain-node-unknown">?</span>;
  return <StateGlyph state={node.isTombstone ? 'tombstone' : node.state} unsent={isUnsent} />;
}

export function headOf(node: ChainNode): string {
  if (node.lane === 'canonical') return text.canonical;
  if (node.version !== '') return text.version(node.version);
  return node.title === '' ? text.noVersion : node.title;
}

/** State, standing and date in words; the same in picture, list and export. */
export function wordsOf(node: ChainNode): string {
  return [
    node.isTombstone ? text.withdrawn : node.state === 'unknown' ? text.unknown : node.state,
    ...(node.isLatest ? [text.latest] : node.isOutdated ? [text.outdated] : []),
    ...(node.holding === 'observed' ? [text.observed] : []),
    ...(node.date === '' ? [] : [node.date]),
  ].join(' · ');
}
