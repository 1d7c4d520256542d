import { useState } from 'react';
import {
  Button,
  Dialog,
  DialogTrigger,
  ListBox,
  ListBoxItem,
  Popover,
} from 'react-aria-components';

import type { RecordFilter } from '#shared/contract/records.ts';
import { formatCount } from '#shared/text/format.ts';
import { recordsText as text } from '#shared/text/records.en.ts';

import { Icon } from '../components/icon.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useQuery } from '../store/use-query.ts';
import { useRecordQuery } from './use-record-query.ts';

interface Props {
  readonly label: string;
  readonly filter: RecordFilter;
  /** The field whose values are counted and ticked. */
  readonly facet: string;
  readonly nameOf?: (value: string) => string;
}

/**
 * One filter: a button that says what is chosen, and the values with their figures behind it. The
 * core leaves this filter's own part out of the figures, so that a second value can be added to the
 * first; they are counted when it is opened.
 */
export function FacetFilter(props: Props) {
  const { label, filter, facet } = props;
  const [isOpen, setIsOpen] = useState(false);
  const query = useRecordQuery();
  const nameOf = props.nameOf ?? ((value: string) => value);
  const asked = isOpen ? { filter, facets: [facet], limit: 200 } : null;
  const values = useQuery('records.facets', asked, { keepPrevious: true }).data?.facets[0]?.values;
  const chosen = query.choiceOf(facet).values;
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
              selectionMode="multiple"
              selectionBehavior="toggle"
              // Escape closes; it must not also take the choice back.
              escapeKeyBehavior="none"
              selectedKeys={chosen}
              onSelectionChange={(keys) =>
                query.choose(facet, {
                  isWithout: false,
                  values: values
                    .map((entry) => entry.value)
                    .filter((value) => keys === 'all' || keys.has(value)),
                })
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
                      <span className="cut">{nameOf(entry.value)}</span>{' '}
                      <span className="push soft small">{formatCount(entry.count)}</span>
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
