import type { ImportRun } from '#shared/contract/collections.ts';
import {
  collectionsText,
  importStatusText,
  importText as text,
} from '#shared/text/collections.en.ts';

import { formatRoute } from '../app/route.ts';
import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Icon } from '../components/icon.tsx';
import { Notice } from '../components/notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useQuery } from '../store/use-query.ts';
import { ImportControls } from './import-controls.tsx';
import { ImportFigures } from './import-figures.tsx';
import { ImportLines } from './import-lines.tsx';
import { ImportProgress } from './import-progress.tsx';

/** One import: while it runs, how far it is; afterwards, one line per item. */
export function ImportScreen({ importId }: { readonly importId: number }) {
  const { data: run, error } = useQuery('imports.get', { importId });
  if (error !== undefined && run === undefined) {
    return (
      <div className="screen screen-body">
        <ErrorNotice error={error} />
      </div>
    );
  }
  if (run === undefined) return <Skeleton lines={6} />;
  const place = { screen: 'collections', collectionId: run.collectionId } as const;
  return (
    <section className="screen" aria-labelledby="screen-title">
      <header className="screen-head">
        <div className="import-title">
          <a className="crumb small" href={formatRoute(place)}>
            {collectionsText.title}
            <Icon name="right" size={12} />
          </a>
          <h1 id="screen-title" className="cut" title={run.sourceName}>
            {text.title(run.sourceName)}
          </h1>
        </div>
        <div className="line push">
          <ImportControls run={run} />
          {run.finishedAt !== null && (
            <Button kind="main" onPress={() => goTo(place)}>
              {text.openCollection}
            </Button>
          )}
        </div>
      </header>
      <div className="import-state">
        <Ending run={run} />
        {run.finishedAt === null && <ImportProgress run={run} />}
        <ImportFigures run={run} />
      </div>
      <ImportLines importId={importId} isRunning={run.finishedAt === null} />
    </section>
  );
}

function Ending({ run }: { readonly run: ImportRun }) {
  if (run.failure !== null) {
    return (
      <Notice kind="error" title={importStatusText[run.status]}>
        <p>{run.failure.message}</p>
        {run.failure.nextStep !== null && <p className="soft">{run.failure.nextStep}</p>}
      </Notice>
    );
  }
  if (run.status !== 'interrupted') return null;
  return (
    <Notice kind="warning" title={importStatusText.interrupted}>
      <p>{text.interrupted}</p>
    </Notice>
  );
}
