import { useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components';

import { exportsText } from '#shared/text/exports.en.ts';
import { sheetUpdatesText } from '#shared/text/sheet-updates.en.ts';
import type { RecordFilter } from '#shared/contract/records.ts';
import { editFormText as text } from '#shared/text/edit-form.en.ts';

import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { ExportDialog } from '../exports/export-dialog.tsx';
import { useExportedList } from '../exports/use-exported-list.ts';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

interface Props {
  readonly filter: RecordFilter;
  readonly total: number | null;
}

/** What begins here: a new record, or going on with an edit that was not saved. */
export function RecordActions({ filter, total }: Props) {
  const [isExporting, setIsExporting] = useState(false);
  const actions = useActions();
  const list = useExportedList();
  const begin = useCommand('edits.begin');
  const { repositoryId, collectionId } = filter;
  const edits = (useQuery('edits.list', {}).data?.edits ?? []).filter(
    (edit) => edit.repositoryId === repositoryId,
  );
  const handleNew = async (): Promise<void> => {
    if (repositoryId === undefined) return;
    const answer = await begin.run({ repositoryId, collectionId: collectionId ?? null });
    if (answer.ok) goTo({ screen: 'edit', key: answer.value.key });
    else actions.notify(answer.error.message);
  };
  return (
    <>
      {edits.length > 0 && (
        <MenuTrigger>
          <Button icon="down">{text.unsaved(edits.length)}</Button>
          <Popover className="popover select-popover" placement="bottom end" offset={4}>
            <Menu
              className="listbox"
              aria-label={text.unsavedHint}
              onAction={(key) => goTo({ screen: 'edit', key: String(key) })}
            >
              {edits.map((edit) => (
                <MenuItem
                  key={edit.key}
                  id={edit.key}
                  textValue={edit.title ?? text.untitled}
                  className="listbox-item"
                >
                  <Text slot="label" className="cut">
                    {edit.title ?? text.untitled}
                  </Text>
                  <Text slot="description" className="small soft mono">
                    {edit.doi ?? text.newTitle}
                  </Text>
                </MenuItem>
              ))}
            </Menu>
          </Popover>
        </MenuTrigger>
      )}
      <MenuTrigger>
        <Button icon="down">{text.sheets}</Button>
        <Popover className="popover select-popover" placement="bottom end" offset={4}>
          <Menu
            className="listbox"
            aria-label={text.sheets}
            onAction={(key) =>
              key === 'export' ? setIsExporting(true) : goTo({ screen: 'sheet-update' })
            }
          >
            <MenuItem id="export" className="listbox-item">
              {exportsText.openAll(total ?? 0)}
            </MenuItem>
            <MenuItem id="update" className="listbox-item">
              {sheetUpdatesText.open}
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      <ExportDialog
        selection={{ filter }}
        count={total ?? 0}
        list={list}
        isOpen={isExporting}
        onClose={() => setIsExporting(false)}
      />
      <Button icon="plus" isPending={begin.pending} onPress={() => void handleNew()}>
        {text.newRecord}
      </Button>
    </>
  );
}
