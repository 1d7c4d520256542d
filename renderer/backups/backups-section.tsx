import { useState } from 'react';

import { backupsText as text } from '#shared/text/backups.en.ts';
import { formatBytes } from '#shared/text/format.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { FactList } from '../components/fact-list.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import { BackupRow } from './backup-row.tsx';
import { BackupSchedule } from './backup-schedule.tsx';
import { SecondFolder } from './second-folder.tsx';

/** Enough to see that it works; the rest is a button away. */
const shownFirst = 6;

/** Backups in the settings: what there is, one more now, how often, and whether one can be restored. */
export function BackupsSection() {
  const { data, error } = useQuery('backups.list', {});
  const create = useCommand('backups.create');
  const actions = useActions();
  const [isAll, setIsAll] = useState(false);
  const handleCreate = async (): Promise<void> => {
    const answer = await create.run({});
    if (answer.ok) actions.notify(text.made(formatBytes(answer.value.backup.sizeBytes)));
  };
  return (
    <section className="section stack">
      <h2 className="section-title">{text.title}</h2>
      <p className="soft">{text.hint}</p>
      {error !== undefined && <ErrorNotice error={error} />}
      {data === undefined && error === undefined && <Skeleton lines={4} />}
      {data !== undefined && (
        <>
          <FactList
            facts={[{ name: text.folder, value: <span className="mono">{data.folder}</span> }]}
          />
          <BackupSchedule
            key={`${String(data.everyHours)} ${String(data.capBytes)}`}
            everyHours={data.everyHours}
            capBytes={data.capBytes}
          />
          <SecondFolder key={data.second?.folder ?? ''} second={data.second} />
          {data.backups.length === 0 && <p className="soft">{text.none}</p>}
          {data.backups.length > 0 && (
            <ul className="kept-recipes">
              {data.backups.slice(0, isAll ? undefined : shownFirst).map((backup) => (
                <BackupRow key={backup.name} backup={backup} folder={data.folder} />
              ))}
            </ul>
          )}
          <div className="line">
            <Button isPending={create.pending} onPress={() => void handleCreate()}>
              {text.now}
            </Button>
            {data.backups.length > shownFirst && !isAll && (
              <Button kind="plain" onPress={() => setIsAll(true)}>
                {text.showAll(data.backups.length)}
              </Button>
            )}
          </div>
          {create.error !== null && <ErrorNotice error={create.error} />}
        </>
      )}
    </section>
  );
}
