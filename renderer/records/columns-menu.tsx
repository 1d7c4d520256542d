import { useState } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';

import { isKnownProperty, parsePropertyPath } from '#shared/query/property-path.ts';
import type { ColumnPlace } from '#shared/grid/columns.ts';
import { firstColumns, firstFrozen, moved, usualWidth } from '#shared/grid/columns.ts';
import { gridText as text } from '#shared/text/grid.en.ts';

import { Button } from '../components/button.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { Icon } from '../components/icon.tsx';
import { useActions, useView } from '../store/steward.ts';
import { columnOfPath, columnTitle, ownColumns, pathOfColumn } from './grid/grid-columns.tsx';

/** Which columns the grid has, in which order, and how many stay at the left. */
export function ColumnsMenu() {
  const actions = useActions();
  const columns = useView((view) => view.recordColumns);
  const frozen = useView((view) => view.frozenColumns);
  const set = (next: readonly ColumnPlace[]): void => {
    // The grid without a column could not be brought back by hand.
    if (next.length > 0) actions.setRecordLayout({ recordColumns: next });
  };
  const hidden = ownColumns.filter(({ id }) => !columns.some((column) => column.id === id));
  return (
    <DialogTrigger>
      <AriaButton className="button button-plain">
        {text.columns}
        <Icon name="down" size={12} />
      </AriaButton>
      <Popover className="popover views-popover" placement="bottom end" offset={4}>
        <Dialog aria-label={text.columns} className="filter-dialog stack-tight">
          <p className="soft small">{text.columnsHint}</p>
          <ul className="views">
            {columns.map(({ id }, index) => (
              <li key={id} className="line">
                <ColumnBox
                  id={id}
                  isOn
                  onChange={() => set(columns.filter((column) => column.id !== id))}
                />
                <span className="push" />
                <IconButton
                  icon="up"
                  label={text.moveLeft(columnTitle(id))}
                  isDisabled={index === 0}
                  onPress={() => set(moved(columns, index, index - 1))}
                />
                <IconButton
                  icon="down"
                  label={text.moveRight(columnTitle(id))}
                  isDisabled={index === columns.length - 1}
                  onPress={() => set(moved(columns, index, index + 1))}
                />
              </li>
            ))}
            {hidden.map(({ id }) => (
              <li key={id} className="line">
                <ColumnBox
                  id={id}
                  isOn={false}
                  onChange={() => set([...columns, { id, width: usualWidth }])}
                />
              </li>
            ))}
          </ul>
          <AddColumn
            onAdd={(path) => {
              const id = columnOfPath(path);
              if (!columns.some((column) => column.id === id))
                set([...columns, { id, width: usualWidth }]);
            }}
          />
          <label className="line small">
            {text.frozen}
            <input
              className="input columns-frozen"
              type="number"
              min={0}
              max={Math.min(10, columns.length)}
              value={frozen}
              onChange={(event) =>
                actions.setRecordLayout({
                  frozenColumns: Math.max(0, Math.min(10, event.target.valueAsNumber || 0)),
                })
              }
            />
          </label>
          <Button
            kind="plain"
            onPress={() =>
              actions.setRecordLayout({ recordColumns: firstColumns, frozenColumns: firstFrozen })
            }
          >
            {text.resetColumns}
          </Button>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function ColumnBox(props: {
  readonly id: string;
  readonly isOn: boolean;
  readonly onChange: () => void;
}) {
  const { id, isOn, onChange } = props;
  return (
    <label className="facet-value">
      <input type="checkbox" checked={isOn} onChange={onChange} />
      <span className={columnTitle(id) === pathOfColumn(id) ? 'cut mono small' : 'cut'}>
        {columnTitle(id)}
      </span>
    </label>
  );
}

function AddColumn({ onAdd }: { readonly onAdd: (path: string) => void }) {
  const [typed, setTyped] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  return (
    <form
      className="line"
      onSubmit={(event) => {
        event.preventDefault();
        const path = typed.trim();
        const steps = parsePropertyPath(path);
        const isPath = steps !== null && isKnownProperty(steps);
        setIsWrong(!isPath);
        if (!isPath) return;
        onAdd(path);
        setTyped('');
      }}
    >
      <input
        className="input mono small"
        aria-label={text.addColumn}
        aria-invalid={isWrong}
        placeholder={text.addColumnHint}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setIsWrong(false);
        }}
      />
      <Button type="submit">{text.add}</Button>
      {isWrong && (
        <p className="field-error" role="alert">
          {text.notProperty}
        </p>
      )}
    </form>
  );
}
