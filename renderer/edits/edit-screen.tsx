import { useState } from 'react';

import type { AppError } from '#shared/support/app-error.ts';
import { editFormText as text } from '#shared/text/edit-form.en.ts';

import { ErrorNotice } from '../components/error-notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { toAppError } from '../store/query-cache.ts';
import { useSteward } from '../store/steward.ts';
import { useQuery } from '../store/use-query.ts';
import { RecordForm } from './record-form.tsx';

/** One record, or one that is to be, in a form. */
export function EditScreen({ editKey }: { readonly editKey: string }) {
  const { client } = useSteward();
  const { data, error } = useQuery('edits.get', { key: editKey });
  // A form is drawn anew when the edit under it is another one; until then what is typed stays.
  const [drawn, setDrawn] = useState(0);
  const [first, setFirst] = useState(data);
  const [failure, setFailure] = useState<AppError | null>(null);
  if (first === undefined && data !== undefined) setFirst(data);
  // Asked for anew: what the page knows of it may be from before it was changed.
  const redraw = async (): Promise<void> => {
    try {
      setFirst(await client.call('edits.get', { key: editKey }));
      setDrawn((count) => count + 1);
      setFailure(null);
    } catch (cause) {
      setFailure(toAppError(cause));
    }
  };
  return (
    <section className="screen edit-screen" aria-labelledby="screen-title">
      {first === undefined && (
        <h1 id="screen-title" className="unseen">
          {text.edit}
        </h1>
      )}
      {error !== undefined && first === undefined && <ErrorNotice error={error} />}
      {failure !== null && <ErrorNotice error={failure} onRetry={() => void redraw()} />}
      {first === undefined && error === undefined && <Skeleton lines={12} />}
      {first !== undefined && data !== undefined && (
        <RecordForm key={drawn} start={first} now={data} onRedraw={() => void redraw()} />
      )}
    </section>
  );
}
