import { useState } from 'react';

import { ticksOf } from '#shared/grid/ticks.ts';
import { gridText as text } from '#shared/text/grid.en.ts';

import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { appText } from '#shared/text/app.en.ts';
import { useActions, useView } from '../store/steward.ts';
import { useQuery } from '../store/use-query.ts';

/** A pasted list of DOIs as a selection: what is found is shown, what is not is listed. */
export function PasteList() {
  const [isOpen, setIsOpen] = useState(false);
  const [pasted, setPasted] = useState('');
  const actions = useActions();
  const filter = useView((view) => view.recordFilter);
  const asked = isOpen && pasted.trim() !== '' ? { text: pasted } : null;
  const { data: found, error } = useQuery('records.match', asked, { keepPrevious: true });
  const count = asked === null ? 0 : (found?.dois.length ?? 0);
  const show = (): void => {
    actions.setRecordFilter({ ...filter, dois: [...(found?.dois ?? [])] });
    actions.tickRecords(ticksOf(found?.dois ?? []));
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
            <Button kind="main" isDisabled={count === 0} onPress={show}>
              {text.pasteShow(count)}
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
            maxLength={2_000_000}
            value={pasted}
            onChange={(event) => setPasted(event.target.value)}
          />
        </label>
        {error !== undefined && <ErrorNotice error={error} />}
        {asked !== null && found !== undefined && (
          <div role="status" className="stack-tight">
            <p>{text.pasteRead(found.dois.length)}</p>
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
