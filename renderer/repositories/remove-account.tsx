import { useState } from 'react';

import type { RepositoryDetail } from '#shared/contract/repositories.ts';
import { repositoriesText as text } from '#shared/text/repositories.en.ts';

import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { ConfirmAccount } from './confirm-account.tsx';

/** Takes an account out of work; its records stay. */
export function RemoveAccount({ repository }: { readonly repository: RepositoryDetail }) {
  const remove = useCommand('repositories.remove');
  const actions = useActions();
  const [isAsking, setIsAsking] = useState(false);
  const { id, name, clientId, recordCount } = repository;
  const handleRemove = async (confirm: string): Promise<void> => {
    const answer = await remove.run({ id, confirm });
    if (!answer.ok) return;
    actions.notify(text.removed(name));
    goTo({ screen: 'repositories', repositoryId: null });
  };
  return (
    <section className="section">
      <h3 className="section-title">{text.remove}</h3>
      <div className="stack">
        <p className="soft">{text.removeHint}</p>
        <div>
          <Button kind="danger" onPress={() => setIsAsking(true)}>
            {text.remove}
          </Button>
        </div>
      </div>
      {isAsking && (
        <ConfirmAccount
          title={text.removeTitle(name)}
          body={text.removeBody(recordCount)}
          clientId={clientId}
          action={text.remove}
          pending={remove.pending}
          error={remove.error}
          onClose={() => setIsAsking(false)}
          onConfirm={(confirm) => void handleRemove(confirm)}
        />
      )}
    </section>
  );
}
