import { useState } from 'react';
import { Label, TextArea, TextField as AriaTextField } from 'react-aria-components';

import { policiesText as text } from '#shared/text/version-policies.en.ts';
import type { PolicyRule, Proposal, VersionPolicy } from '#shared/versions/version-policy.ts';

import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { SelectField } from '../components/select-field.tsx';
import { TextField } from '../components/text-field.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';

interface Props {
  /** What the new one begins as. */
  readonly base: VersionPolicy;
  readonly policies: readonly VersionPolicy[];
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly onClose: () => void;
}

const proposals: readonly Proposal[] = ['new-doi', 'ask', 'update'];

/** Writes the next policy: those before it stay as they are. */
export function PolicyDialog({ base, policies, today, onClose }: Props) {
  const actions = useActions();
  const save = useCommand('versions.setPolicies');
  const [name, setName] = useState(base.name);
  const [words, setWords] = useState(base.text);
  const [validFrom, setValidFrom] = useState(today);
  const [rules, setRules] = useState<readonly PolicyRule[]>(base.rules);
  const [reason, setReason] = useState('');
  const isDay = /^\d{4}-\d\d-\d\d$/.test(validFrom) && validFrom >= today;
  const isTaken = policies.some((policy) => policy.validFrom === validFrom);
  const isWhole =
    name.trim() !== '' &&
    rules.length > 0 &&
    rules.every(({ label, why }) => label.trim() !== '' && why.trim() !== '');
  const change = (at: number, rule: Partial<PolicyRule>): void =>
    setRules(rules.map((one, place) => (place === at ? { ...one, ...rule } : one)));
  const handleSave = async (): Promise<void> => {
    const next = { name: name.trim(), text: words.trim(), validFrom, rules: [...rules] };
    const outcome = await save.run({
      policies: [...policies.map((policy) => ({ ...policy, rules: [...policy.rules] })), next],
      reason: reason.trim() === '' ? null : reason.trim(),
    });
    if (!outcome.ok) return;
    actions.notify(text.saved(next.name, validFrom));
    onClose();
  };
  return (
    <Dialog
      title={text.dialogTitle}
      isOpen
      onClose={onClose}
      width="wide"
      isDismissable={!save.pending}
      actions={
        <>
          <Button onPress={onClose} isDisabled={save.pending}>
            {text.cancel}
          </Button>
          <Button
            kind="main"
            isDisabled={!isWhole || !isDay || isTaken}
            isPending={save.pending}
            onPress={() => void handleSave()}
          >
            {text.save}
          </Button>
        </>
      }
    >
      <div className="stack">
        <TextField label={text.name} value={name} onChange={setName} />
        <TextField
          label={text.validFrom}
          value={validFrom}
          onChange={setValidFrom}
          hint={text.dateHint}
          error={isDay ? (isTaken ? text.dateTaken : undefined) : text.dateWrong}
        />
        <AriaTextField className="field" value={words} onChange={setWords}>
          <Label className="label">{text.text}</Label>
          <TextArea className="input long-input" rows={3} />
        </AriaTextField>
        <h3 className="section-title">{text.rules}</h3>
        {rules.map((rule, at) => (
          <fieldset key={rule.change} className="policy-rule">
            <legend className="label">{text.rule(at + 1)}</legend>
            <TextField
              label={text.label}
              value={rule.label}
              onChange={(label) => change(at, { label })}
            />
            <SelectField
              label={text.proposes}
              value={rule.proposal}
              onChange={(id) => change(at, { proposal: id as Proposal })}
              groups={[
                {
                  title: '',
                  choices: proposals.map((id) => ({ id, label: text.proposal[id] })),
                },
              ]}
            />
            <TextField label={text.why} value={rule.why} onChange={(why) => change(at, { why })} />
            <IconButton
              icon="close"
              label={text.removeRule(at + 1)}
              onPress={() => setRules(rules.filter((_rule, place) => place !== at))}
            />
          </fieldset>
        ))}
        <p>
          <Button icon="plus" onPress={() => setRules([...rules, emptyRule(rules)])}>
            {text.addRule}
          </Button>
        </p>
        <TextField label={text.reason} hint={text.reasonHint} value={reason} onChange={setReason} />
        {save.error !== null && <ErrorNotice error={save.error} />}
      </div>
    </Dialog>
  );
}

/** Its name within the policy is the first that is free; people read its label. */
function emptyRule(rules: readonly PolicyRule[]): PolicyRule {
  const names = new Set(rules.map(({ change }) => change));
  let number = rules.length + 1;
  while (names.has(`own-${number}`)) number += 1;
  return { change: `own-${number}`, label: '', proposal: 'ask', why: '' };
}
