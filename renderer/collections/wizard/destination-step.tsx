import { useState } from 'react';

import { targetState as targetStates } from '#shared/contract/define.ts';
import { wizardText as text } from '#shared/text/collections.en.ts';
import { targetStateText } from '#shared/text/states.en.ts';

import type { ChosenRepository } from '../../app/screen-outlet.tsx';
import { ChoiceCards } from '../../components/choice-cards.tsx';
import { EnvironmentBadge } from '../../components/environment-badge.tsx';
import { TextField } from '../../components/text-field.tsx';
import type { DraftProblem } from '../defaults-draft.ts';
import { draftOf, readDraft } from '../defaults-draft.ts';
import { DefaultsFields } from '../defaults-fields.tsx';
import { useRepositoryDefaults } from '../use-repository-defaults.ts';
import type { WizardModel } from './use-wizard.ts';

interface Props {
  readonly wizard: WizardModel;
  readonly repository: ChosenRepository;
}

/** Which collection of which repository, and the defaults that make an ordinary sheet complete. */
export function DestinationStep({ wizard, repository }: Props) {
  const { draft } = wizard;
  const inherited = useRepositoryDefaults(repository.id);
  const [typed, setTyped] = useState(draftOf(draft.defaults));
  const [problem, setProblem] = useState<DraftProblem | null>(null);
  return (
    <div className="stack wizard-sections">
      <section className="stack">
        <h2>{text.destinationTitle}</h2>
        <div className="form-grid">
          <TextField
            label={text.collectionName}
            value={draft.collectionName}
            onChange={(collectionName) => wizard.change({ collectionName })}
            hint={text.collectionNameHint}
            error={draft.collectionName.trim() === '' ? text.nameMissing : undefined}
          />
          <div className="field">
            <span className="label">{text.repository}</span>
            <span className="line wizard-repository">
              <EnvironmentBadge environment={repository.environment} />
              <span className="cut">{repository.name}</span>
            </span>
          </div>
        </div>
        <ChoiceCards
          label={text.targetState}
          value={draft.targetState}
          onChange={(targetState) => wizard.change({ targetState })}
          choices={targetStates.options.map((id) => ({
            id,
            label: targetStateText[id].label,
            detail: targetStateText[id].meaning,
          }))}
        />
      </section>
      <section className="stack">
        <div>
          <h2>{text.defaultsTitle}</h2>
          <p className="soft">{text.defaultsHint}</p>
        </div>
        <DefaultsFields
          draft={typed}
          problem={problem}
          inherited={inherited}
          onChange={(next) => {
            setTyped(next);
            const read = readDraft(next, draft.defaults);
            setProblem(read.ok ? null : read.error);
            if (read.ok) wizard.change({ defaults: read.value });
          }}
        />
      </section>
    </div>
  );
}
