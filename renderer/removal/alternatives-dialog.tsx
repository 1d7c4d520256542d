import { useState } from 'react';

import type { CaseDetail } from '#shared/contract/removal-shapes.ts';
import type { Alternative } from '#shared/removal/case-table.ts';
import { alternatives } from '#shared/removal/case-table.ts';
import { removalScreens as text } from '#shared/text/removal-screens.en.ts';
import { removalText } from '#shared/text/removal.en.ts';

import { Button } from '../components/button.tsx';
import { ChoiceCards } from '../components/choice-cards.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useCommand } from '../store/use-command.ts';

/** What may help more than a removal (E30); what is chosen closes the case and is noted. */
export function AlternativesDialog({
  detail,
  onClose,
}: {
  readonly detail: CaseDetail;
  readonly onClose: () => void;
}) {
  const [chosen, setChosen] = useState<Alternative>('correct-metadata');
  const [note, setNote] = useState('');
  const move = useCommand('removal.move');
  const handleChoose = async (): Promise<void> => {
    const done = await move.run({ id: detail.id, event: 'choose', alternative: chosen, note });
    if (done.ok) onClose();
  };
  return (
    <Dialog
      title={text.alternativesTitle}
      isOpen
      onClose={onClose}
      width="wide"
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {text.noneHelps}
          </Button>
          <Button kind="main" isPending={move.pending} onPress={() => void handleChoose()}>
            {text.chooseThis}
          </Button>
        </>
      }
    >
      <p>{text.alternativesBody}</p>
      <ChoiceCards
        label={text.alternatives}
        value={chosen}
        onChange={setChosen}
        choices={alternatives.map((id) => ({
          id,
          label: removalText.alternative[id].name,
          detail: removalText.alternative[id].explain,
        }))}
      />
      <TextField label={text.note} value={note} onChange={setNote} rows={2} />
      {move.error !== null && <ErrorNotice error={move.error} />}
    </Dialog>
  );
}
