import { lazy, Suspense, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';

import type { ChainView } from '#shared/contract/version-chains.ts';
import { formatCount } from '#shared/text/format.ts';
import { versionsText as text } from '#shared/text/versions.en.ts';

import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { DoiName } from '../components/doi-name.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useQuery } from '../store/use-query.ts';
import { ChainList } from './chain-list.tsx';
import { DefectList } from './defect-list.tsx';
import { ExportMenu } from './export-menu.tsx';
import { LineageView } from './lineage-view.tsx';
import { NewVersionDialog } from './new-version-dialog.tsx';
import { NodeFacts } from './node-facts.tsx';
import { RepairDialog } from './repair-dialog.tsx';

// The picture brings a library of its own, which is fetched when somebody looks at a picture.
const ChainPicture = lazy(async () => ({
  default: (await import('./chain-picture.tsx')).ChainPicture,
}));

/** One chain: as a picture, in words, what is wrong with it, and what it is made of. */
export function ChainPanel({ doi }: { readonly doi: string }) {
  const { data, error } = useQuery('versions.chain', { doi }, { keepPrevious: true });
  const chain = data?.chain ?? null;
  if (error !== undefined) return <ErrorNotice error={error} />;
  if (data === undefined) return <Skeleton lines={8} />;
  if (chain === null) {
    return (
      <EmptyState icon="versions" title={text.noChainTitle}>
        <p>{text.noChain(doi)}</p>
      </EmptyState>
    );
  }
  return <OpenChain chain={chain} doi={doi} />;
}

function OpenChain({ chain, doi }: { readonly chain: ChainView; readonly doi: string }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [dialog, setDialog] = useState<'repair' | 'new' | null>(null);
  const node = chain.nodes.find((one) => one.doi === chosen);
  const title = chain.nodes.find((one) => one.doi === chain.doi)?.title ?? '';
  const newest = chain.nodes.find(({ isLatest }) => isLatest);
  const forNew = node?.lane === 'version' && node.holding === 'own' ? node : newest;
  return (
    <>
      <header className="panel-head chain-head">
        <div className="panel-title">
          <h2 className="title">{title === '' ? chain.doi : title}</h2>
          <p className="line line-wrap soft">
            <DoiName doi={chain.doi} />
            <span>{text.summary(chain.versionCount, chain.defectCount)}</span>
          </p>
        </div>
        <div className="line line-wrap chain-actions">
          <Button
            kind="main"
            isDisabled={chain.defectCount === 0}
            onPress={() => setDialog('repair')}
          >
            {text.repair}
          </Button>
          {forNew?.holding === 'own' && (
            <Button icon="plus" onPress={() => setDialog('new')}>
              {text.newVersion}
            </Button>
          )}
          <ExportMenu doi={doi} />
          <IconButton
            icon="close"
            label={text.closeChain}
            onPress={() => goTo({ screen: 'versions', doi: null }, 'replace')}
          />
        </div>
      </header>
      <div className="split">
        <Tabs className="panel-tabs chain-tabs" defaultSelectedKey="picture">
          <TabList className="tablist" aria-label={text.title}>
            <Tab id="picture" className="tab">
              {text.tabs.picture}
            </Tab>
            <Tab id="list" className="tab">
              {text.tabs.list}
            </Tab>
            <Tab id="defects" className="tab">
              {text.tabs.defects}{' '}
              {chain.defectCount > 0 && (
                <span className="tab-count">{formatCount(chain.defectCount)}</span>
              )}
            </Tab>
            <Tab id="lineage" className="tab">
              {text.tabs.lineage}
            </Tab>
          </TabList>
          <TabPanel id="picture" className="tabpanel chain-picture-panel">
            <Suspense fallback={<Skeleton lines={6} />}>
              <ChainPicture key={chain.doi} chain={chain} chosen={chosen} onChoose={setChosen} />
            </Suspense>
          </TabPanel>
          <TabPanel id="list" className="panel-body tabpanel">
            <ChainList chain={chain} chosen={chosen} onChoose={setChosen} />
          </TabPanel>
          <TabPanel id="defects" className="panel-body tabpanel">
            <DefectList defects={chain.defects} onChoose={setChosen} />
          </TabPanel>
          <TabPanel id="lineage" className="panel-body tabpanel">
            <LineageView doi={chosen ?? chain.latest ?? chain.doi} />
          </TabPanel>
        </Tabs>
        {node !== undefined && (
          <NodeFacts
            chain={chain}
            node={node}
            onClose={() => setChosen(null)}
            onNewVersion={() => setDialog('new')}
          />
        )}
      </div>
      {dialog === 'repair' && <RepairDialog chain={chain} onClose={() => setDialog(null)} />}
      {dialog === 'new' && forNew !== undefined && (
        <NewVersionDialog
          node={forNew}
          hasCanonical={chain.canonical !== null}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
}
