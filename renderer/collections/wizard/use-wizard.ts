import { useMemo } from 'react';

import type {
  ColumnMapping,
  ReadSettings,
  SourceInspection,
} from '#shared/contract/collections.ts';
import type { Input } from '#shared/contract/contract.ts';
import type { AppError } from '#shared/support/app-error.ts';

import type { ChosenRepository } from '../../app/screen-outlet.tsx';
import { goTo } from '../../app/use-route.ts';
import type { WizardDraft } from '../../store/app-store.ts';
import { useActions, useView } from '../../store/steward.ts';
import { useCommand } from '../../store/use-command.ts';
import { useQuery } from '../../store/use-query.ts';

export interface WizardModel {
  readonly draft: WizardDraft;
  /** What looking at the source found, with the corrections made so far. */
  readonly inspection: SourceInspection | undefined;
  readonly inspectionError: AppError | undefined;
  readonly isInspecting: boolean;
  /** Where the columns go at this moment: the guess, or what a person made of it. */
  readonly mapping: readonly ColumnMapping[] | null;
  /** What preview and import are given; null until there is a source and a name. */
  readonly choice: Input<'imports.preview'> | null;
  readonly canGoOn: boolean;
  readonly isStarting: boolean;
  readonly startError: AppError | null;
  /** A sheet has columns to place; other sources bring their own structure. */
  readonly hasColumns: boolean;
  readonly change: (change: Partial<WizardDraft>) => void;
  readonly changeSettings: (change: Partial<ReadSettings>) => void;
  readonly goTo: (step: number) => void;
  readonly next: () => void;
  readonly back: () => void;
  readonly start: () => void;
}

/** State and moves of the wizard. The draft lives in the store, so leaving the screen loses nothing. */
export function useWizard(repository: ChosenRepository): WizardModel {
  const draft = useView((view) => view.wizard);
  const actions = useActions();
  const startImport = useCommand('imports.start');
  const inspected = useQuery(
    'imports.inspect',
    draft.sourceId === null ? null : { sourceId: draft.sourceId, settings: draft.settings },
    { keepPrevious: true },
  );
  const inspection = draft.sourceId === null ? undefined : inspected.data;
  const mapping = useMemo(
    () => draft.settings.mapping ?? guessedMapping(inspection),
    [draft.settings.mapping, inspection],
  );
  const name = draft.collectionName.trim();
  const choice = useMemo(
    () =>
      draft.sourceId === null || name === ''
        ? null
        : {
            sourceId: draft.sourceId,
            settings: {
              ...draft.settings,
              mapping: mapping === null ? null : [...mapping],
            },
            repositoryId: repository.id,
            collectionName: name,
            defaults: draft.defaults,
            targetState: draft.targetState,
          },
    [draft, mapping, name, repository.id],
  );
  const hasColumns = inspection !== undefined && inspection.columns !== null;
  const isReadable = inspection !== undefined && inspected.error === undefined;
  const goToStep = (step: number): void => actions.changeWizard({ step });

  return {
    draft,
    inspection,
    inspectionError: draft.sourceId === null ? undefined : inspected.error,
    isInspecting: draft.sourceId !== null && inspected.status === 'loading',
    mapping,
    choice,
    canGoOn: draft.step === 2 ? choice !== null : isReadable,
    isStarting: startImport.pending,
    startError: startImport.error,
    hasColumns,
    change: (change) => actions.changeWizard(change),
    changeSettings: (change) =>
      actions.changeWizard({ settings: { ...draft.settings, ...change } }),
    goTo: goToStep,
    next: () => goToStep(draft.step === 0 && !hasColumns ? 2 : draft.step + 1),
    back: () => goToStep(draft.step === 2 && !hasColumns ? 0 : draft.step - 1),
    start: () => {
      if (choice === null) return;
      void startImport.run(choice).then((answer) => {
        if (!answer.ok) return;
        goTo({ screen: 'import', importId: answer.value.importId });
        actions.resetWizard();
      });
    },
  };
}

function guessedMapping(inspection: SourceInspection | undefined): ColumnMapping[] | null {
  return (
    inspection?.columns?.map(({ name, index, target, separator }) => ({
      column: name,
      index,
      target,
      separator,
    })) ?? null
  );
}
