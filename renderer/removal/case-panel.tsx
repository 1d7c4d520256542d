import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';

import { removalScreens as text } from '#shared/text/removal-screens.en.ts';
import { removalText } from '#shared/text/removal.en.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useQuery } from '../store/use-query.ts';
import { CaseActions } from './case-actions.tsx';
import { CaseFile } from './case-file.tsx';
import { CaseNotices } from './case-notices.tsx';
import { DocumentsView } from './documents-view.tsx';
import { StatusMark } from './status-mark.tsx';
import { StepsView } from './steps-view.tsx';
import { TombstoneView } from './tombstone-view.tsx';

interface Props {
  readonly id: number;
  readonly repository: ChosenRepository;
}

const tabs = ['case', 'tombstone', 'steps', 'documents'] as const;

/** The file of one case: what is asked, what stays, what was done. */
export function CasePanel({ id, repository }: Props) {
  const { data, error } = useQuery('removal.case', { id });
  const [tab, setTab] = useState<string>('case');
  if (error !== undefined) return <ErrorNotice error={error} />;
  if (data === undefined) return <Skeleton lines={10} />;
  const isRemoval = data.kind === 'deletion' && data.owner === 'own';
  const half = data.status === 'half-done' || data.status === 'half-restored';
  return (
    <article className="case-panel" aria-label={data.name}>
      <header className="panel-head">
        <div className="panel-title">
          <h2 className="title">{data.title}</h2>
          <p className="line line-wrap">
            <span className="mono">{data.name}</span>
            <StatusMark status={data.status} />
            <span className="soft">{removalText.kind[data.kind]}</span>
            <span className={data.isOverdue ? 'case-overdue' : 'soft'}>
              {data.dueOn === null ? '' : text.due(data.dueOn)}
              {data.isOverdue ? ` (${text.overdue.toLowerCase()})` : ''}
            </span>
          </p>
        </div>
      </header>
      <CaseActions detail={data} repository={repository} onShow={setTab} />
      <CaseNotices detail={data} />
      {data.owner === 'hub' && <Notice kind="hint">{<p>{text.hubNote}</p>}</Notice>}
      {data.owner === 'own' && !isRemoval && <Notice kind="hint">{<p>{text.otherKind}</p>}</Notice>}
      <Tabs
        className="panel-tabs"
        selectedKey={tab}
        onSelectionChange={(key) => setTab(String(key))}
      >
        <TabList className="tablist" aria-label={data.name}>
          {tabs
            .filter((one) => isRemoval || (one !== 'tombstone' && one !== 'steps'))
            .map((one) => (
              <Tab key={one} id={one} className="tab">
                {text.tabs[one]}{' '}
                {one === 'steps' && half && <span className="tab-count">{data.halfCount}</span>}
              </Tab>
            ))}
        </TabList>
        <TabPanel id="case" className="panel-body tabpanel">
          <CaseFile detail={data} />
        </TabPanel>
        {isRemoval && (
          <>
            <TabPanel id="tombstone" className="panel-body tabpanel">
              <TombstoneView key={data.status} detail={data} />
            </TabPanel>
            <TabPanel id="steps" className="panel-body tabpanel">
              <StepsView detail={data} />
            </TabPanel>
          </>
        )}
        <TabPanel id="documents" className="panel-body tabpanel">
          <DocumentsView detail={data} />
        </TabPanel>
      </Tabs>
    </article>
  );
}
