import { useEffect, useMemo, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';

import type { ChangeKind } from '#shared/contract/changes.ts';
import type { WireFinding } from '#shared/contract/define.ts';
import type { EditDetail } from '#shared/contract/edits.ts';
import type { FormValues } from '#shared/edits/form-values.ts';
import { toFormValues } from '#shared/edits/form-values.ts';
import { changedProperties } from '#shared/edits/merge-edit.ts';
import { applyFix } from '#shared/findings/apply-fix.ts';
import { editFormText as text } from '#shared/text/edit-form.en.ts';

import { goTo } from '../app/use-route.ts';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import type { EditForm } from './edit-context.ts';
import { byField, EditFormContext, fieldOf } from './edit-context.ts';
import { EditAside } from './edit-aside.tsx';
import { EditHead } from './edit-head.tsx';
import { EditNotices } from './edit-notices.tsx';
import { FormGroups } from './form-groups.tsx';
import { GroupNav } from './group-nav.tsx';
import { recordResolver } from './record-schema-resolver.ts';
import { SaveDialog } from './save-dialog.tsx';
import { useKeptEdit } from './use-kept-edit.ts';

interface Props {
  /** The edit as it was when the form was drawn, and as the core has it now. */
  readonly start: EditDetail;
  readonly now: EditDetail;
  readonly onRedraw: () => void;
}

/** The whole form: what is typed is kept as it is typed, and becomes the record when it is saved. */
export function RecordForm({ start, now, onRedraw }: Props) {
  const actions = useActions();
  const [drawn] = useState(() => toFormValues(start.attributes));
  const form = useForm<FormValues>({
    defaultValues: drawn.values,
    resolver: useMemo(() => recordResolver(start.attributes, start.state), [start]),
    mode: 'onBlur',
  });
  const kept = useKeptEdit(start, form);
  const save = useCommand('edits.save');
  const discard = useCommand('edits.discard');
  const catchUp = useCommand('edits.catchUp');
  const [isSaving, setIsSaving] = useState(false);
  const body = useRef<HTMLDivElement>(null);

  // What was kept was checked as a whole: so are the fields that show their own mistakes.
  useEffect(() => void form.trigger(), [form, kept.savedAt]);

  const context = useMemo<EditForm>(
    () => ({
      form,
      findings: byField(kept.findings),
      applyFix: (finding) => {
        const mended = toFormValues(applyFix(kept.read(), finding.fix?.changes ?? [])).values;
        const [property = ''] = fieldOf(finding).split('.');
        const touched = new Set([
          property,
          ...(finding.fix?.changes ?? []).map((change) => fieldOf(change).split('.')[0] ?? ''),
        ]);
        for (const name of touched) {
          if (name !== '')
            form.setValue(name, mended[name], { shouldDirty: true, shouldValidate: true });
        }
      },
    }),
    [form, kept],
  );
  const attributes = kept.read();
  const changeCount = changedProperties(start.base, attributes).length;
  const errorCount = kept.findings.filter(({ severity }) => severity === 'error').length;
  const isFirm = start.state === 'registered' || start.state === 'findable';
  const hadErrors =
    isFirm && start.revision === 0 && start.findings.some(({ severity }) => severity === 'error');
  const blocked =
    isFirm && errorCount > 0 && !hadErrors ? text.blocked(start.state, errorCount) : null;

  const handleSave = async (changeKind: ChangeKind, reason: string | null): Promise<void> => {
    const revision = await kept.flush();
    if (revision === null) return;
    const answer = await save.run({ key: start.key, revision, changeKind, reason });
    if (!answer.ok) return;
    setIsSaving(false);
    actions.notify(start.isNew ? text.savedNew(answer.value.doi) : text.saved);
    goTo({ screen: 'records', doi: answer.value.doi });
  };
  const handleDiscard = async (): Promise<void> => {
    if (kept.revision > 0) await discard.run({ key: start.key });
    goTo({ screen: 'records', doi: start.isNew ? null : start.doi });
  };
  const handleCatchUp = async (theirs: readonly string[]): Promise<void> => {
    const revision = await kept.flush();
    if (revision === null) return;
    const answer = await catchUp.run({ key: start.key, revision, theirs: [...theirs] });
    if (answer.ok) onRedraw();
  };
  const handleGoTo = (finding: WireFinding): void => showField(body.current, fieldOf(finding));

  return (
    <EditFormContext value={context}>
      <EditHead
        detail={start}
        kept={kept}
        changeCount={changeCount}
        blocked={blocked}
        onSave={() => (start.isNew ? void handleSave('other', null) : setIsSaving(true))}
        isSaving={save.pending}
        onDiscard={() => void handleDiscard()}
      />
      <EditNotices
        now={now}
        kept={kept}
        blocked={blocked}
        onCatchUp={(theirs) => void handleCatchUp(theirs)}
        onRedraw={onRedraw}
      />
      {!isSaving && save.error !== null && <ErrorNotice error={save.error} />}
      {catchUp.error !== null && <ErrorNotice error={catchUp.error} />}
      <div className="edit-body">
        <GroupNav
          onGoTo={(group) => {
            scrollTo(body.current, document.getElementById(`group-${group}`), 0);
            // Who goes there by keys goes on from there.
            document.getElementById(`title-${group}`)?.focus({ preventScroll: true });
          }}
        />
        <div className="edit-form" ref={body}>
          <FormGroups detail={start} keptProperties={drawn.kept} onDoi={kept.setDoi} />
        </div>
        <EditAside
          detail={start}
          attributes={attributes}
          findings={kept.findings}
          onGoTo={handleGoTo}
        />
      </div>
      <SaveDialog
        isOpen={isSaving}
        changeCount={changeCount}
        isPending={save.pending}
        error={save.error}
        onSave={(kind, reason) => void handleSave(kind, reason)}
        onClose={() => {
          save.clear();
          setIsSaving(false);
        }}
      />
    </EditFormContext>
  );
}

/** Only the form moves: `scrollIntoView` would move the frame around it as well. */
function scrollTo(form: HTMLElement | null, part: HTMLElement | null, above: number): void {
  if (form === null || part === null) return;
  const by = part.getBoundingClientRect().top - form.getBoundingClientRect().top;
  form.scrollBy({ top: by - above });
}

/** Brings the field into sight, or the nearest part around it that is drawn, and the cursor into it. */
function showField(form: HTMLElement | null, field: string): void {
  const parts = field.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const found = document.getElementById(`field-${parts.slice(0, length).join('.')}`);
    if (found === null || form?.contains(found) !== true) continue;
    scrollTo(form, found, form.clientHeight / 3);
    // Of an entry that is closed, what opens it.
    const target = found.matches('li') ? '.entry-open' : 'input, textarea, button';
    found.querySelector<HTMLElement>(target)?.focus({ preventScroll: true });
    return;
  }
}
