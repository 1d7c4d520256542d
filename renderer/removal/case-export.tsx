import { useState } from 'react';
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';

import type { AppError } from '#shared/support/app-error.ts';
import { removalScreens as text } from '#shared/text/removal-screens.en.ts';

import { ErrorNotice } from '../components/error-notice.tsx';
import { Icon } from '../components/icon.tsx';
import { saveText } from '../components/save-text.ts';
import { toAppError } from '../store/query-cache.ts';
import { useActions, useSteward } from '../store/steward.ts';

const types = { html: 'text/html', json: 'application/json' } as const;

/** The whole case as one file: to read, or for another program. */
export function CaseExport({ id }: { readonly id: number }) {
  const { client } = useSteward();
  const actions = useActions();
  const [failure, setFailure] = useState<AppError | null>(null);
  const handleAction = async (format: 'html' | 'json'): Promise<void> => {
    setFailure(null);
    try {
      const file = await client.call('removal.export', { id, format });
      saveText([file.text], file.fileName, types[format]);
      actions.notify(text.saved);
    } catch (cause) {
      setFailure(toAppError(cause));
    }
  };
  return (
    <>
      <MenuTrigger>
        <AriaButton className="button button-plain">
          <Icon name="save" />
          {text.exportCase}
        </AriaButton>
        <Popover className="popover" placement="bottom end">
          <Menu
            className="listbox"
            onAction={(key) => void handleAction(key === 'json' ? 'json' : 'html')}
          >
            <MenuItem id="html" className="listbox-item">
              {text.exportHtml}
            </MenuItem>
            <MenuItem id="json" className="listbox-item">
              {text.exportJson}
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      {failure !== null && <ErrorNotice error={failure} />}
    </>
  );
}
