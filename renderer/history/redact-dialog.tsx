import { useState } from 'react';
import { CheckboxButton, CheckboxField, CheckboxGroup, Label } from 'react-aria-components';

import type { HistoryEvent, Redaction } from '#shared/contract/history.ts';
import { historyText as text } from '#shared/text/history.en.ts';

import { CommandDialog } from '../components/command-dialog.tsx';
import { Notice } from '../components/notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

interface Props {
  readonly event: HistoryEvent;
  readonly onClose: () => void;
}

/** Takes texts of this event out, or all texts that hold certain words. What stays elsewhere is said before. */
export function RedactDialog({ event, onClose }: Props) {
  const [parts, setParts] = useState<string[]>([]);
  const [words, setWords] = useState('');
  const [reason, setReason] = useState('');
  const redact = useCommand('history.redact');
  const actions = useActions();
  const redaction = choose(event, parts, words);
  const plan = useQuery('history.planRedaction', redaction === null ? null : { redaction }, {
    keepPrevious: true,
  }).data;
  const isReady =
    redaction !== null && plan !== undefined && plan.textCount > 0 && reason.trim() !== '';
  const run = async (): Promise<void> => {
    if (redaction === null) return;
    const answer = await redact.run({ redaction, reason: reason.trim() });
    if (!answer.ok) return;
    actions.notify(text.redactedCount(answer.value.textCount));
    onClose();
  };
  return (
    <CommandDialog
      title={text.redactTitle}
      onClose={onClose}
      command={redact}
      kind="danger"
      button={text.redactButton(redaction === null ? 0 : (plan?.textCount ?? 0))}
      isReady={isReady}
      onRun={run}
    >
      <p>{text.redactLead}</p>
      {event.sealed.length > 0 && (
        <CheckboxGroup
          className="field"
          value={parts}
          onChange={setParts}
          isDisabled={words.trim() !== ''}
        >
          <Label className="label">{text.redactParts}</Label>
          {event.sealed.map((part) => (
            <CheckboxField key={part} value={part}>
              <CheckboxButton className="history-check">
                <span className="history-check-box" aria-hidden="true" />
                {text.part(part)}
              </CheckboxButton>
            </CheckboxField>
          ))}
        </CheckboxGroup>
      )}
      <TextField
        label={text.redactWords}
        hint={text.redactWordsHint}
        value={words}
        onChange={setWords}
      />
      <TextField label={text.redactReason} value={reason} onChange={setReason} />
      {redaction !== null && plan !== undefined && <p role="status">{text.redactPlan(plan)}</p>}
      <Notice kind="warning">
        <p>{text.redactElsewhere}</p>
      </Notice>
    </CommandDialog>
  );
}

function choose(event: HistoryEvent, parts: readonly string[], words: string): Redaction | null {
  const containing = words.trim();
  if (containing.length >= 2) return { containing };
  return parts.length === 0 ? null : { sequence: event.sequence, parts: [...parts] };
}
