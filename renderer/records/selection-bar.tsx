import { useState } from 'react';

import type { RecordFilter } from '#shared/contract/records.ts';
import { allTicks, countTicks, noTicks, selectionOf } from '#shared/grid/ticks.ts';
import { batchText } from '#shared/text/batch.en.ts';
import { exportsText } from '#shared/text/exports.en.ts';
import { recordsText as text } from '#shared/text/records.en.ts';
import { removalScreens } from '#shared/text/removal-screens.en.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { goTo } from '../app/use-route.ts';
import { BatchDialog } from '../changes/batch-dialog.tsx';
import { Button } from '../components/button.tsx';
import { ExportDialog } from '../exports/export-dialog.tsx';
import { useExportedList } from '../exports/use-exported-list.ts';
import { RegisterDialog } from '../outbox/register-dialog.tsx';
import { DeleteDraftsDialog } from '../removal/delete-drafts-dialog.tsx';
import { useActions, useView } from '../store/steward.ts';

interface Props {
  readonly repository: ChosenRepository;
  readonly filter: RecordFilter;
  readonly total: number | null;
}

/** What can be done with the records that are selected; stands where the filters stood. */
export function SelectionBar({ repository, filter, total }: Props) {
  const actions = useActions();
  const ticks = useView((view) => view.ticks);
  const list = useExportedList();
  const [open, setOpen] = useState<'change' | 'register' | 'export' | 'delete' | null>(null);
  const count = countTicks(ticks, total ?? 0);
  const selection = selectionOf(ticks, filter);
  const close = (): void => setOpen(null);
  const clear = (): void => actions.tickRecords(noTicks);
  return (
    <div className="toolbar toolbar-top toolbar-selection" role="group" aria-label={text.selection}>
      <p className="strong" role="status">
        {count === total ? text.chosenAll(count) : text.chosen(count)}
      </p>
      {total !== null && count < total && (
        <Button kind="plain" onPress={() => actions.tickRecords(allTicks)}>
          {text.chooseAll(total)}
        </Button>
      )}
      <Button kind="plain" onPress={clear}>
        {text.clearSelection}
      </Button>
      <span className="push" />
      <Button icon="edit" onPress={() => setOpen('change')}>
        {batchText.open}
      </Button>
      <Button onPress={() => setOpen('delete')}>{removalScreens.deleteDrafts}</Button>
      <Button icon="save" onPress={() => setOpen('export')}>
        {exportsText.open}
      </Button>
      <Button kind="main" icon="outbox" onPress={() => setOpen('register')}>
        {text.registerChosen(count)}
      </Button>
      <BatchDialog selection={selection} count={count} isOpen={open === 'change'} onClose={close} />
      <ExportDialog
        selection={selection}
        count={count}
        list={list}
        isOpen={open === 'export'}
        onClose={close}
      />
      {open === 'delete' && (
        <DeleteDraftsDialog selection={selection} onClose={close} onDeleted={clear} />
      )}
      <RegisterDialog
        selection={selection}
        repository={repository}
        isOpen={open === 'register'}
        onClose={close}
        onShowInvalid={() => {
          actions.setRecordFilter({ ...filter, findings: 'errors' });
          goTo({ screen: 'records', doi: null });
        }}
      />
    </div>
  );
}
