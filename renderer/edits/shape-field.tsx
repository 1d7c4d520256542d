import { derivedFields } from '#shared/edits/form-layout.ts';
import type { ObjectShape, Shape } from '#shared/metadata/schema/shape.ts';
import { fieldLabel } from '#shared/text/edit-form.en.ts';

import { FieldFindings, useFieldMarks } from './field-findings.tsx';
import { ListField } from './list-field.tsx';
import { TextLeaf } from './text-leaf.tsx';

interface Props {
  readonly shape: Shape;
  readonly name: string;
  readonly path: string;
}

/** A part of the form, made from what the schema says of it. */
export function ShapeField({ shape, name, path }: Props) {
  if (shape.kind === 'text') return <TextLeaf shape={shape} name={name} path={path} />;
  if (shape.kind === 'list') {
    return (
      <ListField
        shape={shape}
        name={name}
        path={path}
        fieldsOf={(of, entry) => <ObjectFields shape={of} name={entry} path={path} />}
      />
    );
  }
  return <ObjectField shape={shape} name={name} path={path} />;
}

function ObjectField({ shape, name, path }: Props & { readonly shape: ObjectShape }) {
  const { 'aria-describedby': described } = useFieldMarks(name);
  return (
    <fieldset className="form-wide object-field" aria-describedby={described} id={`field-${name}`}>
      <legend className="label">{fieldLabel(path)}</legend>
      <FieldFindings name={name} />
      <ObjectFields shape={shape} name={name} path={path} />
    </fieldset>
  );
}

/** The members of an object: single values first, then what has parts of its own. */
function ObjectFields({
  shape,
  name,
  path,
}: {
  readonly shape: ObjectShape;
  readonly name: string;
  readonly path: string;
}) {
  const members = [...shape.members].filter(
    ([member, of]) =>
      !derivedFields.has(`${path}.${member}`) && !(of.kind === 'text' && of.unaccepted),
  );
  const ordered = [
    ...members.filter(([, of]) => of.kind === 'text' && of.type !== 'lang'),
    ...members.filter(([, of]) => of.kind === 'text' && of.type === 'lang'),
    ...members.filter(([, of]) => of.kind !== 'text'),
  ];
  return (
    <div className="form-grid object-fields">
      {ordered.map(([member, of]) => (
        <ShapeField key={member} shape={of} name={`${name}.${member}`} path={`${path}.${member}`} />
      ))}
    </div>
  );
}
