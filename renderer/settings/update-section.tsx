import { formatDateTime } from '#shared/text/format.ts';
import { updatesText as text } from '#shared/text/updates.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { FactList } from '../components/fact-list.tsx';
import { Notice } from '../components/notice.tsx';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

/** Whether a newer version is there, as far as this copy was told where to look. */
export function UpdateSection() {
  const { data: state, error } = useQuery('updates.state', {});
  const check = useCommand('updates.check');
  return (
    <section className="section stack">
      <h2 className="section-title">{text.title}</h2>
      {error !== undefined && <ErrorNotice error={error} />}
      {state?.feed === null && <p className="soft">{text.off}</p>}
      {state !== undefined && state.feed !== null && (
        <>
          <p className="soft">{text.lead}</p>
          {state.newer !== null && (
            <Notice kind="hint" title={text.newer(state.newer.version)}>
              <p>{text.newerBody}</p>
              <p>
                <a href={state.newer.download} target="_blank" rel="noreferrer">
                  {text.download}
                </a>
              </p>
            </Notice>
          )}
          {state.problem !== null && (
            <Notice kind="warning" title={text.problemTitle}>
              <p>{state.problem}</p>
            </Notice>
          )}
          <FactList
            facts={[
              { name: text.feed, value: <span className="mono">{state.feed}</span> },
              {
                name: text.checkedAt,
                value: state.checkedAt === null ? text.never : formatDateTime(state.checkedAt),
              },
            ]}
          />
          {state.checkedAt !== null && state.newer === null && state.problem === null && (
            <p>{text.newest}</p>
          )}
          <div>
            <Button isPending={check.pending} onPress={() => void check.run({})}>
              {text.check}
            </Button>
          </div>
          {check.error !== null && <ErrorNotice error={check.error} />}
        </>
      )}
    </section>
  );
}
