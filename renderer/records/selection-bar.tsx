import { useState } from 'react';

import type { RecordFilter } from '#shared/contract/records.ts';
import { exportsText } from '#shared/text/exports.en.ts';
import { batchText } from '#shared/text/batch.en.ts';
import { recordsText as text } from '#shared/text/records.en.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { ExportDialog } from '../exports/export-dialog.tsx';
import { BatchDialog } from '../changes/batch-dialog.tsx';
import { RegisterDialog } from '../outbox/register-dialog.tsx';
import { useActions, useView } from '../store/steward.ts';

interface Props {
  readonly repository: ChosenRepository;
  readonly filter: RecordFilter;
  readonly total: number | null;
}

/** What can be done with the records that are selected; stands where the filters stood. */
export function SelectionBar({ repository, filter, total }: Props) {
  const actions = useActions();
  const selected = useView((view) => view.selectedDois);
  const [isExporting, setIsExporting] = useState(false);
  const [scope, setScope] = useState<'chosen' | 'all' | null>(null);
  const [changing, setChanging] = useState<'chosen' | 'all' | null>(null);
  const dois = [...selected];
  return (
    <div className="toolbar toolbar-top toolbar-selection">
      <p className="strong" role="status">
        {text.chosen(dois.length)}
      </p>
      <Button kind="plain" onPress={() => actions.selectRecords(new Set())}>
        {text.clearSelection}
      </Button>
      <span className="push" />
      {total !== null && total > dois.length && (
        <Button onPress={() => setChanging('all')}>{batchText.openAll(total)}</Button>
      )}
      <Button onPress={() => setChanging('chosen')}>{batchText.open}</Button>
      <BatchDialog
        selection={changing === 'all' ? { filter } : { dois }}
        isOpen={changing !== null}
        onClose={() => setChanging(null)}
      />
      {total !== null && total > dois.length && (
        <Button onPress={() => setScope('all')}>{text.registerAll(total)}</Button>
      )}
      <Button kind="main" icon="outbox" onPress={() => setScope('chosen')}>
        {text.registerChosen(dois.length)}
      </Button>
      <Button icon="save" onPress={() => setIsExporting(true)}>
        {exportsText.open}
      </Button>
      <ExportDialog
        selection={{ dois }}
        count={dois.length}
        isOpen={isExporting}
        onClose={() => setIsExporting(false)}
      />
      <RegisterDialog
        selection={scope === 'all' ? { filter } : { dois }}
        repository={repository}
        isOpen={scope !== null}
        onClose={() => setScope(null)}
        onShowInvalid={() => {
          actions.setRecordFilter({ ...filter, findings: 'errors' });
          goTo({ screen: 'records', doi: null });
        }}
      />
    </div>
  );
}
