import { ListBox, ListBoxItem, ListLayout, Text, Virtualizer } from 'react-aria-components';

import type { ChainLink, ChainNode, ChainView } from '#shared/contract/version-chains.ts';
import { linkNames, versionsText as text } from '#shared/text/versions.en.ts';
import { formatCounted } from '#shared/text/format.ts';

import { NodeGlyph, headOf, wordsOf } from './chain-node.tsx';
import { sideWords } from './flow-elements.ts';

interface Props {
  readonly chain: ChainView;
  readonly chosen: string | null;
  readonly onChoose: (doi: string | null) => void;
}

/** Links named at one record; more are told by their number. */
const mostNamed = 6;

/** The chain in words, for whoever does not use the picture: every record, in order, with what it is tied to. */
export function ChainList({ chain, chosen, onChoose }: Props) {
  const links = new Map<string, ChainLink[]>();
  for (const link of chain.links) {
    for (const doi of [link.start, link.end]) links.set(doi, [...(links.get(doi) ?? []), link]);
  }
  const inOrder = [
    ...chain.nodes.filter(({ lane }) => lane === 'canonical'),
    ...chain.nodes.filter(({ lane }) => lane === 'version').reverse(),
    ...chain.nodes.filter(({ lane }) => lane !== 'canonical' && lane !== 'version'),
  ];
  return (
    <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowSize: 56 }}>
      <ListBox
        className="chain-list"
        aria-label={text.listInWords}
        selectionMode="single"
        selectionBehavior="replace"
        selectedKeys={chosen === null ? [] : [chosen]}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : [...keys];
          onChoose(key === undefined ? null : String(key));
        }}
        items={inOrder.map((node) => ({ id: node.doi, node }))}
      >
        {({ node }) => (
          <ListBoxItem
            id={node.doi}
            textValue={`${headOf(node)} ${node.doi}`}
            className="chain-list-item"
          >
            <NodeGlyph node={node} />
            <Text slot="label" className="chain-list-words">
              <span className="line line-wrap">
                <span className="strong">{headOf(node)}</span>
                <span className="mono">{node.doi}</span>
                <span className="soft">{wordsOf(node)}</span>
                {node.defectCount > 0 && (
                  <span className="chain-node-defects">
                    {formatCounted(node.defectCount, 'defect', 'defects')}
                  </span>
                )}
              </span>
              <span className="small soft chain-list-links">
                {linksInWords(node, links.get(node.doi) ?? [])}
              </span>
            </Text>
          </ListBoxItem>
        )}
      </ListBox>
    </Virtualizer>
  );
}

function linksInWords(node: ChainNode, links: readonly ChainLink[]): string {
  const named = links.slice(0, mostNamed).map((link) => {
    const isStart = link.start === node.doi;
    const words = isStart ? linkNames[link.kind] : text.inverse[link.kind];
    return `${words} ${isStart ? link.end : link.start}${sideWords(link)}`;
  });
  const more = links.length - mostNamed;
  return [...named, ...(more > 0 ? [text.andMore(more)] : [])].join('; ');
}
