import { repositoriesText as text } from '#shared/text/repositories.en.ts';

import { goTo } from '../app/use-route.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useQuery } from '../store/use-query.ts';
import { AddRepository } from './add-repository.tsx';
import { RepositoryDetail } from './repository-detail.tsx';
import { RepositoryList } from './repository-list.tsx';

/** The accounts that this app works with; `new` opens the form for another one. */
export function RepositoriesScreen({ repositoryId }: { readonly repositoryId: string }) {
  const list = useQuery('repositories.list', {});
  const repositories = list.data?.repositories;
  const chosen = repositories?.find((known) => known.id === repositoryId) ?? repositories?.[0];
  const isAdding = repositoryId === 'new';
  return (
    <section className="screen" aria-labelledby="screen-title">
      <header className="screen-head">
        <h1 id="screen-title">{text.title}</h1>
        <span className="push" />
        <Button
          icon="plus"
          isDisabled={isAdding}
          onPress={() => goTo({ screen: 'repositories', repositoryId: 'new' })}
        >
          {text.add}
        </Button>
      </header>
      {list.error !== undefined && <ErrorNotice error={list.error} />}
      {repositories === undefined && list.error === undefined && <Skeleton lines={6} />}
      {repositories !== undefined && (
        <div className="split split-top">
          <nav className="split-list" aria-label={text.title}>
            <RepositoryList
              repositories={repositories}
              chosenId={isAdding ? null : (chosen?.id ?? null)}
            />
          </nav>
          <div className="split-detail">
            {isAdding && <AddRepository />}
            {!isAdding && chosen !== undefined && (
              <RepositoryDetail key={chosen.id} repository={chosen} />
            )}
          </div>
        </div>
      )}
    </section>
  );
}
