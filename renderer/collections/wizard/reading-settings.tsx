import type { ReadSettings, SourceInspection } from '#shared/contract/collections.ts';
import { sourceFormat } from '#shared/contract/collections.ts';
import { formatNames, wizardText as text } from '#shared/text/collections.en.ts';

import type { Choice } from '../../components/select-field.tsx';
import { SelectField } from '../../components/select-field.tsx';
import type { WizardModel } from './use-wizard.ts';
import { RecipeChoice } from './recipe-choice.tsx';
import { SheetReading } from './sheet-reading.tsx';

interface Props {
  readonly wizard: WizardModel;
  readonly inspection: SourceInspection;
}

/** Format, characters, delimiter, sheet: as found, correctable. What is not asked is not shown. */
export function ReadingSettings({ wizard, inspection }: Props) {
  const formats: Choice[] = sourceFormat.options.map((id) => ({ id, label: formatNames[id] }));
  // Another way to read asks for another guess of the columns.
  const change = (part: Partial<ReadSettings>): void =>
    wizard.changeSettings({ ...part, mapping: null });
  return (
    <div className="form-grid">
      <SelectField
        label={text.format}
        value={inspection.format}
        groups={[{ title: '', choices: formats }]}
        onChange={(id) => change({ format: sourceFormat.parse(id) })}
      />
      <SheetReading found={inspection} onChange={change} />
      {inspection.columns !== null && <RecipeChoice wizard={wizard} />}
    </div>
  );
}
