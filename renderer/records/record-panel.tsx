import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';

import { doiInWords } from '#shared/doi/unreal-doi.ts';
import { formatCount } from '#shared/text/format.ts';
import { shareText } from '#shared/text/share.en.ts';
import { recordsText as text } from '#shared/text/records.en.ts';

import { CopyButton } from '../components/copy-button.tsx';
import { DoiName } from '../components/doi-name.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { Notice } from '../components/notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { StateName } from '../components/state-name.tsx';
import { ConflictView } from '../conflicts/conflict-view.tsx';
import { EditButton } from '../edits/edit-button.tsx';
import { RecordRemoval } from '../removal/record-removal.tsx';
import { RecordOrigin } from '../hub/record-origin.tsx';
import { CiteButton } from '../share/cite-button.tsx';
import { useQuery } from '../store/use-query.ts';
import { VersionPlace } from '../versions/version-place.tsx';
import { RecordDifferences } from './record-differences.tsx';
import { RecordFindings } from './record-findings.tsx';
import { RecordHistory } from './record-history.tsx';
import { RecordMetadata } from './record-metadata.tsx';
import { RecordPayload } from './record-payload.tsx';
import { RecordStandards } from './record-standards.tsx';
import { SyncMark } from './sync-mark.tsx';

const tabs = ['metadata', 'findings', 'standards', 'payload', 'changes', 'history'] as const;

/** Everything about one record, beside the list. */
export function RecordPanel({
  doi,
  onClose,
}: {
  readonly doi: string;
  readonly onClose: () => void;
}) {
  const { data: record, error } = useQuery('records.get', { doi });
  const isConflict = record?.sync === 'conflict';
  return (
    <aside className={isConflict ? 'panel panel-wide' : 'panel'} aria-label={doi}>
      <div className="panel-head">
        <div className="panel-title">
          <h2 className="title">{record === undefined ? ' ' : (record.title ?? text.untitled)}</h2>
        </div>
        <CiteButton doi={doi} />
        <EditButton doi={doi} />
        <IconButton icon="close" label={text.closeDetail} onPress={onClose} />
      </div>
      <p className="line record-doi">
        <DoiName doi={doi} />
        <CopyButton
          text={record?.repositoryId === 'practice' ? shareText.practiceDoi(doi) : doiInWords(doi)}
          what="DOI"
        />
      </p>
      {error !== undefined && <ErrorNotice error={error} />}
      {record === undefined && error === undefined && <Skeleton lines={10} />}
      {record !== undefined && (
        <>
          <p className="record-state">
            <StateName state={record.state} unsent={record.sync === 'unsent'} />
            <SyncMark sync={record.sync} />
          </p>
          <VersionPlace doi={doi} />
          <RecordRemoval doi={doi} />
          <Tabs className="panel-tabs" defaultSelectedKey={isConflict ? 'changes' : 'metadata'}>
            <TabList className="tablist" aria-label={text.title}>
              {tabs.map((tab) => (
                <Tab key={tab} id={tab} className="tab">
                  {text.tabs[tab]}{' '}
                  {tab === 'findings' && record.findings.length > 0 && (
                    <span className="tab-count">{formatCount(record.findings.length)}</span>
                  )}
                </Tab>
              ))}
            </TabList>
            <TabPanel id="metadata" className="panel-body tabpanel">
              {record.lastFailure !== null && (
                <Notice kind="error" title={text.lastFailure}>
                  <p>{record.lastFailure.message}</p>
                  {record.lastFailure.nextStep !== null && (
                    <p className="soft">{record.lastFailure.nextStep}</p>
                  )}
                </Notice>
              )}
              <RecordMetadata record={record} />
              <RecordOrigin doi={doi} />
            </TabPanel>
            <TabPanel id="findings" className="panel-body tabpanel">
              <RecordFindings record={record} />
            </TabPanel>
            <TabPanel id="standards" className="panel-body tabpanel">
              <RecordStandards record={record} />
            </TabPanel>
            <TabPanel id="payload" className="panel-body tabpanel">
              <RecordPayload doi={doi} />
            </TabPanel>
            <TabPanel id="changes" className="panel-body tabpanel">
              {isConflict ? <ConflictView doi={doi} /> : <RecordDifferences record={record} />}
            </TabPanel>
            <TabPanel id="history" className="panel-body tabpanel">
              <RecordHistory doi={doi} />
            </TabPanel>
          </Tabs>
        </>
      )}
    </aside>
  );
}
