import { useState } from 'react';

import { appText } from '#shared/text/app.en.ts';
import { collectionsText as text } from '#shared/text/collections.en.ts';

import type { ChosenRepository } from '../app/screen-outlet.tsx';
import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useActions } from '../store/steward.ts';
import { useQuery } from '../store/use-query.ts';
import { CollectionDetail } from './collection-detail.tsx';
import { CollectionList } from './collection-list.tsx';
import { FirstCollection } from './first-collection.tsx';
import { ReserveDialog } from './reserve-dialog.tsx';

interface Props {
  readonly repository: ChosenRepository;
  readonly collectionId: number | null;
}

/** The collections of a repository, and what stands in one of them. */
export function CollectionsScreen({ repository, collectionId }: Props) {
  const list = useQuery('collections.list', {});
  const actions = useActions();
  const [isReserving, setIsReserving] = useState(false);
  const collections = list.data?.collections.filter(
    (collection) => collection.repositoryId === repository.id,
  );
  const chosen =
    collections?.find((collection) => collection.id === collectionId) ?? collections?.[0];

  return (
    <section className="screen" aria-labelledby="screen-title">
      <header className="screen-head">
        <h1 id="screen-title">{text.title}</h1>
        <div className="line push">
          <Button onPress={() => setIsReserving(true)}>{text.reserve}</Button>
          <Button
            icon="plus"
            onPress={() => {
              actions.resetWizard();
              goTo({ screen: 'bring-in' });
            }}
          >
            {text.bringIn}
          </Button>
        </div>
      </header>
      {list.error !== undefined && <ErrorNotice error={list.error} />}
      {collections === undefined && list.error === undefined && <Skeleton lines={8} />}
      {collections?.length === 0 && <FirstCollection repository={repository} />}
      {collections !== undefined && collections.length > 0 && (
        <div className="split split-top">
          <nav className="split-list" aria-label={text.title}>
            <CollectionList collections={collections} chosenId={chosen?.id ?? null} />
          </nav>
          <div className="split-detail">
            {chosen === undefined ? (
              <EmptyState icon="collections" title={appText.screens.collections}>
                <p>{text.nothingChosen}</p>
              </EmptyState>
            ) : (
              <CollectionDetail key={chosen.id} collection={chosen} repository={repository} />
            )}
          </div>
        </div>
      )}
      <ReserveDialog
        repository={repository}
        isOpen={isReserving}
        onClose={() => setIsReserving(false)}
      />
    </section>
  );
}
