import type { FormGroupId } from '#shared/edits/form-layout.ts';
import { formGroups } from '#shared/edits/form-layout.ts';
import { editFormText as text } from '#shared/text/edit-form.en.ts';

import { SeverityCount } from '../components/severity-count.tsx';
import { findingsWithin, useEditForm } from './edit-context.ts';

/** The parts of the form, with what is wrong in each. */
export function GroupNav({ onGoTo }: { readonly onGoTo: (group: FormGroupId) => void }) {
  const { findings } = useEditForm();
  return (
    <nav className="edit-nav" aria-label={text.groupNav}>
      {formGroups.map(({ id, properties }) => {
        const found = properties.flatMap((property) => findingsWithin(findings, property));
        const errorCount = found.filter(({ severity }) => severity === 'error').length;
        const warningCount = found.filter(({ severity }) => severity === 'warning').length;
        return (
          <button key={id} type="button" className="edit-nav-item" onClick={() => onGoTo(id)}>
            <span>{text.groups[id]}</span>
            <span className="push" />
            <SeverityCount severity="error" count={errorCount} />
            <SeverityCount severity="warning" count={warningCount} />
          </button>
        );
      })}
    </nav>
  );
}
