import type { RepositoryDetail } from '#shared/contract/repositories.ts';
import { collectionsText } from '#shared/text/collections.en.ts';

import { repositoriesText as text } from '#shared/text/repositories.en.ts';

import { formatRoute } from '../app/route.ts';
import { AccountDot } from '../components/account-dot.tsx';
import { EnvironmentBadge } from '../components/environment-badge.tsx';

interface Props {
  readonly repositories: readonly RepositoryDetail[];
  readonly chosenId: string | null;
}

export function RepositoryList({ repositories, chosenId }: Props) {
  return (
    <ul className="collections">
      {repositories.map((repository) => (
        <li key={repository.id}>
          <a
            href={formatRoute({ screen: 'repositories', repositoryId: repository.id })}
            className={repository.id === chosenId ? 'collection is-here' : 'collection'}
            aria-current={repository.id === chosenId ? 'true' : undefined}
          >
            <span className="line">
              <AccountDot colour={repository.colour} />
              <span className="cut strong">{repository.name}</span>
              <span className="push" />
              <EnvironmentBadge environment={repository.environment} />
            </span>
            <span className="small soft cut">
              {repository.removedAt === null ? '' : `${text.removedHeading} · `}
              {repository.clientId} · {collectionsText.records(repository.recordCount)}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
