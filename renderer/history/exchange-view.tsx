import { historyText as text } from '#shared/text/history.en.ts';

import { CodeView } from '../components/code-view.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { AttemptList } from '../outbox/attempt-list.tsx';
import { useQuery } from '../store/use-query.ts';

/** What was sent for an operation, and what came back. */
export function ExchangeView({ operationId }: { readonly operationId: string }) {
  const { data, error } = useQuery('outbox.operation', { id: operationId });
  if (error !== undefined) return <ErrorNotice error={error} />;
  if (data === undefined) return <Skeleton lines={3} />;
  return (
    <div className="stack-tight">
      <h3 className="section-title">{text.cameBack}</h3>
      <AttemptList attempts={data.attempts} />
      <h3 className="section-title">{text.sent}</h3>
      {data.request === null ? (
        <p className="soft">{text.nothingSent}</p>
      ) : (
        <>
          <p className="mono soft">
            {data.request.method} {data.request.path}
          </p>
          <CodeView text={data.request.body} what={text.sent} />
        </>
      )}
    </div>
  );
}
