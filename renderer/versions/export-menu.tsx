import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';

import { versionsText as text } from '#shared/text/versions.en.ts';

import { Icon } from '../components/icon.tsx';
import { saveText } from '../components/save-text.ts';
import { useSteward } from '../store/steward.ts';
import { savePng } from './save-png.ts';

const formats = {
  svg: 'image/svg+xml',
  csv: 'text/csv',
  'json-ld': 'application/ld+json',
} as const;

/** The chain as a file: a picture, or what it says. */
export function ExportMenu({ doi }: { readonly doi: string }) {
  const { client } = useSteward();
  const handleAction = async (key: string): Promise<void> => {
    const format = key === 'csv' || key === 'json-ld' ? key : 'svg';
    const file = await client.call('versions.export', { doi, format });
    if (key === 'png') await savePng(file.text, file.fileName.replace(/\.svg$/, '.png'));
    else saveText([file.text], file.fileName, formats[format]);
  };
  return (
    <MenuTrigger>
      <AriaButton className="button button-normal">
        <Icon name="save" />
        {text.exportAs}
      </AriaButton>
      <Popover className="popover" placement="bottom end">
        <Menu className="listbox" onAction={(key) => void handleAction(String(key))}>
          {(['svg', 'png', 'csv', 'json-ld'] as const).map((format) => (
            <MenuItem key={format} id={format} className="listbox-item">
              {text.format[format]}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
