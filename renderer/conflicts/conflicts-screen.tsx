import { useState } from 'react';

import type { ConflictScope } from '#shared/contract/conflicts.ts';
import type { Output } from '#shared/contract/contract.ts';
import { conflictsText } from '#shared/text/conflicts.en.ts';

import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { SelectField } from '../components/select-field.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useQuery } from '../store/use-query.ts';
import { ConflictList } from './conflict-list.tsx';
import { RulesForm } from './rules-form.tsx';
import './conflicts.css';

const text = conflictsText.many;

type Survey = Output<'conflicts.survey'>;

/** Everything that is in conflict, and rules that settle many records at once. */
export function ConflictsScreen() {
  const [scope, setScope] = useState<ConflictScope>(null);
  const { data, error } = useQuery('conflicts.survey', { scope }, { keepPrevious: true });
  const isEmpty = data?.recordCount === 0;
  const choices = data === undefined ? [] : scopeChoices(data);
  return (
    <section className="screen" aria-labelledby="screen-title">
      <header className="screen-head">
        <h1 id="screen-title">{text.title}</h1>
        {data !== undefined && <span className="soft">{text.records(data.recordCount)}</span>}
        <span className="push" />
        {(choices.length > 2 || scope !== null) && (
          <SelectField
            label={text.scope}
            isLabelUnseen
            value={String(scope ?? 'all')}
            onChange={(id) => setScope(scopeOf(id))}
            groups={[{ title: '', choices }]}
          />
        )}
      </header>
      {error !== undefined && <ErrorNotice error={error} />}
      {data === undefined && error === undefined && <Skeleton lines={8} />}
      {isEmpty && (
        <EmptyState
          icon="good"
          title={text.emptyTitle}
          actions={
            <Button onPress={() => goTo({ screen: 'records', doi: null })}>{text.toRecords}</Button>
          }
        >
          <p>{text.emptyBody}</p>
        </EmptyState>
      )}
      {data !== undefined && !isEmpty && (
        <div className="split split-top">
          <div className="conflict-rules">
            <RulesForm key={String(scope)} scope={scope} survey={data} />
          </div>
          <ConflictList
            key={String(scope)}
            scope={scope}
            paths={data.paths.map(({ path }) => path)}
          />
        </div>
      )}
    </section>
  );
}

function scopeChoices({ collections }: Survey) {
  return [
    { id: 'all', label: text.everywhere },
    ...collections.map(({ id, name, recordCount }) => ({
      id: String(id ?? 'none'),
      label: id === null ? text.outside : name,
      detail: text.records(recordCount),
    })),
  ];
}

function scopeOf(id: string): ConflictScope {
  if (id === 'all') return null;
  return id === 'none' ? 'none' : Number(id);
}
