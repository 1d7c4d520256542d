import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Control } from 'react-hook-form';
import { useFieldArray } from 'react-hook-form';

import { entryIntoForm } from '#shared/edits/form-values.ts';
import type { ListShape, ObjectShape } from '#shared/metadata/schema/shape.ts';
import { formatCount } from '#shared/text/format.ts';
import { editFormText as text, fieldLabel } from '#shared/text/edit-form.en.ts';

import { Button } from '../components/button.tsx';
import { useEditForm } from './edit-context.ts';
import { FieldFindings, useFieldMarks } from './field-findings.tsx';
import { ListEntry } from './list-entry.tsx';

interface Props {
  readonly shape: ListShape;
  readonly name: string;
  readonly path: string;
  /** The fields of an entry that is an object. */
  readonly fieldsOf: (shape: ObjectShape, name: string) => ReactNode;
}

/** Entries drawn at once; a collaboration's record has three thousand authors. */
const shownAtOnce = 40;

/** A property that repeats: entries can be added, removed and put in order, by pointer and by keys. */
export function ListField({ shape, name, path, fieldsOf }: Props) {
  const { form } = useEditForm();
  // The form's names are made from the schema at run time; here its type needs one that it knows.
  const control = form.control as unknown as Control<{ list: Record<string, unknown>[] }>;
  const array = useFieldArray({ control, name: name as 'list' });
  const [shown, setShown] = useState(shownAtOnce);
  const [opened, setOpened] = useState<string | null>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const [said, setSaid] = useState('');
  const what = fieldLabel(path);
  const { 'aria-describedby': described } = useFieldMarks(name);

  const count = array.fields.length;

  const move = (from: number, to: number): void => {
    if (to < 0 || to >= count || from === to) return;
    array.move(from, to);
    setSaid(text.moved(text.entry(from), to + 1, count));
  };
  const add = (): void => {
    array.append(entryIntoForm(shape), { shouldFocus: false });
    setShown((most) => Math.max(most, count + 1));
    setOpened(`${count}`);
  };

  return (
    <div
      className="form-wide list-field"
      role="group"
      aria-label={what}
      aria-describedby={described}
      id={`field-${name}`}
    >
      <div className="list-head">
        <span className="label">{what}</span>
        {count > 1 && <span className="tab-count">{formatCount(count)}</span>}
        <span className="push" />
        <Button kind="plain" icon="plus" onPress={add}>
          {text.add(what)}
        </Button>
      </div>
      <FieldFindings name={name} />
      {count > 0 && (
        <ol className="list-entries">
          {array.fields.slice(0, shown).map((entry, at) => (
            <ListEntry
              key={entry.id}
              shape={shape.of}
              name={`${name}.${at}`}
              path={path}
              fieldsOf={fieldsOf}
              at={at}
              count={count}
              isFirstOpen={opened === String(at) || count === 1}
              isDragged={dragged === at}
              onDrag={setDragged}
              onDrop={() => {
                if (dragged !== null) move(dragged, at);
                setDragged(null);
              }}
              onMove={(to) => move(at, to)}
              onRemove={() => array.remove(at)}
            />
          ))}
        </ol>
      )}
      {count > shown && (
        <Button kind="link" onPress={() => setShown(shown + 10 * shownAtOnce)}>
          {text.more(count - shown)}
        </Button>
      )}
      <span className="unseen" role="status">
        {said}
      </span>
    </div>
  );
}
