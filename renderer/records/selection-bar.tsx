import { useState } from 'react';

import { recordsText as text } from '#shared/text/records.en.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { RegisterDialog } from '../outbox/register-dialog.tsx';
import { useActions, useView } from '../store/steward.ts';

/** What can be done with the records that are selected; stands where the filters stood. */
export function SelectionBar({ repository }: { readonly repository: ChosenRepository }) {
  const actions = useActions();
  const selected = useView((view) => view.selectedDois);
  const [isRegistering, setIsRegistering] = useState(false);
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
      <Button kind="main" icon="outbox" onPress={() => setIsRegistering(true)}>
        {text.registerChosen(dois.length)}
      </Button>
      <RegisterDialog
        selection={{ dois }}
        repository={repository}
        isOpen={isRegistering}
        onClose={() => setIsRegistering(false)}
        onShowInvalid={() => {
          actions.setRecordFilter({ findings: 'errors' });
          goTo({ screen: 'records', doi: null });
        }}
      />
    </div>
  );
}
