import { useState } from 'react';

import { lineageFiles, versionsText as text } from '#shared/text/versions.en.ts';

import { ErrorNotice } from '../components/error-notice.tsx';
import { SelectField } from '../components/select-field.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useQuery } from '../store/use-query.ts';
import { ExportMenu } from './export-menu.tsx';

type Direction = 'upstream' | 'downstream';

/** What a record is made of, or what was made of it, over the whole ledger, with whom to write to. */
export function LineageView({ doi }: { readonly doi: string }) {
  const [direction, setDirection] = useState<Direction>('downstream');
  const { data, error } = useQuery('versions.lineage', { doi, direction });
  return (
    <div className="stack">
      <div className="line line-wrap">
        <SelectField
          label={text.lineageOf(doi)}
          value={direction}
          onChange={(id) => setDirection(id === 'upstream' ? 'upstream' : 'downstream')}
          groups={[
            {
              title: '',
              choices: [
                { id: 'downstream', label: text.downstream },
                { id: 'upstream', label: text.upstream },
              ],
            },
          ]}
        />
        <ExportMenu
          doi={doi}
          isDisabled={!data?.rows.length}
          choices={lineageFiles[direction].map((id) => ({ id, label: text.lineageFormat[id] }))}
        />
      </div>
      {error !== undefined && <ErrorNotice error={error} />}
      {data === undefined && error === undefined && <Skeleton lines={4} />}
      {data?.rows.length === 0 && <p className="soft">{text.noLineage[direction]}</p>}
      {data !== undefined && data.rows.length > 0 && (
        <table className="lineage">
          <thead>
            <tr>
              {text.lineageColumns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <tr key={row.doi}>
                <td>{row.depth}</td>
                <td>
                  <p>{row.title}</p>
                  <p className="mono small">{row.doi}</p>
                </td>
                <td>
                  {row.relation} <span className="mono small">{row.via}</span>
                </td>
                <td>{row.contacts.join('; ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {data?.isCut === true && <p className="soft">{text.lineageCut}</p>}
    </div>
  );
}
