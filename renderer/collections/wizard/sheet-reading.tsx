import { wizardText as text } from '#shared/text/collections.en.ts';

import type { Choice } from '../../components/select-field.tsx';
import { SelectField } from '../../components/select-field.tsx';

const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-15'];
const delimiters = [',', ';', '\t', '|'] as const;

interface Props {
  /** As it is read now; what a file of its kind does not have is null or empty. */
  readonly found: {
    readonly encoding: string | null;
    readonly delimiter: string | null;
    readonly sheets: readonly string[];
    readonly sheet: string | null;
  };
  readonly onChange: (part: {
    readonly encoding?: string;
    readonly delimiter?: string;
    readonly sheet?: string;
  }) => void;
}

/** Characters, delimiter, sheet of a workbook: as found, correctable. What is not asked is not shown. */
export function SheetReading({ found, onChange }: Props) {
  return (
    <>
      {found.encoding !== null && (
        <SelectField
          label={text.encoding}
          value={found.encoding}
          groups={[{ title: '', choices: withValue(encodings, found.encoding) }]}
          onChange={(encoding) => onChange({ encoding })}
        />
      )}
      {found.delimiter !== null && (
        <SelectField
          label={text.delimiter}
          value={found.delimiter}
          groups={[
            {
              title: '',
              choices: delimiters.map((id) => ({ id, label: text.delimiters[id] })),
            },
          ]}
          onChange={(delimiter) => onChange({ delimiter })}
        />
      )}
      {found.sheets.length > 0 && found.sheet !== null && (
        <SelectField
          label={text.sheet}
          value={found.sheet}
          groups={[{ title: '', choices: found.sheets.map((id) => ({ id, label: id })) }]}
          onChange={(sheet) => onChange({ sheet })}
        />
      )}
    </>
  );
}

function withValue(known: readonly string[], found: string): Choice[] {
  const all = known.includes(found) ? known : [found, ...known];
  return all.map((id) => ({ id, label: id.toUpperCase() }));
}
