import { useState } from 'react';

import { backupsText as text } from '#shared/text/backups.en.ts';
import { settingsText } from '#shared/text/settings.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';

const gigabyte = 1024 ** 3;
const hours = { least: 1, most: 168 };
const gigabytes = { least: 1, most: 10_000 };

/** How often backups are made by themselves, and what they may take. */
export function BackupSchedule({
  everyHours,
  capBytes,
}: {
  readonly everyHours: number;
  readonly capBytes: number;
}) {
  const known = { hours: String(everyHours), cap: String(Math.round(capBytes / gigabyte)) };
  const [typed, setTyped] = useState(known);
  const save = useCommand('settings.set');
  const actions = useActions();
  const isHours = isWhole(typed.hours, hours);
  const isCap = isWhole(typed.cap, gigabytes);
  const isSame = typed.hours === known.hours && typed.cap === known.cap;
  const handleSave = async (): Promise<void> => {
    const first = await save.run({ key: 'backups.everyHours', value: typed.hours.trim() });
    if (!first.ok) return;
    const second = await save.run({ key: 'backups.capGigabytes', value: typed.cap.trim() });
    if (second.ok) actions.notify(settingsText.saved);
  };
  return (
    <form
      className="stack-tight"
      onSubmit={(event) => {
        event.preventDefault();
        if (isHours && isCap) void handleSave();
      }}
    >
      <div className="settings-name">
        <TextField
          label={text.everyHours}
          value={typed.hours}
          onChange={(value) => setTyped({ ...typed, hours: value })}
          error={isHours ? undefined : text.wrong(hours.least, hours.most)}
        />
        <TextField
          label={text.capGigabytes}
          value={typed.cap}
          onChange={(value) => setTyped({ ...typed, cap: value })}
          error={isCap ? undefined : text.wrong(gigabytes.least, gigabytes.most)}
        />
        <Button type="submit" isDisabled={!isHours || !isCap || isSame} isPending={save.pending}>
          {settingsText.save}
        </Button>
      </div>
      <p className="small soft">{text.retention}</p>
      {save.error !== null && <ErrorNotice error={save.error} />}
    </form>
  );
}

function isWhole(typed: string, { least, most }: { least: number; most: number }): boolean {
  const text = typed.trim();
  return /^\d{1,5}$/.test(text) && Number(text) >= least && Number(text) <= most;
}
