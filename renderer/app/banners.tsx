import type { AppState } from '#shared/contract/app.ts';
import { appText } from '#shared/text/app.en.ts';
import { repositoriesText } from '#shared/text/repositories.en.ts';

import { Icon } from '../components/icon.tsx';
import { OpenWriting } from '../repositories/open-writing.tsx';
import type { ChosenRepository } from './screen-outlet.tsx';

interface Props {
  readonly state: AppState;
  readonly repository: ChosenRepository | undefined;
  readonly isConnected: boolean;
}

/** What must be known on every screen: practice or test, a lost connection, a read-only ledger. */
export function Banners({ state, repository, isConnected }: Props) {
  const environment = repository?.environment;
  return (
    <>
      {environment === 'practice' && (
        <p className="banner banner-environment">{appText.practiceBanner}</p>
      )}
      {environment === 'test' && <p className="banner banner-environment">{appText.testBanner}</p>}
      {repository?.access === 'removed' && (
        <p className="banner banner-lost">{repositoriesText.removedNotice}</p>
      )}
      {environment === 'production' && repository?.access === 'write' && (
        <div className="banner banner-environment">
          <span>
            {repository.isWritingOpen ? repositoriesText.openBanner : repositoriesText.shutBanner}
          </span>
          <OpenWriting repository={repository} isOpen={repository.isWritingOpen} />
        </div>
      )}
      {!isConnected && (
        <p className="banner banner-lost" role="alert">
          <Icon name="warning" />
          {appText.connectionLost}
        </p>
      )}
      {!state.ledger.writable && (
        <p className="banner banner-lost">
          <Icon name="eye" />
          {appText.readOnly}
        </p>
      )}
    </>
  );
}
