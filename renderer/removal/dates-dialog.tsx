import { useState } from 'react';

import type { CaseDetail } from '#shared/contract/removal-shapes.ts';
import { isDay } from '#shared/removal/days.ts';
import { removalScreens as text } from '#shared/text/removal-screens.en.ts';
import { removalText } from '#shared/text/removal.en.ts';

import { CommandDialog } from '../components/command-dialog.tsx';
import { TextField } from '../components/text-field.tsx';
import { useCommand } from '../store/use-command.ts';

/** When a case is due, when it comes back to mind, and where it is talked about. */
export function DatesDialog({
  detail,
  onClose,
}: {
  readonly detail: CaseDetail;
  readonly onClose: () => void;
}) {
  const [due, setDue] = useState(detail.dueOn ?? '');
  const [remind, setRemind] = useState(detail.remindOn ?? '');
  const [discussionUrl, setDiscussion] = useState(detail.discussionUrl);
  const edit = useCommand('removal.edit');
  const isWrong = (day: string): boolean => day.trim() !== '' && !isDay(day.trim());
  const told = (day: string) => (isWrong(day) ? removalText.problem['no-day'] : undefined);
  const handleSave = async (): Promise<void> => {
    const done = await edit.run({
      id: detail.id,
      dueOn: due.trim() || null,
      remindOn: remind.trim() || null,
      discussionUrl: discussionUrl.trim(),
    });
    if (done.ok) onClose();
  };
  return (
    <CommandDialog
      title={text.datesTitle}
      onClose={onClose}
      command={edit}
      button={text.save}
      isReady={!isWrong(due) && !isWrong(remind)}
      onRun={handleSave}
    >
      <TextField label={text.deadline} value={due} onChange={setDue} error={told(due)} />
      <TextField
        label={text.reminder}
        value={remind}
        onChange={setRemind}
        hint={text.reminderHint}
        error={told(remind)}
      />
      <TextField
        label={text.discussion}
        value={discussionUrl}
        onChange={setDiscussion}
        hint={text.discussionHint}
      />
    </CommandDialog>
  );
}
