import { createContext, useContext } from 'react';
import type { UseFormReturn } from 'react-hook-form';

import type { WireFinding } from '#shared/contract/define.ts';
import type { FormValues } from '#shared/edits/form-values.ts';
import { toFormPath } from '#shared/edits/form-values.ts';
import { pathSegments } from '#shared/metadata/path.ts';

/** What every field of the form is given. */
export interface EditForm {
  readonly form: UseFormReturn<FormValues>;
  /** What is wrong with what was kept last, by the names of the form's fields. */
  readonly findings: ReadonlyMap<string, readonly WireFinding[]>;
  readonly applyFix: (finding: WireFinding) => void;
}

export const EditFormContext = createContext<EditForm | null>(null);

export function useEditForm(): EditForm {
  const found = useContext(EditFormContext);
  if (found === null) throw new Error('This field stands outside of a form');
  return found;
}

/** The name of the field that a finding is about. */
export function fieldOf(finding: Pick<WireFinding, 'path'>): string {
  return toFormPath(pathSegments(finding.path)).join('.');
}

export function byField(findings: readonly WireFinding[]): Map<string, WireFinding[]> {
  return Map.groupBy(findings, fieldOf);
}

/** Findings at a field and below it. */
export function findingsWithin(
  findings: EditForm['findings'],
  name: string,
): readonly WireFinding[] {
  return [...findings].flatMap(([field, found]) =>
    field === name || field.startsWith(`${name}.`) ? found : [],
  );
}
