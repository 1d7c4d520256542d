import { useState } from 'react';

import type { Defaults } from '#shared/contract/define.ts';
import type { AppError } from '#shared/support/app-error.ts';
import { equalJson } from '#shared/support/json.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import type { DraftProblem } from './defaults-draft.ts';
import { draftOf, readDraft } from './defaults-draft.ts';
import { DefaultsFields } from './defaults-fields.tsx';

interface Props {
  readonly given: Defaults;
  readonly inherited?: Defaults;
  readonly hint: string;
  readonly saveLabel: string;
  readonly isPending: boolean;
  readonly error: AppError | null;
  readonly onSave: (defaults: Defaults) => void;
}

/** Defaults with a button that saves them; it is live only when there is something to save. */
export function DefaultsForm(props: Props) {
  const { given, inherited = {}, hint, saveLabel, isPending, error, onSave } = props;
  const [draft, setDraft] = useState(draftOf(given));
  const [problem, setProblem] = useState<DraftProblem | null>(null);
  const isChanged = !equalJson(draft, draftOf(given));
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        const read = readDraft(draft, given);
        setProblem(read.ok ? null : read.error);
        if (read.ok) onSave(read.value);
      }}
    >
      <p className="soft">{hint}</p>
      <DefaultsFields draft={draft} onChange={setDraft} problem={problem} inherited={inherited} />
      {error !== null && <ErrorNotice error={error} />}
      <div>
        <Button type="submit" isDisabled={!isChanged} isPending={isPending}>
          {saveLabel}
        </Button>
      </div>
    </form>
  );
}
