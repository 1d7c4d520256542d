import { useState } from 'react';
import {
  Button,
  Dialog,
  DialogTrigger,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components';

import type { RecordFilter } from '#shared/contract/records.ts';
import { formatCount } from '#shared/text/format.ts';
import { recordsText as text } from '#shared/text/records.en.ts';

import { Icon } from '../components/icon.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useQuery } from '../store/use-query.ts';
import { changeFilter } from './change-filter.ts';

interface FacetValue {
  readonly value: string;
  readonly count: number | null;
}

interface Props {
  readonly label: string;
  readonly filter: RecordFilter;
  /** The part of the filter that this one sets. */
  readonly part: keyof RecordFilter;
  /** The field whose values are counted. */
  readonly facet: string;
  readonly chosen: readonly string[];
  readonly nameOf?: (value: string) => string;
  readonly isSingle?: boolean;
  readonly onChange: (values: readonly string[]) => void;
}

/**
 * One filter: a button that says what is chosen, and the values with their figures behind it. The
 * figures leave this filter's own part out, so that a second value can be added to the first; they are
 * counted when it is opened.
 */
export function FacetFilter(props: Props) {
  const { label, filter, part, facet, chosen, isSingle = false, onChange } = props;
  const [isOpen, setIsOpen] = useState(false);
  const nameOf = props.nameOf ?? ((value: string) => value);
  const others = changeFilter(filter, part, undefined);
  const asked = isOpen ? { filter: others, facets: [facet], limit: 200 } : null;
  const values: readonly FacetValue[] | undefined = useQuery('records.facets', asked).data
    ?.facets[0]?.values;
  const names = chosen.map(nameOf).join(', ');
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setIsOpen}>
      <Button className={chosen.length > 0 ? 'filter is-on' : 'filter'}>
        <span className="cut">{names === '' ? label : `${label}: ${names}`}</span>
        <Icon name="down" size={12} />
      </Button>
      <Popover className="popover filter-popover" placement="bottom start" offset={4}>
        <Dialog aria-label={label} className="filter-dialog">
          {values === undefined ? (
            <Skeleton lines={4} />
          ) : (
            <ListBox
              aria-label={label}
              className="listbox"
              autoFocus
              selectionMode={isSingle ? 'single' : 'multiple'}
              selectionBehavior="toggle"
              // Escape closes; it must not also take the choice back.
              escapeKeyBehavior="none"
              selectedKeys={chosen}
              onSelectionChange={(keys) =>
                onChange(
                  values
                    .map((entry) => entry.value)
                    .filter((value) => keys === 'all' || keys.has(value)),
                )
              }
              renderEmptyState={() => <p className="soft filter-none">{text.noValue}</p>}
            >
              {values.map((entry) => (
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
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
