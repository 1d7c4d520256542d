import type { Input } from '#shared/contract/contract.ts';
import type { RecordFilter } from '#shared/contract/records.ts';
import { fixableCodes } from '#shared/findings/fixable-codes.ts';
import { batchText as text } from '#shared/text/batch.en.ts';
import { formatCount } from '#shared/text/format.ts';
import { nameOfCode } from '#shared/text/policies.en.ts';

import { ErrorNotice } from '../components/error-notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useQuery } from '../store/use-query.ts';
import { lines } from './step-draft.ts';

interface Props {
  readonly value: string;
  readonly selection: Input<'changes.preview'>['selection'];
  readonly onChange: (codes: string) => void;
}

/** The findings that the selected records have and that can bring a fix, by code, to be ticked. */
export function CodeChoice({ value, selection, onChange }: Props) {
  const filter = filterOf(selection);
  const counted = useQuery('records.facets', { filter, facets: ['finding'], limit: 200 });
  const chosen = lines(value);
  const counts = counted.data?.facets[0];
  const found = counts?.values ?? [];
  const listed = found.filter(({ value }) => fixableCodes.has(value));
  const gone = chosen.filter((code) => !listed.some((entry) => entry.value === code));
  if (counted.error !== undefined) return <ErrorNotice error={counted.error} />;
  if (counts === undefined || counts.isWaiting) return <Skeleton lines={4} />;
  const all = [...listed, ...gone.map((code) => ({ value: code, count: 0 }))];
  return (
    <fieldset className="code-choice">
      <legend className="label">{text.fields['codes']}</legend>
      <p className="field-hint">
        {found.length === 0
          ? text.noCodes
          : [all.length === 0 ? '' : text.codesHint, text.unfixable(found.length - listed.length)]
              .filter((sentence) => sentence !== '')
              .join(' ')}
      </p>
      <ul className="plain-list code-list">
        {all.map(({ value: code, count }) => (
          <li key={code}>
            <label className="facet-value">
              <input
                type="checkbox"
                checked={chosen.includes(code)}
                onChange={(event) =>
                  onChange(
                    (event.target.checked
                      ? [...chosen, code]
                      : chosen.filter((known) => known !== code)
                    ).join('\n'),
                  )
                }
              />
              <span className="cut" title={code}>
                {nameOfCode(code)}
              </span>
              <span className="push soft small">{formatCount(count)}</span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function filterOf(selection: Props['selection']): RecordFilter {
  if ('filter' in selection) return selection.filter;
  return 'dois' in selection ? { dois: selection.dois } : { collectionId: selection.collectionId };
}
