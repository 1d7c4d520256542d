import { useRef, useState } from 'react';
import {
  Button,
  ComboBox,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components';

import type { Suggestion, SuggestionKind } from '#shared/contract/suggestions.ts';
import type { FieldLayout } from '#shared/edits/form-layout.ts';
import { toFormValue } from '#shared/edits/form-values.ts';
import { editFormText as text } from '#shared/text/edit-form.en.ts';

import { Icon } from '../components/icon.tsx';
import type { FieldMarks } from '../components/text-field.tsx';
import { useQuery } from '../store/use-query.ts';
import { useEditForm } from './edit-context.ts';

/** In px: with twenty suggestions the list would cover the screen from top to bottom. */
const mostHeight = 380;

interface Props {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly kind: SuggestionKind;
  readonly fill: FieldLayout['fill'];
  readonly marks: FieldMarks;
}

/** A text with what was meant, perhaps, under it. A choice fills the fields around it; any text is taken too. */
export function SuggestField({ label, name, value, onChange, kind, fill, marks }: Props) {
  const { form } = useEditForm();
  const [isAsked, setIsAsked] = useState(false);
  const asked = isAsked ? { kind, text: value.slice(0, 500) } : null;
  const found = useQuery('suggestions.list', asked, { keepPrevious: true });
  const suggestions = isAsked ? (found.data?.suggestions ?? []) : [];
  // The box reports the text of a choice as if it had been typed; that must not ask again.
  const isChoosing = useRef(false);

  const choose = (chosen: Suggestion): void => {
    isChoosing.current = true;
    setTimeout(() => (isChoosing.current = false), 0);
    setIsAsked(false);
    const parent = name.includes('.') ? name.slice(0, name.lastIndexOf('.') + 1) : '';
    for (const [member, given] of Object.entries(fill?.(chosen.facts) ?? {})) {
      const field = `${parent}${member}`;
      form.setValue(field, toFormValue(field, given), { shouldDirty: true });
    }
  };

  return (
    <ComboBox
      {...marks}
      validationBehavior="aria"
      className="field"
      allowsCustomValue
      menuTrigger="input"
      inputValue={value}
      onInputChange={(typed) => {
        if (isChoosing.current || typed === value) return;
        setIsAsked(true);
        onChange(typed);
      }}
      onOpenChange={(isOpen, trigger) => {
        if (trigger === 'manual') setIsAsked(isOpen);
      }}
      value={null}
      onChange={(key) => {
        const chosen = key === null ? undefined : suggestions[Number(key)];
        if (chosen !== undefined) choose(chosen);
      }}
      items={suggestions.map((suggestion, at) => ({ ...suggestion, id: String(at) }))}
      defaultFilter={() => true}
      // Open while the answer is under way: it would not open by itself when it comes.
      allowsEmptyCollection={isAsked}
    >
      <Label className="label">{label}</Label>
      <div className="suggest-input">
        <Input className="input" spellCheck={false} />
        <Button className="button button-plain button-icon suggest-open">
          <Icon name="down" size={14} />
        </Button>
      </div>
      <Popover className="popover select-popover" offset={4} maxHeight={mostHeight}>
        <ListBox
          className="listbox"
          renderEmptyState={() => (
            <p className="soft filter-none">
              {found.status === 'ready' || !isAsked ? text.noSuggestion : text.searching}
            </p>
          )}
        >
          {(item: Suggestion & { id: string }) => (
            <ListBoxItem id={item.id} textValue={item.label} className="listbox-item">
              <Text slot="label">{item.label}</Text>
              {item.detail !== '' && (
                <Text slot="description" className="small soft cut">
                  {item.detail}
                </Text>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
