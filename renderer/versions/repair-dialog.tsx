import { useState } from 'react';

import type { ChainView } from '#shared/contract/version-chains.ts';
import { versionsText as text } from '#shared/text/versions.en.ts';

import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { RelationPlan } from '../components/relation-plan.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { TextField } from '../components/text-field.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import { DefectList } from './defect-list.tsx';
import { RepairChoices, nothingChosen } from './repair-choices.tsx';

/** Everything that a repair would change, before anything is changed; and what it leaves to people. */
export function RepairDialog({
  chain,
  onClose,
}: {
  readonly chain: ChainView;
  readonly onClose: () => void;
}) {
  const { doi } = chain;
  const [chosen, setChosen] = useState(nothingChosen);
  const choices = {
    ...(chosen.order === null ? {} : { order: [...chosen.order] }),
    parent: { ...chosen.parent },
    leave: [...chosen.leave],
  };
  const { data: plan, error } = useQuery(
    'versions.planRepair',
    { doi, choices },
    { keepPrevious: true },
  );
  const repair = useCommand('versions.repair');
  const actions = useActions();
  const [reason, setReason] = useState('');
  const count = plan?.changes.length ?? 0;
  const handleApply = async (): Promise<void> => {
    const outcome = await repair.run({
      dois: [doi],
      choices,
      reason: reason.trim() === '' ? null : reason.trim(),
    });
    if (!outcome.ok) return;
    actions.notify(text.repaired(outcome.value.changedCount, outcome.value.leftCount));
    onClose();
  };
  return (
    <Dialog
      title={text.repairTitle}
      isOpen
      onClose={onClose}
      width="wide"
      isDismissable={!repair.pending}
      actions={
        <>
          <Button onPress={onClose} isDisabled={repair.pending}>
            {text.cancel}
          </Button>
          <Button
            kind="main"
            isDisabled={count === 0}
            isPending={repair.pending}
            onPress={() => void handleApply()}
          >
            {text.repairNow(count)}
          </Button>
        </>
      }
    >
      {error !== undefined && <ErrorNotice error={error} />}
      {plan === undefined && error === undefined && <Skeleton lines={6} />}
      {plan !== undefined && (
        <div className="stack">
          <p>{count === 0 ? text.nothingToRepair : text.repairLead(count)}</p>
          <RepairChoices chain={chain} mended={plan.mended} chosen={chosen} onChange={setChosen} />
          <RelationPlan plan={plan} />
          {plan.left.length > 0 && (
            <section aria-label={text.left}>
              <h3 className="section-title">{text.left}</h3>
              <DefectList defects={plan.left} />
            </section>
          )}
          {count > 0 && (
            <TextField
              label={text.reason}
              hint={text.reasonHint}
              value={reason}
              onChange={setReason}
            />
          )}
          {repair.error !== null && <ErrorNotice error={repair.error} />}
        </div>
      )}
    </Dialog>
  );
}
