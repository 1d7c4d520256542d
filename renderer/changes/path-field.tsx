import type { PropertyPath } from '#shared/changes/property-paths.ts';
import { isPlace, propertyPaths } from '#shared/changes/property-paths.ts';
import { parsePropertyPath } from '#shared/query/property-path.ts';
import { batchText as text } from '#shared/text/batch.en.ts';
import { fieldLabel } from '#shared/text/edit-form.en.ts';

import { ComboField } from '../components/combo-field.tsx';

interface Props {
  readonly value: string;
  readonly onChange: (path: string) => void;
  /** Which places the operation can work on. */
  readonly kinds: readonly PropertyPath['kind'][];
}

/** The place that an operation changes: chosen by its name or typed, also single entries and entries of one type. */
export function PathField({ value, onChange, kinds }: Props) {
  const steps = parsePropertyPath(value.trim());
  const error = steps === null ? text.notPath : isPlace(steps) ? undefined : text.noPlace;
  return (
    <ComboField
      label={text.fields['path'] ?? ''}
      value={value}
      onChange={onChange}
      choices={choicesFor(kinds)}
      hint={text.pathHint}
      error={value.trim() === '' ? undefined : error}
      isMono
    />
  );
}

function choicesFor(kinds: Props['kinds']) {
  return propertyPaths
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ path }) => ({ id: path, detail: inWords(path) }));
}

/** `creators[*].affiliation[*].name` as the form names its fields. */
function inWords(path: string): string {
  const names = path.replaceAll('[*]', '').split('.');
  return names.map((_, at) => fieldLabel(names.slice(0, at + 1).join('.'))).join(', ');
}
