import { useState } from 'react';

import { removalScreens as text } from '#shared/text/removal-screens.en.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { SelectField } from '../components/select-field.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useQuery } from '../store/use-query.ts';
import { CaseList } from './case-list.tsx';
import { CasePanel } from './case-panel.tsx';
import { DeleteDraftsDialog } from './delete-drafts-dialog.tsx';
import { NewRequestDialog } from './new-request-dialog.tsx';
import { PagesDialog } from './pages-dialog.tsx';
import type { MenuChoice } from './requests-menu.tsx';
import { RequestsMenu } from './requests-menu.tsx';
import { SettingsDialog } from './settings-dialog.tsx';
import { StatisticsDialog } from './statistics-dialog.tsx';
import { SuspectsNotice } from './suspects-notice.tsx';
import './removal.css';

type Show = 'open' | 'ended' | 'all';
type Open = 'new' | MenuChoice | null;

interface Props {
  readonly repository: ChosenRepository;
  readonly caseId: number | null;
}

/** The inbox of requests, the overdue ones first, and the file of one case beside it. */
export function RequestsScreen({ repository, caseId }: Props) {
  const [show, setShow] = useState<Show>('open');
  const [open, setOpen] = useState<Open>(null);
  const { data, error } = useQuery(
    'removal.cases',
    { show, offset: 0, limit: 200 },
    { keepPrevious: true },
  );
  const openCase = (id: number): void => goTo({ screen: 'requests', caseId: id }, 'replace');
  const close = (): void => setOpen(null);
  return (
    <section className="screen" aria-labelledby="screen-title">
      <header className="screen-head">
        <h1 id="screen-title">{text.title}</h1>
        {data !== undefined && (
          <span className="soft">
            {text.summary(data.statistics.open, data.statistics.pressing)}
          </span>
        )}
        <span className="push" />
        <SelectField
          label={text.show}
          isLabelUnseen
          value={show}
          onChange={(id) => setShow(id === 'ended' || id === 'all' ? id : 'open')}
          groups={[
            {
              title: '',
              choices: (['open', 'ended', 'all'] as const).map((id) => ({
                id,
                label: text.shows[id],
              })),
            },
          ]}
        />
        <RequestsMenu onChoose={setOpen} />
        <Button kind="main" icon="plus" onPress={() => setOpen('new')}>
          {text.newRequest}
        </Button>
      </header>
      <SuspectsNotice onOpened={openCase} />
      {error !== undefined && <ErrorNotice error={error} />}
      {data === undefined && error === undefined && <Skeleton lines={6} />}
      {data?.cases.length === 0 && caseId === null ? (
        <EmptyState icon="file" title={show === 'open' ? text.emptyTitle : text.noneEnded}>
          <p>{text.emptyBody}</p>
        </EmptyState>
      ) : (
        data !== undefined && (
          <div className="split split-top case-split">
            <CaseList cases={data.cases} openId={caseId} onOpen={openCase} />
            <div className="split-detail case-detail">
              {caseId === null ? (
                <p className="soft case-none">{text.chooseCase}</p>
              ) : (
                <CasePanel key={caseId} id={caseId} repository={repository} />
              )}
            </div>
          </div>
        )
      )}
      {open === 'new' && (
        <NewRequestDialog
          onClose={close}
          onOpened={(ids) => {
            close();
            const [first] = ids;
            if (first !== undefined) openCase(first);
          }}
        />
      )}
      {open === 'pages' && <PagesDialog onClose={close} />}
      {open === 'settings' && <SettingsDialog onClose={close} />}
      {open === 'statistics' && data !== undefined && (
        <StatisticsDialog statistics={data.statistics} onClose={close} />
      )}
      {open === 'drafts' && <DeleteDraftsDialog selection={null} onClose={close} />}
    </section>
  );
}
