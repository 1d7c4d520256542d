import type { AppState } from '#shared/contract/app.ts';

import { CollectionsScreen } from '../collections/collections-screen.tsx';
import { ImportScreen } from '../collections/import-screen.tsx';
import { Wizard } from '../collections/wizard/wizard.tsx';
import { HistoryScreen } from '../history/history-screen.tsx';
import { OutboxScreen } from '../outbox/outbox-screen.tsx';
import { RecordsScreen } from '../records/records-screen.tsx';
import { RepositoriesScreen } from '../repositories/repositories-screen.tsx';
import { SettingsScreen } from '../settings/settings-screen.tsx';
import type { Route } from './route.ts';

export type ChosenRepository = AppState['repositories'][number];

/** The one place that knows which screen stands at which address. */
export function ScreenOutlet({
  route,
  repository,
}: {
  readonly route: Route;
  readonly repository: ChosenRepository;
}) {
  switch (route.screen) {
    case 'collections':
      return <CollectionsScreen repository={repository} collectionId={route.collectionId} />;
    case 'bring-in':
      return <Wizard repository={repository} />;
    case 'import':
      return <ImportScreen key={route.importId} importId={route.importId} />;
    case 'records':
      return <RecordsScreen repository={repository} doi={route.doi} />;
    case 'outbox':
      return <OutboxScreen batchId={route.batchId} />;
    case 'history':
      return <HistoryScreen />;
    case 'repositories':
      return <RepositoriesScreen repositoryId={route.repositoryId ?? repository.id} />;
    case 'settings':
      return <SettingsScreen />;
  }
}
