import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';

import type { CollectionForm } from '#shared/share/share-collection.ts';
import { collectionForms } from '#shared/share/share-collection.ts';
import { shareText as text } from '#shared/text/share.en.ts';

import { Icon } from '../components/icon.tsx';
import { saveText } from '../components/save-text.ts';
import { useSteward } from '../store/steward.ts';

/** What a collection has published, as a table of contents or a feed. */
export function ShareMenu({ collectionId }: { readonly collectionId: number }) {
  const { client } = useSteward();
  const handleAction = async (form: CollectionForm): Promise<void> => {
    const file = await client.call('share.collection', { collectionId, form });
    saveText([file.text], file.fileName, file.mediaType);
  };
  return (
    <MenuTrigger>
      <AriaButton className="button button-normal">
        <Icon name="save" />
        {text.collection}
      </AriaButton>
      <Popover className="popover" placement="bottom end">
        <Menu className="listbox" onAction={(key) => void handleAction(key as CollectionForm)}>
          {collectionForms.map((form) => (
            <MenuItem key={form} id={form} className="listbox-item">
              {text.collectionForms[form]}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
