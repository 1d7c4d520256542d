import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';

import type { ReviewDetail } from '#shared/contract/review-shapes.ts';
import { formatCount } from '#shared/text/format.ts';
import { reviewScreenText as text } from '#shared/text/review-screen.en.ts';

import { ChangeView } from '../components/change-view.tsx';
import { CodeView } from '../components/code-view.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { RecordOrigin } from '../hub/record-origin.tsx';
import { listDifferences } from '../records/list-differences.ts';
import { RecordFindings } from '../records/record-findings.tsx';
import { RecordHistory } from '../records/record-history.tsx';
import { RecordMetadata } from '../records/record-metadata.tsx';
import { RecordPayload } from '../records/record-payload.tsx';
import { useQuery } from '../store/use-query.ts';

const tabs = ['record', 'changes', 'payload', 'findings', 'citation', 'history'] as const;

/** The record as people read it, what changed, what will be sent, what is wrong, how it is cited. */
export function DraftTabs({ draft }: { readonly draft: ReviewDetail }) {
  const record = useQuery('records.get', { doi: draft.doi }, { keepPrevious: true });
  return (
    <Tabs className="panel-tabs draft-tabs">
      <TabList className="tablist" aria-label={text.title}>
        {tabs.map((tab) => (
          <Tab key={tab} id={tab} className="tab">
            {text.tabs[tab]}{' '}
            {tab === 'findings' && draft.findings.length > 0 && (
              <span className="tab-count">{formatCount(draft.findings.length)}</span>
            )}
          </Tab>
        ))}
      </TabList>
      <TabPanel id="record" className="panel-body tabpanel">
        {record.error !== undefined && <ErrorNotice error={record.error} />}
        {record.data === undefined ? (
          <Skeleton lines={10} />
        ) : (
          <>
            <RecordMetadata record={record.data} />
            <RecordOrigin doi={draft.doi} />
          </>
        )}
      </TabPanel>
      <TabPanel id="changes" className="panel-body tabpanel">
        <DraftChanges draft={draft} />
      </TabPanel>
      <TabPanel id="payload" className="panel-body tabpanel">
        <p className="soft small">
          {text.contentHash}: <span className="mono draft-hash">{draft.contentHash}</span>
        </p>
        <RecordPayload doi={draft.doi} />
      </TabPanel>
      <TabPanel id="findings" className="panel-body tabpanel">
        {record.data !== undefined && <RecordFindings record={record.data} />}
      </TabPanel>
      <TabPanel id="citation" className="panel-body tabpanel">
        <DraftCitation doi={draft.doi} />
      </TabPanel>
      <TabPanel id="history" className="panel-body tabpanel">
        <RecordHistory doi={draft.doi} />
      </TabPanel>
    </Tabs>
  );
}

function DraftChanges({ draft }: { readonly draft: ReviewDetail }) {
  const { before } = draft;
  if (before === null) return <p className="soft">{text.noBefore}</p>;
  const differences = listDifferences(draft.attributes, before.attributes);
  if (differences.length === 0) return <Notice kind="good" title={text.noDifference} />;
  return (
    <div className="stack">
      <p className="soft">
        {text.before[before.label]}: <span className="mono">{before.doi}</span>
      </p>
      {differences.map(({ path, here, there }) => (
        <ChangeView
          key={path}
          path={path}
          before={there}
          after={here}
          beforeLabel={text.before[before.label]}
          afterLabel={text.here}
        />
      ))}
    </div>
  );
}

function DraftCitation({ doi }: { readonly doi: string }) {
  const { data, error } = useQuery('edits.citation', { key: doi }, { keepPrevious: true });
  if (error !== undefined) return <ErrorNotice error={error} />;
  if (data === undefined) return <Skeleton lines={4} />;
  return (
    <div className="stack">
      <p className="line">
        <span className="fact-text">{data.text}</span>
        <CopyButton text={data.text} what={text.tabs.citation} />
      </p>
      <CodeView text={data.bibtex} what="BibTeX" />
    </div>
  );
}
