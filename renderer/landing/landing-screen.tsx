import { useState } from 'react';

import type { LandingFilter, LandingRow } from '#shared/contract/landing.ts';
import type { LandingCode, LandingVerdict } from '#shared/landing/codes.ts';
import { landingVerdicts } from '#shared/landing/codes.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { formatCount } from '#shared/text/format.ts';
import {
  landingCodeText,
  landingText as text,
  landingVerdictText,
} from '#shared/text/landing.en.ts';
import { removalScreens } from '#shared/text/removal-screens.en.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { goTo } from '../app/use-route.ts';
import { BatchDialog } from '../changes/batch-dialog.tsx';
import { Button } from '../components/button.tsx';
import { DataGrid } from '../components/data-grid.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { SelectField } from '../components/select-field.tsx';
import { toAppError } from '../store/query-cache.ts';
import { useSteward } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { usePages } from '../store/use-pages.ts';
import { useQuery } from '../store/use-query.ts';
import { AuditBar } from './audit-bar.tsx';
import { landingColumns } from './landing-columns.tsx';
import { LandingPanel } from './landing-panel.tsx';
import './landing.css';

interface Props {
  readonly repository: ChosenRepository;
  readonly doi: string | null;
}

/** What was last seen of every landing page, the worst first; the one that is open stands beside the list. */
export function LandingScreen({ repository, doi }: Props) {
  const { client } = useSteward();
  const [verdict, setVerdict] = useState<LandingVerdict | 'all'>('all');
  const [code, setCode] = useState<LandingCode | 'all'>('all');
  const [isMoving, setMoving] = useState(false);
  const start = useCommand('landing.start');
  const repositoryId = repository.id;
  const filter: LandingFilter = {
    repositoryId,
    ...(verdict === 'all' ? {} : { verdicts: [verdict] }),
    ...(code === 'all' ? {} : { code }),
  };
  const source = usePages<LandingRow>(
    canonicalJson(filter),
    (offset, limit) => client.call('landing.list', { filter, offset, limit }),
    ['landing.changed'],
  );
  const all = useQuery('landing.list', { filter: { repositoryId }, offset: 0, limit: 1 });
  const { data: status } = useQuery('landing.status', { repositoryId });
  const failure = source.error();
  const isFresh = all.data?.total === 0;
  const checkAll = (
    <Button
      kind={isFresh ? 'main' : 'normal'}
      icon="link"
      isPending={start.pending}
      onPress={() => void start.run({ of: 'all' })}
    >
      {text.checkAll}
    </Button>
  );
  return (
    <section className="screen" aria-labelledby="screen-title">
      <header className="screen-head">
        <h1 id="screen-title">{text.title}</h1>
        <span className="push" />
        <SelectField
          label={text.verdict}
          isLabelUnseen
          value={verdict}
          onChange={(id) => setVerdict(id as LandingVerdict | 'all')}
          groups={[
            {
              title: '',
              choices: [
                { id: 'all', label: text.anyVerdict },
                ...landingVerdicts.map((id) => ({
                  id,
                  label: `${landingVerdictText[id]} (${formatCount(status?.counts[id] ?? 0)})`,
                })),
              ],
            },
          ]}
        />
        <SelectField
          label={text.finding}
          isLabelUnseen
          value={code}
          onChange={(id) => setCode(id as LandingCode | 'all')}
          groups={[
            {
              title: '',
              choices: [
                { id: 'all', label: text.anyCode },
                ...uniqueCodes(all.data?.codes ?? []).map((one) => ({
                  id: one.code,
                  label: `${landingCodeText[one.code].name} (${formatCount(one.count)})`,
                })),
              ],
            },
          ]}
        />
        <Button isDisabled={isFresh} onPress={() => setMoving(true)}>
          {removalScreens.moveHost}
        </Button>
        {checkAll}
      </header>
      <BatchDialog
        selection={{ filter: { repositoryId, query: 'state:registered OR state:findable' } }}
        count={all.data?.total ?? 0}
        first="url-pattern"
        isOpen={isMoving}
        onClose={() => setMoving(false)}
      />
      {status !== undefined && <AuditBar status={status} />}
      {start.error !== null && <ErrorNotice error={start.error} />}
      {failure !== null && <ErrorNotice error={toAppError(failure)} onRetry={source.refresh} />}
      <div className="split split-top">
        <DataGrid
          label={text.list}
          source={source}
          columns={landingColumns}
          rowKey={(row) => row.doi}
          openKey={doi}
          onOpen={(row) => goTo({ screen: 'landing', doi: row.doi }, 'replace')}
          empty={
            isFresh ? (
              <EmptyState icon="link" title={text.emptyTitle} actions={checkAll}>
                <p>{text.empty}</p>
                <p>{text.politeness}</p>
              </EmptyState>
            ) : (
              <EmptyState icon="filter" title={text.nothingFound} />
            )
          }
        />
        {doi !== null && (
          <aside className="panel" aria-label={text.record}>
            <LandingPanel key={doi} doi={doi} />
          </aside>
        )}
      </div>
    </section>
  );
}

function uniqueCodes(
  codes: readonly { readonly code: LandingCode; readonly count: number }[],
): { code: LandingCode; count: number }[] {
  return [...new Map(codes.map((one) => [one.code, one])).values()];
}
