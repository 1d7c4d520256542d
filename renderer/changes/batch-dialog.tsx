import { useState } from 'react';

import type { RecipeStep } from '#shared/changes/recipe.ts';
import type { ChangeKind } from '#shared/contract/changes.ts';
import type { Input } from '#shared/contract/contract.ts';
import { batchText as text } from '#shared/text/batch.en.ts';

import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useActions, useSteward } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import { ChangeKindField } from './change-kind-field.tsx';
import { PreviewView } from './preview-view.tsx';
import { RecipeBar } from './recipe-bar.tsx';
import type { Operation, StepDraft } from './step-draft.ts';
import { newDraft, toStep } from './step-draft.ts';
import { useUndo } from './use-undo.ts';
import { StepFields } from './step-fields.tsx';

interface Props {
  /** The records that are meant: a filter, DOIs, or a collection. */
  readonly selection: Input<'changes.preview'>['selection'];
  /** How many they are. */
  readonly count: number;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** The operation that it opens with. */
  readonly first?: Operation;
}

/**
 * Changes many records by operations: what to do, then what would happen with each record, then the change as
 * one set that can be undone. Nothing is applied that was not previewed as it stands.
 */
export function BatchDialog({ selection, count, isOpen, onClose, first = 'find-replace' }: Props) {
  const { client } = useSteward();
  const actions = useActions();
  const apply = useCommand('changes.apply');
  const preview = useCommand('changes.preview');
  const undo = useUndo();
  const [drafts, setDrafts] = useState<readonly StepDraft[]>([newDraft(first)]);
  const [previewed, setPreviewed] = useState<{ id: string; steps: RecipeStep[] } | null>(null);
  const [missing, setMissing] = useState<string | null>(null);
  const [kind, setKind] = useState<ChangeKind>('correction');
  const [reason, setReason] = useState('');
  const state = useQuery('changes.previewState', previewed === null ? null : { id: previewed.id }, {
    keepPrevious: true,
  });
  const change = (next: readonly StepDraft[]): void => {
    setDrafts(next);
    setPreviewed(null);
    setMissing(null);
    // What was said was about the steps as they were.
    preview.clear();
    apply.clear();
  };
  const close = (): void => {
    if (previewed !== null)
      void client.call('changes.previewCancel', { id: previewed.id }).catch(() => undefined);
    change([newDraft(first)]);
    onClose();
  };
  const look = async (): Promise<void> => {
    const steps = drafts.map(toStep);
    const at = steps.findIndex((step) => typeof step === 'string');
    const wrong = steps[at];
    const sentence = typeof wrong === 'string' ? wrong : null;
    setMissing(
      sentence === null || steps.length === 1 ? sentence : text.missingIn(at + 1, sentence),
    );
    const ready = steps.filter((step) => typeof step !== 'string');
    if (sentence !== null) return;
    const answer = await preview.run({ selection, steps: ready });
    if (answer.ok) setPreviewed({ id: answer.value.id, steps: ready });
  };
  const start = async (): Promise<void> => {
    if (previewed === null) return;
    const title = text.titleOf(previewed.steps);
    const answer = await apply.run({
      selection,
      previewId: previewed.id,
      steps: previewed.steps,
      title,
      kind: 'batch',
      changeKind: kind,
      reason: reason.trim() === '' ? null : reason.trim(),
    });
    if (!answer.ok) return;
    actions.notify(text.begun(title), undo(answer.value.id));
    close();
    goTo({ screen: 'changes', changeSetId: answer.value.id });
  };
  const { data } = state;
  const isTouched = JSON.stringify(drafts) !== JSON.stringify([newDraft(first)]);
  const isReady = previewed !== null && data?.status === 'done' && data.changedCount > 0;

  return (
    <Dialog
      title={text.titleFor(count)}
      width="broad"
      isOpen={isOpen}
      onClose={close}
      // What was put together is not lost by an Escape too many: Cancel leaves it.
      isDismissable={!apply.pending && !isTouched}
      actions={
        <>
          <Button onPress={close}>{text.cancel}</Button>
          <Button isPending={preview.pending} onPress={() => void look()}>
            {text.preview}
          </Button>
          <Button
            kind="main"
            isDisabled={!isReady}
            isPending={apply.pending}
            onPress={() => void start()}
          >
            {text.apply(isReady ? data.changedCount : 0)}
          </Button>
        </>
      }
    >
      <RecipeBar drafts={drafts} onLoad={change} />
      {drafts.map((draft, index) => (
        <StepFields
          key={index}
          number={index + 1}
          draft={draft}
          selection={selection}
          onChange={(next) => change(drafts.with(index, next))}
          onRemove={drafts.length === 1 ? null : () => change(drafts.toSpliced(index, 1))}
        />
      ))}
      <p>
        <Button kind="plain" icon="plus" onPress={() => change([...drafts, newDraft('transform')])}>
          {text.addStep}
        </Button>
      </p>
      {missing !== null && (
        <p className="field-error" role="alert">
          {missing}
        </p>
      )}
      {preview.error !== null && <ErrorNotice error={preview.error} />}
      {state.error !== undefined && <ErrorNotice error={state.error} />}
      {previewed !== null && data !== undefined && (
        <PreviewView preview={data}>
          {isReady && (
            <div className="batch-fields">
              <ChangeKindField kind={kind} onChange={setKind} />
              <TextField
                label={text.reason}
                hint={text.reasonHint}
                value={reason}
                onChange={setReason}
              />
            </div>
          )}
        </PreviewView>
      )}
      {apply.error !== null && <ErrorNotice error={apply.error} />}
    </Dialog>
  );
}
