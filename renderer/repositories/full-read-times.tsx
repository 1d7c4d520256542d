import { repositoriesText as text } from '#shared/text/repositories.en.ts';

import { ErrorNotice } from '../components/error-notice.tsx';
import { SelectField } from '../components/select-field.tsx';
import { TimeAgo } from '../components/time-ago.tsx';
import { useCommand } from '../store/use-command.ts';

const onlyWhenAsked = 'asked';
const choices = [
  { id: onlyWhenAsked, label: text.fullReadNever },
  { id: '1', label: text.fullReadDaily },
  { id: '7', label: text.fullReadWeekly },
  { id: '30', label: text.fullReadMonthly },
];

interface Props {
  readonly repositoryId: string;
  readonly everyDays: number | null;
  readonly lastFullAt: string | null;
}

/** How often the whole account is read and compared by itself. */
export function FullReadTimes({ repositoryId, everyDays, lastFullAt }: Props) {
  const schedule = useCommand('sync.schedule');
  const value = everyDays === null ? onlyWhenAsked : String(everyDays);
  const handleChange = (id: string): void => {
    void schedule.run({ repositoryId, everyDays: id === onlyWhenAsked ? null : Number(id) });
  };
  return (
    <div className="stack-tight">
      <SelectField
        label={text.fullRead}
        value={value}
        onChange={handleChange}
        groups={[{ title: text.fullRead, choices }]}
        hint={text.fullReadHint}
      />
      {lastFullAt !== null && (
        <p className="small soft">
          {text.fullReadLast} <TimeAgo at={lastFullAt} />
        </p>
      )}
      {schedule.error !== null && <ErrorNotice error={schedule.error} />}
    </div>
  );
}
