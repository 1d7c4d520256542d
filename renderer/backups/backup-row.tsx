import { useState } from 'react';

import type { Output } from '#shared/contract/contract.ts';
import { backupsText as text } from '#shared/text/backups.en.ts';
import { formatBytes, formatDateTime } from '#shared/text/format.ts';

import { Button } from '../components/button.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { useCommand } from '../store/use-command.ts';

type Backup = Output<'backups.list'>['backups'][number];

/** One backup; trying it says what a restore would give, and how one is done. */
export function BackupRow({
  backup,
  folder,
}: {
  readonly backup: Backup;
  readonly folder: string;
}) {
  const drill = useCommand('backups.drill');
  const [drilled, setDrilled] = useState<Output<'backups.drill'> | null>(null);
  const handleDrill = async (): Promise<void> => {
    const answer = await drill.run({ name: backup.name });
    setDrilled(answer.ok ? answer.value : null);
  };
  const when = formatDateTime(backup.takenAt);
  const separator = folder.includes('\\') ? '\\' : '/';
  const command = `steward restore "${folder}${separator}${backup.name}"`;
  return (
    <li>
      <div className="kept-recipe">
        <span className="cut">{when}</span>
        <span className="soft">
          {text.reasons[backup.reason]}, {formatBytes(backup.sizeBytes)}
        </span>
        <Button
          kind="plain"
          aria-label={text.drillOf(when)}
          isPending={drill.pending}
          onPress={() => void handleDrill()}
        >
          {text.drill}
        </Button>
      </div>
      {drill.error !== null && <ErrorNotice error={drill.error} />}
      {drilled !== null && (
        <Notice kind="good">
          <p>{text.drilled(drilled.eventCount, drilled.laterEventCount)}</p>
          <p>{text.restore}</p>
          <p className="mono">
            {command} <CopyButton text={command} what={text.command} />
          </p>
        </Notice>
      )}
    </li>
  );
}
