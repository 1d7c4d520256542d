import type { Output } from '#shared/contract/contract.ts';
import { landingText as text } from '#shared/text/landing.en.ts';
import { formatAgo } from '#shared/text/format.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { ProgressLine } from '../components/progress-line.tsx';
import { SelectField } from '../components/select-field.tsx';
import { useNow } from '../components/use-now.ts';
import { useCommand } from '../store/use-command.ts';

type Status = Output<'landing.status'>;

/** The audit under way with its controls; else when the last one was, and the timetable. */
export function AuditBar({ status }: { readonly status: Status }) {
  const { run } = status;
  const isUnderWay = run !== null && (run.status === 'running' || run.status === 'paused');
  return (
    <div className="audit-bar">
      {isUnderWay ? <UnderWay run={run} /> : <AtRest status={status} />}
    </div>
  );
}

function UnderWay({ run }: { readonly run: NonNullable<Status['run']> }) {
  const pause = useCommand('landing.pause');
  const resume = useCommand('landing.resume');
  const cancel = useCommand('landing.cancel');
  const error = pause.error ?? resume.error ?? cancel.error;
  const rest = run.total - run.doneCount;
  return (
    <>
      <div className="line line-wrap">
        <span className="strong">{text.progress(run.doneCount, run.total)}</span>
        {run.perSecond !== null && <span className="soft">{text.rate(run.perSecond)}</span>}
        <span className="soft" role="status">
          {run.status === 'paused'
            ? text.paused
            : run.waitsFor === null
              ? ''
              : run.waitsFor.kind === 'network'
                ? text.waitsForNetwork
                : text.waitsForHost(run.waitsFor.host)}
        </span>
        <span className="push" />
        {run.status === 'running' ? (
          <Button icon="pause" onPress={() => void pause.run({})}>
            {text.pause}
          </Button>
        ) : (
          <Button icon="play" onPress={() => void resume.run({})}>
            {text.resume}
          </Button>
        )}
        <Button kind="plain" onPress={() => void cancel.run({})}>
          {text.stop}
        </Button>
      </div>
      <ProgressLine
        label={text.title}
        total={run.total}
        parts={[
          { kind: 'done', count: run.doneCount },
          { kind: 'rest', count: rest },
        ]}
      />
      {error !== null && <ErrorNotice error={error} />}
    </>
  );
}

const schedules = [7, 30, 90];

function AtRest({ status }: { readonly status: Status }) {
  const now = useNow();
  const schedule = useCommand('landing.setSchedule');
  return (
    <div className="line line-wrap">
      <span className="soft">
        {status.lastWholeAt === null
          ? text.neverWhole
          : text.lastWhole(formatAgo(status.lastWholeAt, now))}
      </span>
      <span className="push" />
      <span className="soft" aria-hidden="true">
        {text.schedule}
      </span>
      <SelectField
        label={text.schedule}
        isLabelUnseen
        value={status.everyDays === null ? 'off' : String(status.everyDays)}
        onChange={(id) => void schedule.run({ everyDays: id === 'off' ? null : Number(id) })}
        groups={[
          {
            title: '',
            choices: [
              { id: 'off', label: text.scheduleOff },
              ...schedules.map((days) => ({ id: String(days), label: text.scheduleDays(days) })),
            ],
          },
        ]}
      />
      {schedule.error !== null && <ErrorNotice error={schedule.error} />}
    </div>
  );
}
