import type { ReviewDetail } from '#shared/contract/review-shapes.ts';
import { reviewScreenText as text } from '#shared/text/review-screen.en.ts';

import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { saveText } from '../components/save-text.ts';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';

interface Props {
  readonly draft: ReviewDetail;
  readonly isApproving: boolean;
  readonly onApprove: () => void;
  readonly onReturn: () => void;
  readonly onTakeBack: () => void;
  readonly onSubmit: () => void;
  readonly onPublish: () => void;
  readonly onStep: (by: 1 | -1) => void;
}

/** What can be done with a draft from where it stands; what cannot be is not offered. */
export function DraftActions({ draft, isApproving, onStep, ...on }: Props) {
  const actions = useActions();
  const exporting = useCommand('review.export');
  const { steps, approvalRefusal, status } = draft;
  const save = async (): Promise<void> => {
    const answer = await exporting.run({ dois: [draft.doi] });
    if (!answer.ok) return;
    const name = `review-${draft.doi.replace(/[^a-z0-9]+/gi, '-')}.json`;
    saveText([answer.value.text], name, 'application/json');
    actions.notify(text.exported);
  };
  const isOpen = status !== 'publishing' && status !== 'published';
  return (
    <div className="draft-actions">
      <IconButton icon="up" label={`${text.previous} (k)`} onPress={() => onStep(-1)} />
      <IconButton icon="down" label={`${text.next} (j)`} onPress={() => onStep(1)} />
      {steps.includes('approve') && status !== 'approved' && (
        <Button
          kind="main"
          icon="check"
          isDisabled={approvalRefusal !== null}
          isPending={isApproving}
          onPress={on.onApprove}
        >
          {text.approve} <kbd>a</kbd>
        </Button>
      )}
      {steps.includes('return') && (
        <Button onPress={on.onReturn}>
          {text.returnIt} <kbd>r</kbd>
        </Button>
      )}
      {steps.includes('submit') && <Button onPress={on.onSubmit}>{text.submit}</Button>}
      {steps.includes('take-back') && (
        <Button kind="plain" onPress={on.onTakeBack}>
          {text.takeBack}
        </Button>
      )}
      {isOpen && (
        <Button icon="outbox" onPress={on.onPublish}>
          {text.publish}
        </Button>
      )}
      {isOpen && (
        <Button kind="plain" onPress={() => goTo({ screen: 'edit', key: draft.doi })}>
          {text.edit}
        </Button>
      )}
      <Button kind="plain" icon="save" isPending={exporting.pending} onPress={() => void save()}>
        {text.exportBundle}
      </Button>
      {approvalRefusal !== null && steps.includes('approve') && status !== 'approved' && (
        <p className="soft small draft-refusal">{approvalRefusal}</p>
      )}
      {exporting.error !== null && <p className="small draft-refusal">{exporting.error.message}</p>}
    </div>
  );
}
