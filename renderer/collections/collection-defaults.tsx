import type { CollectionSummary } from '#shared/contract/collections.ts';
import { collectionsText as text } from '#shared/text/collections.en.ts';

import { useActions } from '../store/steward.ts';
import { useCommand } from '../store/use-command.ts';
import { DefaultsForm } from './defaults-form.tsx';
import { useRepositoryDefaults } from './use-repository-defaults.ts';

export function CollectionDefaults({ collection }: { readonly collection: CollectionSummary }) {
  const save = useCommand('collections.setDefaults');
  const actions = useActions();
  const inherited = useRepositoryDefaults(collection.repositoryId);
  return (
    <DefaultsForm
      given={collection.defaults}
      inherited={inherited}
      hint={text.defaultsHint}
      saveLabel={text.saveDefaults}
      isPending={save.pending}
      error={save.error}
      onSave={(defaults) =>
        void save.run({ id: collection.id, defaults }).then((answer) => {
          if (answer.ok) actions.notify(text.defaultsSaved);
        })
      }
    />
  );
}
