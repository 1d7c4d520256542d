import { useState } from 'react';

import { repositoriesText as text } from '#shared/text/repositories.en.ts';

import { Button } from '../components/button.tsx';
import { useCommand } from '../store/use-command.ts';
import { ConfirmAccount } from './confirm-account.tsx';

interface Props {
  readonly repository: { readonly id: string; readonly name: string; readonly clientId: string };
  readonly isOpen: boolean;
}

/** The key to production: opened for this session by typing the account's id, shut with one press. */
export function OpenWriting({ repository, isOpen }: Props) {
  const open = useCommand('repositories.openWriting');
  const shut = useCommand('repositories.shutWriting');
  const [isAsking, setIsAsking] = useState(false);
  const { id, name, clientId } = repository;
  if (isOpen) {
    return (
      <Button isPending={shut.pending} onPress={() => void shut.run({ id })}>
        {text.shutWriting}
      </Button>
    );
  }
  return (
    <>
      <Button sendsTo="production" onPress={() => setIsAsking(true)}>
        {text.openWriting}
      </Button>
      {isAsking && (
        <ConfirmAccount
          title={text.openTitle(name)}
          body={text.openBody}
          clientId={clientId}
          action={text.openWriting}
          sendsTo="production"
          pending={open.pending}
          error={open.error}
          onClose={() => setIsAsking(false)}
          onConfirm={(confirm) =>
            void open.run({ id, confirm }).then((answer) => {
              if (answer.ok) setIsAsking(false);
            })
          }
        />
      )}
    </>
  );
}
