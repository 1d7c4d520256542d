import { useState } from 'react';

import type { RecordFilter } from '#shared/contract/records.ts';
import { ticksOf } from '#shared/grid/ticks.ts';
import { pasteLength } from '#shared/query/doi-list.ts';
import { gridText as text } from '#shared/text/grid.en.ts';

import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { appText } from '#shared/text/app.en.ts';
import { useActions, useView } from '../store/steward.ts';
import { useQuery } from '../store/use-query.ts';
import { changeFilter } from './change-filter.ts';

/**
 * A pasted list of DOIs as a selection: what is found is shown, what is not is listed. Ticked is only what the list
 * can show: nobody changes records that she does not see.
 */
export function PasteList({ filter }: { readonly filter: RecordFilter }) {
  const [isOpen, setIsOpen] = useState(false);
  const [pasted, setPasted] = useState('');
  const actions = useActions();
  const chosen = useView((view) => view.recordFilter);
  const isLong = pasted.length > pasteLength;
  const asked =
    isOpen && !isLong && pasted.trim() !== ''
      ? { text: pasted, filter: changeFilter(filter, 'dois', undefined) }
      : null;
  const { data, error } = useQuery('records.match', asked, { keepPrevious: true });
  const found = asked === null || error !== undefined ? undefined : data;
  const hidden = new Set(found?.hidden);
  const shown = (found?.dois ?? []).filter((doi) => !hidden.has(doi));
  const show = (): void => {
    actions.setRecordFilter({ ...chosen, dois: [...(found?.dois ?? [])] });
    actions.tickRecords(ticksOf(shown));
    setIsOpen(false);
  };
  return (
    <>
      <Button kind="plain" icon="copy" onPress={() => setIsOpen(true)}>
        {text.pasteList}
      </Button>
      <Dialog
        title={text.pasteList}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        width="wide"
        actions={
          <>
            <Button onPress={() => setIsOpen(false)}>{appText.cancel}</Button>
            <Button kind="main" isDisabled={shown.length === 0} onPress={show}>
              {text.pasteShow(shown.length)}
            </Button>
          </>
        }
      >
        <label className="field">
          <span className="label">{text.pasteLabel}</span>
          <textarea
            className="input mono paste-text"
            rows={10}
            spellCheck={false}
            value={pasted}
            onChange={(event) => setPasted(event.target.value)}
          />
        </label>
        {isLong && (
          <p className="field-error" role="alert">
            {text.pasteLong(pasted.length, pasteLength)}
          </p>
        )}
        {error !== undefined && <ErrorNotice error={error} />}
        {found !== undefined && (
          <div role="status" className="stack-tight">
            <p>{text.pasteRead(found.dois.length)}</p>
            <Missing title={text.pasteHidden(found.hidden.length)} values={found.hidden} />
            {found.elsewhere.map(({ repositoryName, dois }) => (
              <Missing
                key={dois[0]}
                title={text.pasteElsewhere(dois.length, repositoryName)}
                values={dois}
              />
            ))}
            <Missing title={text.pasteUnknown(found.unknown.length)} values={found.unknown} />
            <Missing
              title={text.pasteUnreadable(found.unreadable.length)}
              values={found.unreadable}
            />
          </div>
        )}
      </Dialog>
    </>
  );
}

function Missing({
  title,
  values,
}: {
  readonly title: string;
  readonly values: readonly string[];
}) {
  if (values.length === 0) return null;
  return (
    <details>
      <summary>{title}</summary>
      <pre className="mono small paste-missing">{values.join('\n')}</pre>
    </details>
  );
}
