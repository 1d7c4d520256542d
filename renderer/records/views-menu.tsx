import { useState } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';

import type { SavedView } from '#shared/contract/views.ts';
import { isSameName } from '#shared/contract/views.ts';
import { filterOfSaved, savedTextOf } from '#shared/query/edit-query.ts';
import { gridText as text } from '#shared/text/grid.en.ts';

import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Icon } from '../components/icon.tsx';
import { useActions, useView } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';
import { ViewRow } from './view-row.tsx';

/** Smart lists: a query with its columns, kept under a name and counted anew each time. */
export function ViewsMenu({ repositoryId }: { readonly repositoryId: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const actions = useActions();
  const views = useQuery('views.list', {}).data?.views ?? [];
  const counts = useQuery('views.counts', isOpen ? { repositoryId } : null).data?.counts;
  const open = (view: SavedView): void => {
    const { columns, frozen, sort, descending } = view.layout;
    actions.setRecordFilter(filterOfSaved(view.query));
    actions.setRecordLayout({
      recordColumns: columns,
      frozenColumns: frozen,
      recordSort: sort,
      recordsDescending: descending,
    });
    setIsOpen(false);
  };
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setIsOpen}>
      <AriaButton className="button button-plain">
        {text.views}
        <Icon name="down" size={12} />
      </AriaButton>
      <Popover className="popover views-popover" placement="bottom end" offset={4}>
        <Dialog aria-label={text.views} className="filter-dialog stack-tight">
          {views.length === 0 && <p className="soft small">{text.noViews}</p>}
          <ul className="views">
            {views.map((view) => (
              <ViewRow
                key={view.id}
                view={view}
                count={counts?.find(({ id }) => id === view.id)?.count}
                onOpen={() => open(view)}
              />
            ))}
          </ul>
          <SaveView names={views.map(({ name }) => name)} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function SaveView({ names }: { readonly names: readonly string[] }) {
  const actions = useActions();
  const filter = useView((view) => view.recordFilter);
  const columns = useView((view) => view.recordColumns);
  const frozen = useView((view) => view.frozenColumns);
  const sort = useView((view) => view.recordSort);
  const descending = useView((view) => view.recordsDescending);
  const save = useCommand('views.save');
  const [name, setName] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const isKnown = names.some((known) => isSameName(known, name));
  const handleSave = async (): Promise<void> => {
    const query = savedTextOf(filter);
    setRefused(query.ok ? null : query.error);
    if (!query.ok) return;
    const layout = { columns: [...columns], frozen, sort, descending };
    const saved = await save.run({ name: name.trim(), query: query.value, layout });
    if (!saved.ok) return;
    setName('');
    actions.notify(text.viewSaved(saved.value.name, isKnown));
  };
  return (
    <>
      <form
        className="line views-save"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') void handleSave();
        }}
      >
        <input
          className="input"
          aria-label={text.viewName}
          placeholder={text.viewName}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" isDisabled={name.trim() === ''}>
          {isKnown ? text.replaceView : text.saveView}
        </Button>
        {save.error !== null && <ErrorNotice error={save.error} />}
      </form>
      {refused !== null && (
        <p className="field-error" role="alert">
          {text.viewRefused(refused)}
        </p>
      )}
    </>
  );
}
