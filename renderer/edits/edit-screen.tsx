import { useState } from 'react';

import { editFormText as text } from '#shared/text/edit-form.en.ts';

import { ErrorNotice } from '../components/error-notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useQuery } from '../store/use-query.ts';
import { RecordForm } from './record-form.tsx';

/** One record, or one that is to be, in a form. */
export function EditScreen({ editKey }: { readonly editKey: string }) {
  const { data, error } = useQuery('edits.get', { key: editKey });
  // A form is drawn anew when the edit under it is another one; until then what is typed stays.
  const [drawn, setDrawn] = useState(0);
  const [first, setFirst] = useState(data);
  if (first === undefined && data !== undefined) setFirst(data);
  return (
    <section className="screen edit-screen" aria-labelledby="screen-title">
      {first === undefined && (
        <h1 id="screen-title" className="unseen">
          {text.edit}
        </h1>
      )}
      {error !== undefined && first === undefined && <ErrorNotice error={error} />}
      {first === undefined && error === undefined && <Skeleton lines={12} />}
      {first !== undefined && data !== undefined && (
        <RecordForm
          key={drawn}
          start={first}
          now={data}
          onRedraw={() => {
            setFirst(undefined);
            setDrawn(drawn + 1);
          }}
        />
      )}
    </section>
  );
}
