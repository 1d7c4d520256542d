import {
  Button,
  Dialog,
  DialogTrigger,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components';

import { formatCount } from '#shared/text/format.ts';
import { recordsText as text } from '#shared/text/records.en.ts';

import { Icon } from '../components/icon.tsx';

interface Props {
  readonly label: string;
  /** Values that occur, with how often; undefined while they are counted. */
  readonly facet: readonly { readonly value: string; readonly count: number | null }[] | undefined;
  readonly chosen: readonly string[];
  readonly nameOf?: (value: string) => string;
  readonly isSingle?: boolean;
  readonly onChange: (values: readonly string[]) => void;
}

/** One filter: a button that says what is chosen, and the values with their figures behind it. */
export function FacetFilter(props: Props) {
  const { label, facet, chosen, isSingle = false, onChange } = props;
  const nameOf = props.nameOf ?? ((value: string) => value);
  const names = chosen.map(nameOf).join(', ');
  return (
    <DialogTrigger>
      <Button className={chosen.length > 0 ? 'filter is-on' : 'filter'}>
        <span className="cut">{names === '' ? label : `${label}: ${names}`}</span>
        <Icon name="down" size={12} />
      </Button>
      <Popover className="popover filter-popover" placement="bottom start" offset={4}>
        <Dialog aria-label={label} className="filter-dialog">
          <ListBox
            aria-label={label}
            className="listbox"
            autoFocus
            selectionMode={isSingle ? 'single' : 'multiple'}
            selectionBehavior="toggle"
            selectedKeys={chosen}
            onSelectionChange={(keys) => {
              const known = facet ?? [];
              onChange(
                known
                  .map((entry) => entry.value)
                  .filter((value) => keys === 'all' || keys.has(value)),
              );
            }}
            renderEmptyState={() => <p className="soft filter-none">{text.noValue}</p>}
          >
            {(facet ?? []).map((entry) => (
              <ListBoxItem
                key={entry.value}
                id={entry.value}
                textValue={nameOf(entry.value)}
                className="listbox-item filter-item"
              >
                {({ isSelected }) => (
                  <>
                    <span className="grid-check">
                      {isSelected && <Icon name="check" size={12} />}
                    </span>
                    <Text slot="label" className="cut">
                      {nameOf(entry.value)}
                    </Text>
                    {entry.count !== null && (
                      <Text slot="description" className="push soft small">
                        {formatCount(entry.count)}
                      </Text>
                    )}
                  </>
                )}
              </ListBoxItem>
            ))}
          </ListBox>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
