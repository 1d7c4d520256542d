import { useState } from 'react';

import type { CaseDetail } from '#shared/contract/removal-shapes.ts';
import { canonicalJson } from '#shared/support/json.ts';
import { removalScreens as text } from '#shared/text/removal-screens.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import { PagePreview } from './page-preview.tsx';
import { TombstoneForm } from './tombstone-form.tsx';

/** What the page says, beside what readers will see of it. */
export function TombstoneView({ detail }: { readonly detail: CaseDetail }) {
  const actions = useActions();
  const [draft, setDraft] = useState(detail.tombstone);
  const edit = useCommand('removal.edit');
  const isEditable = detail.status === 'open' || detail.status === 'asked';
  const isChanged = canonicalJson(draft) !== canonicalJson(detail.tombstone);
  const { data, error } = useQuery(
    'removal.preview',
    { id: detail.id, doi: null, tombstone: draft },
    { keepPrevious: true },
  );
  const handleSave = async (): Promise<void> => {
    const done = await edit.run({ id: detail.id, tombstone: draft });
    if (done.ok) actions.notify(text.saved);
  };
  return (
    <div className="tombstone">
      <form
        className="stack tombstone-form"
        onSubmit={(event) => {
          event.preventDefault();
          void handleSave();
        }}
      >
        {!isEditable && (
          <Notice kind="hint">
            <p>{text.frozen}</p>
          </Notice>
        )}
        <TombstoneForm
          value={draft}
          onChange={setDraft}
          problems={data?.problems ?? detail.problems}
          isDisabled={!isEditable}
        />
        {edit.error !== null && <ErrorNotice error={edit.error} />}
        {isEditable && (
          <div className="line">
            <Button kind="main" type="submit" isDisabled={!isChanged} isPending={edit.pending}>
              {text.saveTombstone}
            </Button>
          </div>
        )}
      </form>
      <section className="tombstone-preview" aria-label={text.preview}>
        {error !== undefined && <ErrorNotice error={error} />}
        {data !== undefined && <PagePreview page={data} />}
      </section>
    </div>
  );
}
