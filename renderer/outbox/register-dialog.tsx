import { useState } from 'react';

import type { Input } from '#shared/contract/contract.ts';
import { targetState as targetStates } from '#shared/contract/define.ts';
import { noTicks } from '#shared/grid/ticks.ts';
import { registerText as text } from '#shared/text/register.en.ts';
import { environmentText, targetStateText } from '#shared/text/states.en.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { ChoiceCards } from '../components/choice-cards.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useTypedConfirmation } from '../components/typed-confirmation.tsx';
import type { TargetState } from '../store/app-store.ts';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import { RehearsalSection } from '../review/rehearsal-section.tsx';
import { PlanView } from './plan-view.tsx';

interface Props {
  readonly selection: Input<'register.plan'>['selection'];
  readonly repository: ChosenRepository;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onShowInvalid: () => void;
}

/**
 * The decision to register: what will happen, with figures and reasons, before anything is sent. The
 * focus starts on Cancel; the button that sends names state, size, environment and repository.
 */
export function RegisterDialog(props: Props) {
  const { selection, repository, isOpen, onClose } = props;
  const actions = useActions();
  const start = useCommand('register.start');
  const [targetState, setTargetState] = useState<TargetState>('findable');
  const [waiver, setWaiver] = useState('');
  const plan = useQuery('register.plan', isOpen ? { selection, targetState } : null, {
    keepPrevious: true,
  });
  const { data } = plan;
  const size = data === undefined ? 0 : data.createCount + data.updateCount;
  const { isConfirmed, confirmation, clear, field } = useTypedConfirmation(data?.confirmation);
  const isAsked = data !== undefined && ['missing', 'failed', 'running'].includes(data.rehearsal);
  const isRehearsed = !isAsked || waiver.trim() !== '';
  const close = (): void => {
    clear();
    setWaiver('');
    start.clear();
    onClose();
  };

  const handleStart = async (): Promise<void> => {
    const answer = await start.run({
      selection,
      targetState,
      confirmation,
      rehearsalWaiver: isAsked && waiver.trim() !== '' ? waiver.trim() : null,
    });
    if (!answer.ok) return;
    close();
    actions.tickRecords(noTicks);
    actions.notify(text.queued(answer.value.queuedCount));
    goTo({ screen: 'outbox', batchId: answer.value.batchId });
  };

  return (
    <Dialog
      title={text.title}
      width="wide"
      isOpen={isOpen}
      onClose={close}
      isDismissable={!start.pending}
      actions={
        <>
          <Button autoFocus onPress={close}>
            {text.cancel}
          </Button>
          <Button
            sendsTo={repository.environment}
            isDisabled={
              data === undefined ||
              size === 0 ||
              data.blocked !== null ||
              !isConfirmed ||
              !isRehearsed
            }
            isPending={start.pending}
            onPress={() => void handleStart()}
          >
            {text.button(
              size,
              targetStateText[targetState].label.toLowerCase(),
              environmentText[repository.environment].label.toUpperCase(),
              repository.name,
            )}
          </Button>
        </>
      }
    >
      <ChoiceCards
        label={text.targetState}
        value={targetState}
        onChange={setTargetState}
        choices={targetStates.options.map((id) => ({
          id,
          label: targetStateText[id].label,
          detail: targetStateText[id].meaning,
        }))}
      />
      {plan.error !== undefined && <ErrorNotice error={plan.error} />}
      {data === undefined && plan.error === undefined && <Skeleton lines={4} />}
      {data !== undefined && (
        <PlanView
          plan={data}
          onShowInvalid={() => {
            close();
            props.onShowInvalid();
          }}
        />
      )}
      {data !== undefined && targetState !== 'draft' && size > 0 && (
        <RehearsalSection
          selection={selection}
          targetState={targetState}
          plan={data}
          waiver={waiver}
          onWaive={setWaiver}
        />
      )}
      {field}
      {start.error !== null && <ErrorNotice error={start.error} />}
    </Dialog>
  );
}
