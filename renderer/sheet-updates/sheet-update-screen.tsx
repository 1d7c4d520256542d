import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';

import { sheetUpdatesText as text } from '#shared/text/sheet-updates.en.ts';

import { goTo } from '../app/use-route.ts';
import { readChosen } from '../collections/wizard/read-drop.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { toAppError } from '../store/query-cache.ts';
import { useSteward } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { asFound, ColumnTargets } from './column-targets.tsx';
import { UpdatePreview } from './update-preview.tsx';

/** From a file to a change set: choose, see how it is read, compare, look, apply. */
export function SheetUpdateScreen() {
  const { link } = useSteward();
  const start = useCommand('sheetUpdates.start');
  const [source, setSource] = useState<{ readonly id: string; readonly name: string } | null>(null);
  const [settings, setSettings] = useState(asFound);
  const [updateId, setUpdateId] = useState<number | null>(null);
  const [isCopying, setIsCopying] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  const take = async (list: FileList | null): Promise<void> => {
    const files = readChosen(list);
    const [first] = files;
    if (first === undefined) return;
    setFailure(null);
    setIsCopying(true);
    try {
      const id = await link.offerFiles([first], () => undefined);
      setSettings(asFound);
      setSource({ id, name: first.path });
    } catch (cause) {
      setFailure(cause);
    } finally {
      setIsCopying(false);
    }
  };
  const compare = async (): Promise<void> => {
    if (source === null) return;
    const answer = await start.run({ sourceId: source.id, settings });
    if (answer.ok) setUpdateId(answer.value.updateId);
  };
  const again = (): void => {
    setSource(null);
    setUpdateId(null);
  };

  return (
    <section className="screen update-screen" aria-labelledby="screen-title">
      <header className="edit-head">
        <IconButton
          icon="left"
          label={text.back}
          onPress={() => goTo({ screen: 'records', doi: null })}
        />
        <div className="edit-title">
          <h1 id="screen-title" className="title cut">
            {text.title}
          </h1>
          {source !== null && <p className="small soft cut">{source.name}</p>}
        </div>
        {source !== null && <Button onPress={again}>{text.another}</Button>}
      </header>
      <div className="update-body">
        {failure !== null && <ErrorNotice error={toAppError(failure)} />}
        {start.error !== null && <ErrorNotice error={start.error} />}
        {source === null && !isCopying && (
          <div className="update-choose">
            <p className="soft">{text.hint}</p>
            <FileTrigger
              acceptedFileTypes={['.csv', '.tsv', '.txt', '.xlsx', '.xlsm']}
              onSelect={(list) => void take(list)}
            >
              <Button kind="main" icon="file">
                {text.choose}
              </Button>
            </FileTrigger>
          </div>
        )}
        {isCopying && <Skeleton lines={6} />}
        {source !== null && updateId === null && (
          <ColumnTargets
            sourceId={source.id}
            sourceName={source.name}
            settings={settings}
            onChange={setSettings}
            isPending={start.pending}
            onCompare={() => void compare()}
          />
        )}
        {updateId !== null && <UpdatePreview updateId={updateId} />}
      </div>
    </section>
  );
}
