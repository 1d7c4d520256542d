import { useState } from 'react';
import {
  Button,
  ComboBox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components';

import { appText } from '#shared/text/app.en.ts';

import { Icon } from './icon.tsx';

export interface ComboChoice {
  /** Also the text that stands in the field when it is chosen. */
  readonly id: string;
  readonly detail?: string;
}

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly choices: readonly ComboChoice[];
  /** The choices were looked up for what is typed: nothing is left out of them here. */
  readonly isLookedUp?: boolean;
  readonly hint?: string;
  /** A sentence; the field is marked as wrong while it is there. */
  readonly error?: string | undefined;
  readonly isMono?: boolean;
}

/** A text with choices under it that narrow as one types; any other text is taken too. */
export function ComboField(props: Props) {
  const {
    label,
    value,
    onChange,
    choices,
    isLookedUp = false,
    hint,
    error,
    isMono = false,
  } = props;
  // Opened by its arrow it shows all; typing narrows, by what stands in the field and what explains it.
  const [isTyped, setIsTyped] = useState(false);
  const wanted = value.trim().toLowerCase();
  const shown =
    isTyped && !isLookedUp
      ? choices.filter(({ id, detail = '' }) => `${id} ${detail}`.toLowerCase().includes(wanted))
      : choices;
  return (
    <ComboBox
      className="field"
      allowsCustomValue
      menuTrigger="input"
      inputValue={value}
      onInputChange={(typed) => {
        if (typed === value) return;
        setIsTyped(true);
        onChange(typed);
      }}
      onOpenChange={(isOpen, trigger) => {
        if (isOpen && trigger !== 'input') setIsTyped(false);
      }}
      value={choices.some(({ id }) => id === value) ? value : null}
      onChange={(key) => {
        if (key !== null) onChange(String(key));
      }}
      items={shown}
      defaultFilter={() => true}
      // Open while the answer is under way: it would not open by itself when it comes.
      allowsEmptyCollection={isLookedUp}
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <Label className="label">{label}</Label>
      <div className="suggest-input">
        <Input className={isMono ? 'input mono' : 'input'} spellCheck={false} />
        <Button className="button button-plain button-icon suggest-open">
          <Icon name="down" size={14} />
        </Button>
      </div>
      {hint !== undefined && error === undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
      <Popover className="popover select-popover combo-popover" offset={4}>
        <ListBox
          className="listbox"
          renderEmptyState={() => <p className="soft filter-none">{appText.noSuggestion}</p>}
        >
          {(item: ComboChoice) => (
            <ListBoxItem id={item.id} textValue={item.id} className="listbox-item">
              <Text slot="label" className={isMono ? 'mono' : ''}>
                {item.id}
              </Text>
              {item.detail !== undefined && (
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
