import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';

import { removalScreens as text } from '#shared/text/removal-screens.en.ts';

import { Icon } from '../components/icon.tsx';

export type MenuChoice = 'statistics' | 'pages' | 'settings' | 'drafts';

const choices: readonly (readonly [MenuChoice, string])[] = [
  ['statistics', text.statistics.open],
  ['pages', text.pages.open],
  ['settings', text.settings],
  ['drafts', text.deleteDrafts],
];

/** What is done now and then beside the requests themselves. */
export function RequestsMenu({ onChoose }: { readonly onChoose: (choice: MenuChoice) => void }) {
  return (
    <MenuTrigger>
      <AriaButton className="button button-normal">
        {text.more}
        <Icon name="down" />
      </AriaButton>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="listbox"
          onAction={(key) => {
            const found = choices.find(([id]) => id === key);
            if (found !== undefined) onChoose(found[0]);
          }}
        >
          {choices.map(([id, label]) => (
            <MenuItem key={id} id={id} className="listbox-item">
              {label}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
