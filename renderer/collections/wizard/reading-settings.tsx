import type { ReadSettings, SourceInspection } from '#shared/contract/collections.ts';
import { sourceFormat } from '#shared/contract/collections.ts';
import { formatNames, wizardText as text } from '#shared/text/collections.en.ts';

import type { Choice } from '../../components/select-field.tsx';
import { SelectField } from '../../components/select-field.tsx';
import type { WizardModel } from './use-wizard.ts';
import { RecipeChoice } from './recipe-choice.tsx';

const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-15'];
const delimiters = [',', ';', '\t', '|'] as const;

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
      {inspection.encoding !== null && (
        <SelectField
          label={text.encoding}
          value={inspection.encoding}
          groups={[{ title: '', choices: withValue(encodings, inspection.encoding) }]}
          onChange={(encoding) => change({ encoding })}
        />
      )}
      {inspection.delimiter !== null && (
        <SelectField
          label={text.delimiter}
          value={inspection.delimiter}
          groups={[
            {
              title: '',
              choices: delimiters.map((id) => ({ id, label: text.delimiters[id] })),
            },
          ]}
          onChange={(delimiter) => change({ delimiter })}
        />
      )}
      {inspection.sheets.length > 0 && inspection.sheet !== null && (
        <SelectField
          label={text.sheet}
          value={inspection.sheet}
          groups={[{ title: '', choices: inspection.sheets.map((id) => ({ id, label: id })) }]}
          onChange={(sheet) => change({ sheet })}
        />
      )}
      {inspection.columns !== null && <RecipeChoice wizard={wizard} />}
    </div>
  );
}

function withValue(known: readonly string[], found: string): Choice[] {
  const all = known.includes(found) ? known : [found, ...known];
  return all.map((id) => ({ id, label: id.toUpperCase() }));
}
