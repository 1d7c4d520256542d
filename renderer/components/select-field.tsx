import type { Key } from 'react-aria-components';
import {
  Button,
  Header,
  Label,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
  Select,
  SelectValue,
  Text,
} from 'react-aria-components';

import { Icon } from './icon.tsx';
import type { FieldMarks } from './text-field.tsx';

export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
}

export interface ChoiceGroup {
  readonly title: string;
  readonly choices: readonly Choice[];
}

interface Props {
  readonly label: string;
  /** The label is read out but not shown, where a column or a heading says it already. */
  readonly isLabelUnseen?: boolean;
  readonly value: string | null;
  readonly onChange: (id: string) => void;
  readonly groups: readonly ChoiceGroup[];
  readonly hint?: string;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  readonly marks?: FieldMarks;
}

/** An id as the list's key: never empty, which React Aria refuses, and never that of a group. */
const keyOf = (id: string): string => `=${id}`;

/** One choice out of some; groups with an empty title have no heading. */
export function SelectField(props: Props) {
  const { label, isLabelUnseen = false, value, onChange, groups, hint, isDisabled = false } = props;
  return (
    <Select
      {...props.marks}
      validationBehavior="aria"
      className="field"
      value={value === null ? null : keyOf(value)}
      onChange={(key: Key | null) => {
        if (key !== null) onChange(String(key).slice(1));
      }}
      isDisabled={isDisabled}
      placeholder={props.placeholder ?? 'Choose'}
      {...(isLabelUnseen ? { 'aria-label': label } : {})}
    >
      {!isLabelUnseen && <Label className="label">{label}</Label>}
      <Button className="input select-button">
        {/* What explains a choice stands in the list alone. */}
        <SelectValue className="cut">
          {({ isPlaceholder, defaultChildren, selectedText }) =>
            isPlaceholder ? defaultChildren : selectedText
          }
        </SelectValue>
        <Icon name="down" />
      </Button>
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <Popover className="popover select-popover" offset={4}>
        <ListBox className="listbox">
          {groups.map((group) => (
            <ListBoxSection key={group.title} id={`#${group.title}`} aria-label={group.title}>
              {group.title !== '' && <Header className="listbox-header">{group.title}</Header>}
              {group.choices.map((choice) => (
                <ListBoxItem
                  key={choice.id}
                  id={keyOf(choice.id)}
                  textValue={choice.label}
                  className="listbox-item"
                >
                  <Text slot="label">{choice.label}</Text>
                  {choice.detail !== undefined && (
                    <Text slot="description" className="small soft">
                      {choice.detail}
                    </Text>
                  )}
                </ListBoxItem>
              ))}
            </ListBoxSection>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
