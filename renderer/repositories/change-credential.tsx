import { useState } from 'react';

import type { RepositoryDetail } from '#shared/contract/repositories.ts';
import { appText } from '#shared/text/app.en.ts';
import { repositoriesText as text } from '#shared/text/repositories.en.ts';

import { Button } from '../components/button.tsx';
import { ChoiceCards } from '../components/choice-cards.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';

const kinds = ['password', 'api-key'] as const;

/** Another password or key for an account, or none. What is typed goes inwards once. */
export function ChangeCredential({ repository }: { readonly repository: RepositoryDetail }) {
  const [isOpen, setIsOpen] = useState(false);
  const forget = useCommand('repositories.forgetCredential');
  const actions = useActions();
  const { id, hasCredential } = repository;
  return (
    <>
      <Button onPress={() => setIsOpen(true)}>
        {hasCredential ? text.changeCredential : text.giveCredential}
      </Button>
      {hasCredential && (
        <Button
          isPending={forget.pending}
          onPress={() =>
            void forget.run({ id }).then((answer) => {
              if (answer.ok) actions.notify(text.forgotten);
            })
          }
        >
          {text.forgetCredential}
        </Button>
      )}
      {forget.error !== null && <ErrorNotice error={forget.error} />}
      {isOpen && <CredentialDialog repository={repository} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function CredentialDialog(props: {
  readonly repository: RepositoryDetail;
  readonly onClose: () => void;
}) {
  const { repository, onClose } = props;
  const save = useCommand('repositories.setCredential');
  const actions = useActions();
  const [credential, setCredential] = useState<(typeof kinds)[number]>(repository.credential);
  const [secret, setSecret] = useState('');
  const handleSave = async (): Promise<void> => {
    const answer = await save.run({ id: repository.id, secret, credential });
    setSecret('');
    if (!answer.ok) return;
    actions.notify(text.credentialSaved);
    onClose();
  };
  return (
    <Dialog
      title={text.credentialTitle(repository.clientId)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{appText.cancel}</Button>
          <Button
            kind="main"
            isPending={save.pending}
            isDisabled={secret === ''}
            onPress={() => void handleSave()}
          >
            {text.credentialSave}
          </Button>
        </>
      }
    >
      <div className="stack">
        <ChoiceCards
          label={text.credentialKind}
          value={credential}
          onChange={setCredential}
          choices={kinds.map((id) => ({ id, ...text.credentialKinds[id] }))}
        />
        <TextField
          label={text.credentialKinds[credential].label}
          hint={text.passwordHint}
          type="password"
          autoComplete="new-password"
          value={secret}
          onChange={setSecret}
          autoFocus
        />
        {save.error !== null && <ErrorNotice error={save.error} />}
      </div>
    </Dialog>
  );
}
