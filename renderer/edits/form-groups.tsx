import { useState } from 'react';

import type { EditDetail } from '#shared/contract/edits.ts';
import { formGroups } from '#shared/edits/form-layout.ts';
import { recordShape } from '#shared/metadata/schema/shape.ts';
import { editFormText as text } from '#shared/text/edit-form.en.ts';

import { CodeView } from '../components/code-view.tsx';
import { TextField } from '../components/text-field.tsx';
import { ShapeField } from './shape-field.tsx';

interface Props {
  readonly detail: EditDetail;
  /** Properties that the form does not show. */
  readonly keptProperties: readonly string[];
  readonly onDoi: (doi: string) => void;
}

/** All properties in the groups in which people think. */
export function FormGroups({ detail, keptProperties, onDoi }: Props) {
  const [doi, setDoi] = useState(detail.doi ?? '');
  const kept = Object.fromEntries(
    Object.entries(detail.attributes).filter(([name]) => keptProperties.includes(name)),
  );
  return (
    <>
      {formGroups.map(({ id, properties }) => (
        <section key={id} id={`group-${id}`} className="edit-group" aria-labelledby={`title-${id}`}>
          <h2 id={`title-${id}`} className="edit-group-title" tabIndex={-1}>
            {text.groups[id]}
          </h2>
          <div className="form-grid">
            {id === 'what' && detail.isNew && (
              <div className="form-wide" id="field-doi">
                <TextField
                  label={text.doi}
                  hint={text.doiHint}
                  value={doi}
                  isMono
                  onChange={(typed) => {
                    setDoi(typed);
                    onDoi(typed);
                  }}
                />
              </div>
            )}
            {properties
              .filter((property) => !keptProperties.includes(property))
              .map((property) => {
                const shape = recordShape.members.get(property);
                return shape === undefined ? null : (
                  <ShapeField key={property} shape={shape} name={property} path={property} />
                );
              })}
          </div>
        </section>
      ))}
      {keptProperties.length > 0 && (
        <section className="edit-group" aria-labelledby="title-kept">
          <h2 id="title-kept" className="edit-group-title">
            {text.keptTitle}
          </h2>
          <p className="soft">{text.keptHint}</p>
          <CodeView text={JSON.stringify(kept, null, 2)} what={`${text.keptTitle} (JSON)`} />
        </section>
      )}
    </>
  );
}
