import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';

import type { Input } from '#shared/contract/contract.ts';
import { versionsText as text } from '#shared/text/versions.en.ts';

import { Icon } from '../components/icon.tsx';
import { saveText } from '../components/save-text.ts';
import { useSteward } from '../store/steward.ts';
import { savePng } from './save-png.ts';

type Format = Input<'versions.export'>['format'];

interface Choice {
  readonly id: Format | 'png';
  readonly label: string;
}

interface Props {
  readonly doi: string;
  readonly choices?: readonly Choice[];
  readonly isDisabled?: boolean;
}

const chainFiles = (['svg', 'png', 'csv', 'json-ld'] as const).map((id): Choice => ({
  id,
  label: text.format[id],
}));

function mediaTypeOf(format: Format): string {
  if (format === 'svg') return 'image/svg+xml';
  return format.endsWith('csv') ? 'text/csv' : 'application/ld+json';
}

/** A chain or a lineage as a file: a picture, or what it says. */
export function ExportMenu({ doi, choices = chainFiles, isDisabled = false }: Props) {
  const { client } = useSteward();
  const handleAction = async (id: Choice['id']): Promise<void> => {
    const format = id === 'png' ? 'svg' : id;
    const file = await client.call('versions.export', { doi, format });
    if (id === 'png') await savePng(file.text, file.fileName.replace(/\.svg$/, '.png'));
    else saveText([file.text], file.fileName, mediaTypeOf(format));
  };
  return (
    <MenuTrigger>
      <AriaButton className="button button-normal" isDisabled={isDisabled}>
        <Icon name="save" />
        {text.exportAs}
      </AriaButton>
      <Popover className="popover" placement="bottom end">
        <Menu className="listbox">
          {choices.map(({ id, label }) => (
            <MenuItem
              key={id}
              id={id}
              className="listbox-item"
              onAction={() => void handleAction(id)}
            >
              {label}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
