import {
  Autocomplete,
  Dialog,
  Input,
  Menu,
  MenuItem,
  Modal,
  ModalOverlay,
  TextField,
  useFilter,
} from 'react-aria-components';

import type { AppState } from '#shared/contract/app.ts';
import { appText } from '#shared/text/app.en.ts';

import { Icon } from '../components/icon.tsx';
import { useActions, useView } from '../store/steward.ts';
import { useCommands } from './use-commands.ts';

/** Every screen and every repository, a few letters away. */
export function CommandPalette({ state }: { readonly state: AppState }) {
  const isOpen = useView((view) => view.overlay === 'commands');
  const actions = useActions();
  const commands = useCommands(state);
  const { contains } = useFilter({ sensitivity: 'base' });
  const close = (): void => actions.showOverlay(null);

  return (
    <ModalOverlay
      className="veil veil-top"
      isDismissable
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) close();
      }}
    >
      <Modal className="modal modal-narrow">
        <Dialog className="dialog" aria-label={appText.commands}>
          <Autocomplete filter={contains}>
            <TextField aria-label={appText.commandsHint} autoFocus className="palette-field">
              <Icon name="search" />
              <Input className="search-input" placeholder={appText.commandsHint} />
            </TextField>
            <Menu
              className="menu palette-menu"
              aria-label={appText.commands}
              items={commands}
              onAction={(key) => {
                close();
                commands.find((command) => command.id === key)?.run();
              }}
              renderEmptyState={() => <p className="soft palette-none">{appText.noCommand}</p>}
            >
              {(command) => (
                <MenuItem id={command.id} textValue={command.label} className="menu-item">
                  <Icon name={command.icon} />
                  {command.label}
                  {command.keys !== undefined && (
                    <span className="push line" aria-hidden="true">
                      {command.keys.map((key) => (
                        <kbd key={key}>{key}</kbd>
                      ))}
                    </span>
                  )}
                </MenuItem>
              )}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
