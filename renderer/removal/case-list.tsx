import { ListBox, ListBoxItem, Text } from 'react-aria-components';

import type { CaseRow } from '#shared/contract/removal-shapes.ts';
import { removalScreens as text } from '#shared/text/removal-screens.en.ts';
import { removalText } from '#shared/text/removal.en.ts';

import { StatusMark } from './status-mark.tsx';

interface Props {
  readonly cases: readonly CaseRow[];
  readonly openId: number | null;
  readonly onOpen: (id: number) => void;
}

/** The inbox: one case a line, what is overdue on top. */
export function CaseList({ cases, openId, onOpen }: Props) {
  return (
    <ListBox
      className="case-list"
      aria-label={text.list}
      selectionMode="single"
      selectionBehavior="replace"
      selectedKeys={openId === null ? [] : [openId]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : [...keys];
        if (key !== undefined) onOpen(Number(key));
      }}
      items={cases}
      renderEmptyState={() => <p className="soft case-list-empty">{text.noneHere}</p>}
    >
      {(row) => (
        <ListBoxItem id={row.id} textValue={`${row.name} ${row.title}`} className="case-line">
          <Text slot="label" className="case-words">
            <span className="line">
              <span className="mono small">{row.name}</span>
              <StatusMark status={row.status} />
              <span className="push" />
              <Pressing row={row} />
            </span>
            <span className="cut case-title">{row.title}</span>
            <span className="small soft">
              {[
                removalText.kind[row.kind],
                row.owner === 'hub' ? removalText.owner.hub : '',
                row.reason === '' ? '' : removalText.reason[row.reason],
                row.itemCount > 1 ? text.itemCount(row.itemCount) : '',
                row.isAway ? text.away : '',
              ]
                .filter((part) => part !== '')
                .join(' · ')}
            </span>
          </Text>
        </ListBoxItem>
      )}
    </ListBox>
  );
}

/** Why a case needs somebody today, or when it will. */
function Pressing({ row }: { readonly row: CaseRow }) {
  const [first] = row.attention;
  if (first === undefined) {
    return (
      <span className="small soft">{row.isAway ? (row.remindOn ?? '') : (row.dueOn ?? '')}</span>
    );
  }
  const day = first === 'overdue' ? row.dueOn : first === 'reminder' ? row.remindOn : null;
  const words = [text.attention[first], day ?? ''].filter((part) => part !== '');
  return (
    <span className={first === 'reminder' ? 'small case-reminder' : 'small case-overdue'}>
      {words.join(', ')}
    </span>
  );
}
