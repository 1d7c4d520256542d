import { useState } from 'react';
import { Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components';

import type { RepositoryDetail } from '#shared/contract/repositories.ts';
import { accountColours } from '#shared/contract/repositories.ts';
import { appText } from '#shared/text/app.en.ts';
import { repositoriesText as text } from '#shared/text/repositories.en.ts';

import { AccountDot } from '../components/account-dot.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useCommand } from '../store/use-command.ts';

const none = 'none';

/** Another name and colour: what tells several accounts apart. The account itself stays as it is. */
export function RenameAccount({ repository }: { readonly repository: RepositoryDetail }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setIsOpen(true)}>{text.rename}</Button>
      {isOpen && <RenameDialog repository={repository} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function RenameDialog(props: {
  readonly repository: RepositoryDetail;
  readonly onClose: () => void;
}) {
  const { repository, onClose } = props;
  const rename = useCommand('repositories.rename');
  const [name, setName] = useState(repository.name);
  const [colour, setColour] = useState(repository.colour);
  const handleSave = async (): Promise<void> => {
    const answer = await rename.run({ id: repository.id, name, colour });
    if (answer.ok) onClose();
  };
  return (
    <Dialog
      title={text.renameTitle(repository.name)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{appText.cancel}</Button>
          <Button
            kind="main"
            isPending={rename.pending}
            isDisabled={name.trim() === ''}
            onPress={() => void handleSave()}
          >
            {text.renameSave}
          </Button>
        </>
      }
    >
      <div className="stack">
        <TextField label={text.name} value={name} onChange={setName} autoFocus />
        <RadioGroup
          className="field"
          value={colour ?? none}
          onChange={(id) => setColour(accountColours.find((known) => known === id) ?? null)}
        >
          <Label className="label">{text.colour}</Label>
          <div className="account-colours">
            {[null, ...accountColours].map((each) => (
              <RadioField key={each} value={each ?? none} className="account-colour-field">
                <RadioButton className="account-colour">
                  <AccountDot colour={each} />
                  {each === null ? text.noColour : text.colours[each]}
                </RadioButton>
              </RadioField>
            ))}
          </div>
        </RadioGroup>
        {rename.error !== null && <ErrorNotice error={rename.error} />}
      </div>
    </Dialog>
  );
}
