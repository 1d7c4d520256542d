import type { ColumnMapping } from '#shared/contract/collections.ts';
import { wizardText as text } from '#shared/text/collections.en.ts';

import { ErrorNotice } from '../../components/error-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { ColumnRow } from './column-row.tsx';
import { SaveRecipe } from './save-recipe.tsx';
import type { WizardModel } from './use-wizard.ts';

/** The mapping table: each column, its first values, where it goes and why. */
export function ColumnsStep({ wizard }: { readonly wizard: WizardModel }) {
  const columns = wizard.inspection?.columns ?? [];
  const mapping = wizard.mapping ?? [];
  const used = mapping.filter((column) => column.target !== null).length;
  const hasKey = mapping.some((column) => column.target === 'key' || column.target === 'doi');

  const change = (index: number, part: Partial<ColumnMapping>): void =>
    wizard.changeSettings({
      mapping: mapping.map((column) => (column.index === index ? { ...column, ...part } : column)),
    });

  return (
    <div className="stack">
      <div className="line line-wrap">
        <div>
          <h2>{text.columnsTitle}</h2>
          <p className="soft">{text.columnsHint}</p>
        </div>
        <span className="push" />
        <SaveRecipe
          settings={{
            ...wizard.draft.settings,
            mapping: wizard.mapping === null ? null : [...wizard.mapping],
          }}
          proposal={wizard.draft.collectionName}
        />
      </div>
      {wizard.inspectionError !== undefined && <ErrorNotice error={wizard.inspectionError} />}
      <table className="columns-table">
        <caption className="unseen">{text.columnsTitle}</caption>
        <thead>
          <tr>
            <th scope="col">{text.column}</th>
            <th scope="col">{text.samples}</th>
            <th scope="col">{text.target}</th>
            <th scope="col">{text.separator}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <ColumnRow
              key={column.index}
              column={column}
              mapping={mapping.find((known) => known.index === column.index)}
              onChange={(part) => change(column.index, part)}
            />
          ))}
        </tbody>
      </table>
      <p className="soft">{text.used(used, columns.length)}</p>
      {!hasKey && (
        <Notice kind="hint">
          <p>{text.noKey}</p>
        </Notice>
      )}
    </div>
  );
}
