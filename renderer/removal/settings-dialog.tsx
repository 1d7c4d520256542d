import { useState } from 'react';

import type { RemovalSettings } from '#shared/contract/removal-shapes.ts';
import { removalScreens as text } from '#shared/text/removal-screens.en.ts';

import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { SelectField } from '../components/select-field.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { TextField } from '../components/text-field.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import { PlaceForm } from './place-form.tsx';
import { TemplateForm } from './template-form.tsx';

/** How removals are decided, how their pages look, and where they go. */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const { data, error } = useQuery('removal.settings', {});
  return data === undefined ? (
    <Dialog title={text.settingsTitle} isOpen onClose={onClose}>
      {error === undefined ? <Skeleton lines={6} /> : <ErrorNotice error={error} />}
    </Dialog>
  ) : (
    <SettingsForm settings={data} onClose={onClose} />
  );
}

function SettingsForm({
  settings,
  onClose,
}: {
  readonly settings: RemovalSettings;
  readonly onClose: () => void;
}) {
  const actions = useActions();
  const [draft, setDraft] = useState(settings);
  const [days, setDays] = useState(String(settings.dueAfterDays));
  const [remindDays, setRemindDays] = useState(String(settings.remindAfterDays));
  const [password, setPassword] = useState('');
  const save = useCommand('removal.saveSettings');
  const keep = useCommand('removal.keepPassword');
  const set = (change: Partial<RemovalSettings>): void => setDraft({ ...draft, ...change });
  const dueAfterDays = daysOf(days);
  const remindAfterDays = daysOf(remindDays);
  const handleSave = async (): Promise<void> => {
    const done = await save.run({
      ...draft,
      dueAfterDays: dueAfterDays ?? 0,
      remindAfterDays: remindAfterDays ?? 0,
    });
    if (!done.ok) return;
    if (password !== '' && !(await keep.run({ password })).ok) return;
    actions.notify(text.saved);
    onClose();
  };
  const error = save.error ?? keep.error;
  return (
    <Dialog
      title={text.settingsTitle}
      isOpen
      onClose={onClose}
      width="wide"
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button
            kind="main"
            isDisabled={dueAfterDays === null || remindAfterDays === null}
            isPending={save.pending || keep.pending}
            onPress={() => void handleSave()}
          >
            {text.save}
          </Button>
        </>
      }
    >
      <div className="case-fields">
        <SelectField
          label={text.approvalsNeeded}
          value={String(draft.approvalsNeeded)}
          onChange={(id) => set({ approvalsNeeded: id === '2' ? 2 : 1 })}
          groups={[
            {
              title: '',
              choices: [
                { id: '1', label: text.onePerson },
                { id: '2', label: text.twoPersons },
              ],
            },
          ]}
        />
        <TextField
          label={text.policyName}
          value={draft.policyName}
          onChange={(policyName) => set({ policyName })}
        />
        <TextField
          label={text.hubSupport}
          value={draft.hubSupport}
          onChange={(hubSupport) => set({ hubSupport })}
        />
      </div>
      <div className="case-fields">
        <TextField label={text.dueAfter} value={days} onChange={setDays} />
        <TextField label={text.remindAfter} value={remindDays} onChange={setRemindDays} />
      </div>
      <PlaceForm
        value={draft.place}
        onChange={(place) => set({ place })}
        password={password}
        onPassword={setPassword}
      />
      <TemplateForm value={draft.template} onChange={(template) => set({ template })} />
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}

/** A number of days that a policy may name; null: it is none. */
function daysOf(text: string): number | null {
  const days = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0;
  return days >= 1 && days <= 365 ? days : null;
}
