import type { ChainNode, ChainView } from '#shared/contract/version-chains.ts';
import { doiInWords } from '#shared/doi/unreal-doi.ts';
import { versionsText as text } from '#shared/text/versions.en.ts';
import { positionText } from '#shared/text/version-place.en.ts';

import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { DoiName } from '../components/doi-name.tsx';
import { FactList } from '../components/fact-list.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { RecordRemoval } from '../removal/record-removal.tsx';
import { CiteButton } from '../share/cite-button.tsx';
import { useQuery } from '../store/use-query.ts';
import { DefectList } from './defect-list.tsx';
import { MarkOutdated } from './mark-outdated.tsx';
import { NodeGlyph, headOf, wordsOf } from './chain-node.tsx';

interface Props {
  readonly chain: ChainView;
  readonly node: ChainNode;
  readonly onClose: () => void;
  readonly onNewVersion: () => void;
}

/** One record of the chain: its facts, where it stands, what is wrong with it, and what can be done. */
export function NodeFacts({ chain, node, onClose, onNewVersion }: Props) {
  const { data } = useQuery('versions.position', { doi: node.doi });
  const position = data?.position ?? null;
  const defects = chain.defects.filter(({ at }) => at === node.doi);
  return (
    <aside className="panel chain-facts" aria-label={node.doi}>
      <div className="panel-head">
        <div className="panel-title">
          <h2 className="title">{headOf(node)}</h2>
          <p className="line">
            <DoiName doi={node.doi} />
            <CopyButton text={doiInWords(node.doi)} what="DOI" />
          </p>
        </div>
        <IconButton icon="close" label={text.closeFacts} onPress={onClose} />
      </div>
      <div className="panel-body stack">
        <p className="line">
          <NodeGlyph node={node} />
          {wordsOf(node)}
        </p>
        {position !== null && <p>{positionText(position)}</p>}
        <FactList
          facts={[
            { name: text.facts.title, value: node.title === '' ? text.notKnown : node.title },
            {
              name: text.facts.url,
              value:
                node.url === '' ? (
                  text.notKnown
                ) : (
                  <span className="mono small chain-url">{node.url}</span>
                ),
            },
            { name: text.facts.holding, value: text.holding[node.holding] },
          ]}
        />
        <div className="line line-wrap">
          {node.holding !== 'unknown' && (
            <Button icon="records" onPress={() => goTo({ screen: 'records', doi: node.doi })}>
              {text.openRecord}
            </Button>
          )}
          {node.holding !== 'unknown' && <CiteButton doi={node.doi} />}
          {node.holding === 'own' && node.lane === 'version' && (
            <Button icon="plus" onPress={onNewVersion}>
              {text.newVersion}
            </Button>
          )}
          {node.holding !== 'unknown' && node.lane === 'version' && (
            <MarkOutdated doi={node.doi} isMarked={node.isMarkedOutdated} />
          )}
        </div>
        {node.holding === 'own' && <RecordRemoval doi={node.doi} />}
        {defects.length > 0 && <DefectList defects={defects} />}
      </div>
    </aside>
  );
}
