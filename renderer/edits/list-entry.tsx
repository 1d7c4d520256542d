import type { ReactNode } from 'react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useWatch } from 'react-hook-form';

import { entryKinds, entryNames } from '#shared/edits/form-layout.ts';
import type { ObjectShape, TextShape } from '#shared/metadata/schema/shape.ts';
import { isJsonObject } from '#shared/support/json.ts';
import { editFormText as text } from '#shared/text/edit-form.en.ts';

import { Icon } from '../components/icon.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { SeverityCount } from '../components/severity-count.tsx';
import { findingsWithin, useEditForm } from './edit-context.ts';
import { FieldFindings } from './field-findings.tsx';
import { TextLeaf } from './text-leaf.tsx';

interface Props {
  readonly shape: TextShape | ObjectShape;
  readonly name: string;
  readonly path: string;
  readonly fieldsOf: (shape: ObjectShape, name: string) => ReactNode;
  readonly at: number;
  readonly count: number;
  readonly isFirstOpen: boolean;
  readonly isDragged: boolean;
  readonly onDrag: (at: number | null) => void;
  readonly onDrop: () => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
}

/** One entry of a list: a line that says what it is, and its fields when it is open. */
export function ListEntry(props: Props) {
  const { shape, name, path, at, count, isDragged } = props;
  const { form, findings } = useEditForm();
  const [isOpen, setIsOpen] = useState(props.isFirstOpen);
  const [isTarget, setIsTarget] = useState(false);
  const value: unknown = useWatch({ control: form.control, name });
  const title = titleOf(value);
  const what = title.name === '' ? text.entry(at) : title.name.slice(0, 80);
  const found = findingsWithin(findings, name);
  const errorCount = found.filter(({ severity }) => severity === 'error').length;
  const warningCount = found.filter(({ severity }) => severity === 'warning').length;
  const classes = ['list-entry', isDragged ? 'is-dragged' : '', isTarget ? 'is-target' : ''];

  return (
    <li
      id={`field-${name}`}
      className={classes.filter(Boolean).join(' ')}
      onDragOver={(event) => {
        event.preventDefault();
        setIsTarget(true);
      }}
      onDragLeave={() => setIsTarget(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsTarget(false);
        props.onDrop();
      }}
    >
      <div className="entry-line">
        {count > 1 && (
          <button
            type="button"
            className="entry-handle"
            draggable
            aria-label={text.drag(what)}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move';
              event.dataTransfer.setData('text/plain', what);
              props.onDrag(at);
            }}
            onDragEnd={() => props.onDrag(null)}
            onKeyDown={(event) => {
              const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
              if (step === undefined) return;
              event.preventDefault();
              props.onMove(at + step);
            }}
          >
            <Icon name="grip" size={14} />
          </button>
        )}
        {shape.kind === 'text' ? (
          <div className="entry-text">
            <TextLeaf
              shape={shape}
              name={`${name}.value`}
              path={`${path}.value`}
              label={text.entry(at)}
            />
          </div>
        ) : (
          <AriaButton
            className="entry-open"
            aria-expanded={isOpen}
            onPress={() => setIsOpen(!isOpen)}
          >
            <Icon name={isOpen ? 'down' : 'right'} size={14} />
            <span className={title.name === '' ? 'cut faint' : 'cut'}>
              {title.name === '' ? text.emptyEntry : title.name}
            </span>
            {title.kind !== '' && <span className="small soft entry-kind">{title.kind}</span>}
            <span className="push" />
            {errorCount > 0 && <SeverityCount severity="error" count={errorCount} />}
            {warningCount > 0 && <SeverityCount severity="warning" count={warningCount} />}
          </AriaButton>
        )}
        <IconButton icon="close" label={text.remove(what)} onPress={props.onRemove} />
      </div>
      {shape.kind === 'object' && isOpen && (
        <div className="entry-fields">
          <FieldFindings name={name} />
          {props.fieldsOf(shape, name)}
        </div>
      )}
    </li>
  );
}

function titleOf(value: unknown): { readonly name: string; readonly kind: string } {
  if (!isJsonObject(value)) return { name: '', kind: '' };
  const first = (names: readonly string[]): string => {
    const found = names
      .map((name) => value[name])
      .find((each) => each !== undefined && each !== null && each !== '');
    return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
  };
  const [nested] = Array.isArray(value['titles']) ? (value['titles'] as unknown[]) : [];
  const name = first(entryNames) || (isJsonObject(nested) ? titleOf(nested).name : '');
  return { name: name.slice(0, 300), kind: first(entryKinds) };
}
