import { useState } from 'react';

import { removalScreens } from '#shared/text/removal-screens.en.ts';

import { Button } from '../components/button.tsx';
import { CommandDialog } from '../components/command-dialog.tsx';
import { Notice } from '../components/notice.tsx';
import { saveText } from '../components/save-text.ts';
import { TextField } from '../components/text-field.tsx';
import { useCommand } from '../store/use-command.ts';

const text = removalScreens.pages;

/** Writes tombstones and landing pages into a folder that goes online, and says what is left to do. */
export function PagesDialog({ onClose }: { readonly onClose: () => void }) {
  const [folder, setFolder] = useState('');
  const [landing, setLanding] = useState(false);
  const [written, setWritten] = useState<{ count: number; folder: string; addresses: string }>();
  const build = useCommand('removal.buildPages');
  const handleWrite = async (): Promise<void> => {
    setWritten(undefined);
    const done = await build.run({ folder: folder.trim() || null, landing });
    if (!done.ok) return;
    const { pageCount, ...rest } = done.value;
    setWritten({ count: pageCount, ...rest });
  };
  return (
    <CommandDialog
      title={text.title}
      width="wide"
      onClose={onClose}
      command={build}
      button={text.write}
      isReady
      onRun={handleWrite}
    >
      <p>{text.body}</p>
      <TextField
        label={text.folder}
        value={folder}
        onChange={setFolder}
        hint={text.folderHint}
        isMono
      />
      <label className="check-line">
        <input
          type="checkbox"
          checked={landing}
          onChange={(event) => setLanding(event.target.checked)}
        />
        {text.landing}
      </label>
      {written !== undefined && (
        <Notice kind="good" title={text.wrote(written.count, written.folder)}>
          {written.addresses !== '' && <p>{text.addresses}</p>}
          {written.addresses !== '' && (
            <Button
              icon="save"
              onPress={() => saveText([written.addresses], 'addresses.csv', 'text/csv')}
            >
              {text.saveAddresses}
            </Button>
          )}
        </Notice>
      )}
    </CommandDialog>
  );
}
