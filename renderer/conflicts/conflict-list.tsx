import { useState } from 'react';

import type { ConflictScope } from '#shared/contract/conflicts.ts';
import type { Output } from '#shared/contract/contract.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { conflictsText } from '#shared/text/conflicts.en.ts';

import { goTo } from '../app/use-route.ts';
import type { GridColumn } from '../components/data-grid.tsx';
import { DataGrid } from '../components/data-grid.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { SelectField } from '../components/select-field.tsx';
import { toAppError } from '../store/query-cache.ts';
import { useSteward } from '../store/steward.ts';
import { usePages } from '../store/use-pages.ts';

const text = conflictsText.many;

type Row = Output<'conflicts.list'>['records'][number];

/** No attribute has this name; an empty one would be no key of a list. */
const every = '*';

const columns: readonly GridColumn<Row>[] = [
  {
    id: 'title',
    title: text.columns.title,
    track: 'minmax(9rem, 3fr)',
    cell: ({ doi, title }) => (
      <span className="cut" title={`${title ?? ''}\n${doi}`}>
        {title ?? doi}
      </span>
    ),
  },
  {
    id: 'paths',
    title: text.columns.paths,
    track: 'minmax(8rem, 2fr)',
    cell: ({ paths }) => (
      <span className={paths.length === 0 ? 'cut soft' : 'cut'} title={paths.join(', ')}>
        {paths.length === 0 ? text.nothingLeft : paths.join(', ')}
      </span>
    ),
  },
  {
    id: 'doi',
    title: text.columns.doi,
    track: 'minmax(9rem, 2fr)',
    fromWidth: 640,
    cell: ({ doi }) => <span className="cut mono">{doi}</span>,
  },
];

interface Props {
  readonly scope: ConflictScope;
  /** The attributes that are open anywhere. */
  readonly paths: readonly string[];
}

/** The records in conflict; one opens beside the other records, on its three sides. */
export function ConflictList({ scope, paths }: Props) {
  const { client } = useSteward();
  const [wanted, setWanted] = useState<string | null>(null);
  // Settled meanwhile: the list shows the others instead of nothing.
  const path = wanted !== null && paths.includes(wanted) ? wanted : null;
  const asked = { scope, path };
  const source = usePages<Row>(
    canonicalJson(asked),
    async (offset, limit) => {
      const { records, total } = await client.call('conflicts.list', { ...asked, offset, limit });
      return { rows: records, total };
    },
    ['records.changed'],
  );
  const failure = source.error();
  return (
    <div className="conflict-list">
      <div className="conflict-list-head">
        <h2>{text.list}</h2>
        <SelectField
          label={text.show}
          isLabelUnseen
          value={path ?? every}
          onChange={(id) => setWanted(id === every ? null : id)}
          groups={[
            {
              title: '',
              choices: [
                { id: every, label: text.showAll },
                ...paths.map((each) => ({ id: each, label: each })),
              ],
            },
          ]}
        />
      </div>
      {failure !== null && <ErrorNotice error={toAppError(failure)} onRetry={source.refresh} />}
      <DataGrid
        label={text.list}
        source={source}
        columns={columns}
        rowKey={({ doi }) => doi}
        openKey={null}
        onOpen={({ doi }) => goTo({ screen: 'records', doi })}
        empty={<EmptyState icon="good" title={text.noneFit} />}
      />
    </div>
  );
}
