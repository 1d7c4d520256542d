import { outboxText as text } from '#shared/text/outbox.en.ts';
import { formatDateTime } from '#shared/text/format.ts';

import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { ChangeView } from '../components/change-view.tsx';
import { CodeView } from '../components/code-view.tsx';
import { DoiName } from '../components/doi-name.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { Notice } from '../components/notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useQuery } from '../store/use-query.ts';
import { AttemptList } from './attempt-list.tsx';
import { OperationStatusMark } from './operation-status-mark.tsx';

/** One operation: why it failed, what was tried, and the exact request. */
export function OperationPanel({
  id,
  onClose,
}: {
  readonly id: string;
  readonly onClose: () => void;
}) {
  const { data: operation, error } = useQuery('outbox.operation', { id });
  if (operation === undefined) {
    return (
      <aside className="panel" aria-label={text.operations}>
        {error === undefined ? <Skeleton lines={8} /> : <ErrorNotice error={error} />}
      </aside>
    );
  }
  const { doi, request, failure } = operation;
  return (
    <aside className="panel" aria-label={doi}>
      <div className="panel-head">
        <div className="panel-title">
          <h2 className="title">{operation.title ?? doi}</h2>
          <DoiName doi={doi} />
        </div>
        <IconButton icon="close" label={text.closeOperation} onPress={onClose} />
      </div>
      <div className="panel-body">
        <p className="line">
          <OperationStatusMark status={operation.status} />
          {operation.nextAttemptAt !== null && (
            <span className="soft">
              {text.nextAttempt}: {formatDateTime(operation.nextAttemptAt)}
            </span>
          )}
          <span className="push" />
          <Button icon="records" onPress={() => goTo({ screen: 'records', doi })}>
            {text.openRecord}
          </Button>
        </p>
        {failure !== null && (
          <section className="section">
            <Notice kind="error" title={failure.message}>
              {failure.path !== null && <p className="mono">{failure.path}</p>}
              {failure.nextStep !== null && <p className="soft">{failure.nextStep}</p>}
            </Notice>
          </section>
        )}
        <section className="section">
          <h3 className="section-title">{text.attempts}</h3>
          <AttemptList attempts={operation.attempts} />
        </section>
        {operation.differences.length > 0 && (
          <section className="section stack">
            <h3 className="section-title">{text.differences}</h3>
            {operation.differences.map((difference) => (
              <ChangeView
                key={difference.path}
                path={difference.path}
                before={difference.sent}
                after={difference.stored}
                beforeLabel={text.sent}
                afterLabel={text.stored}
              />
            ))}
          </section>
        )}
        <section className="section">
          <h3 className="section-title">{text.request}</h3>
          {request === null ? (
            <p className="soft">{text.noRequest}</p>
          ) : (
            <div className="stack-tight">
              <p className="mono soft">
                {request.method} {request.path}
              </p>
              <CodeView text={request.body} what={text.request} />
            </div>
          )}
        </section>
      </div>
    </aside>
  );
}
