import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';

import type { RorStatus } from '#shared/contract/suggestions.ts';
import { formatCount } from '#shared/text/format.ts';
import { suggestionsText as text } from '#shared/text/suggestions.en.ts';

import { readChosen } from '../collections/wizard/read-drop.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { ProgressLine } from '../components/progress-line.tsx';
import { TimeAgo } from '../components/time-ago.tsx';
import { toAppError } from '../store/query-cache.ts';
import { useSteward } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

/** Organisations with their ROR identifiers, from the dump that ROR publishes: loaded once, then searched offline. */
export function RorSection() {
  const { link } = useSteward();
  const { data: status, error } = useQuery('ror.status', {}, { keepPrevious: true });
  const load = useCommand('ror.load');
  const [isCopying, setIsCopying] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const take = async (list: FileList | null): Promise<void> => {
    const [file] = readChosen(list);
    if (file === undefined) return;
    setFailure(null);
    setIsCopying(true);
    try {
      const sourceId = await link.offerFiles([file], () => undefined);
      await load.run({ sourceId });
    } catch (cause) {
      setFailure(cause);
    } finally {
      setIsCopying(false);
    }
  };
  const isBusy = isCopying || load.pending;
  return (
    <section className="section stack">
      <h2 className="section-title">{text.rorTitle}</h2>
      {error !== undefined && <ErrorNotice error={error} />}
      {status !== undefined && (
        <>
          {status.organisationCount === 0 ? (
            <p className="soft">{text.rorNone}</p>
          ) : (
            <p>
              {text.rorLoaded(status.organisationCount, status.fileName ?? '')}{' '}
              {status.loadedAt !== null && (
                <span className="soft">
                  <TimeAgo at={status.loadedAt} />
                </span>
              )}
            </p>
          )}
          {status.reading !== null && <Reading reading={status.reading} />}
          {status.failure !== null && (
            <Notice kind="error" title={text.rorFailed}>
              <p>{status.failure}</p>
              <p>{text.rorFailedNext}</p>
            </Notice>
          )}
        </>
      )}
      {isCopying && <ProgressLine label={text.rorCopying} total={null} parts={[]} />}
      {failure !== null && <ErrorNotice error={toAppError(failure)} />}
      {load.error !== null && <ErrorNotice error={load.error} />}
      {status?.reading === null && (
        <div>
          <FileTrigger
            acceptedFileTypes={['.zip', '.json', 'application/zip', 'application/json']}
            onSelect={(list) => void take(list)}
          >
            <Button icon="file" isPending={isBusy}>
              {status.organisationCount === 0 ? text.rorChoose : text.rorReplace}
            </Button>
          </FileTrigger>
          <p className="field-hint">{text.rorHint}</p>
        </div>
      )}
    </section>
  );
}

function Reading({ reading }: { readonly reading: NonNullable<RorStatus['reading']> }) {
  const pause = useCommand(reading.isPaused ? 'ror.resume' : 'ror.pause');
  const cancel = useCommand('ror.cancel');
  return (
    <div className="stack-tight" role="status">
      <ProgressLine
        label={text.rorReading}
        total={reading.sizeBytes === 0 ? null : reading.sizeBytes}
        parts={[{ kind: 'done', count: Math.min(reading.readBytes, reading.sizeBytes) }]}
      />
      <p className="small soft">
        {text.rorProgress(formatCount(reading.organisationCount), reading)}
      </p>
      <p className="line">
        <Button
          icon={reading.isPaused ? 'play' : 'pause'}
          isPending={pause.pending}
          onPress={() => void pause.run({})}
        >
          {reading.isPaused ? text.goOn : text.pause}
        </Button>
        <Button isPending={cancel.pending} onPress={() => void cancel.run({})}>
          {text.stopHere}
        </Button>
      </p>
    </div>
  );
}
