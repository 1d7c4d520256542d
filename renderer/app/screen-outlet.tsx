import { lazy, Suspense } from 'react';

import type { AppState } from '#shared/contract/app.ts';

import { Skeleton } from '../components/skeleton.tsx';
import type { Route } from './route.ts';

export type ChosenRepository = AppState['repositories'][number];

// Each screen is a file of its own that is fetched when somebody goes there: the first one shows sooner.
const CollectionsScreen = lazy(async () => ({
  default: (await import('../collections/collections-screen.tsx')).CollectionsScreen,
}));
const Wizard = lazy(async () => ({
  default: (await import('../collections/wizard/wizard.tsx')).Wizard,
}));
const ImportScreen = lazy(async () => ({
  default: (await import('../collections/import-screen.tsx')).ImportScreen,
}));
const RecordsScreen = lazy(async () => ({
  default: (await import('../records/records-screen.tsx')).RecordsScreen,
}));
const SheetUpdateScreen = lazy(async () => ({
  default: (await import('../sheet-updates/sheet-update-screen.tsx')).SheetUpdateScreen,
}));
const EditScreen = lazy(async () => ({
  default: (await import('../edits/edit-screen.tsx')).EditScreen,
}));
const VersionsScreen = lazy(async () => ({
  default: (await import('../versions/versions-screen.tsx')).VersionsScreen,
}));
const RequestsScreen = lazy(async () => ({
  default: (await import('../removal/requests-screen.tsx')).RequestsScreen,
}));
const HubScreen = lazy(async () => ({
  default: (await import('../hub/hub-screen.tsx')).HubScreen,
}));
const OverviewScreen = lazy(async () => ({
  default: (await import('../overview/overview-screen.tsx')).OverviewScreen,
}));
const HelpScreen = lazy(async () => ({
  default: (await import('../help/help-screen.tsx')).HelpScreen,
}));
const LandingScreen = lazy(async () => ({
  default: (await import('../landing/landing-screen.tsx')).LandingScreen,
}));
const ConflictsScreen = lazy(async () => ({
  default: (await import('../conflicts/conflicts-screen.tsx')).ConflictsScreen,
}));
const ReviewScreen = lazy(async () => ({
  default: (await import('../review/review-screen.tsx')).ReviewScreen,
}));
const OutboxScreen = lazy(async () => ({
  default: (await import('../outbox/outbox-screen.tsx')).OutboxScreen,
}));
const ChangesScreen = lazy(async () => ({
  default: (await import('../changes/changes-screen.tsx')).ChangesScreen,
}));
const HistoryScreen = lazy(async () => ({
  default: (await import('../history/history-screen.tsx')).HistoryScreen,
}));
const RepositoriesScreen = lazy(async () => ({
  default: (await import('../repositories/repositories-screen.tsx')).RepositoriesScreen,
}));
const SettingsScreen = lazy(async () => ({
  default: (await import('../settings/settings-screen.tsx')).SettingsScreen,
}));

interface Place {
  readonly route: Route;
  readonly repository: ChosenRepository;
}

/** The place where screens stand. */
export function ScreenOutlet(place: Place) {
  return <Suspense fallback={<Skeleton lines={6} />}>{screenAt(place)}</Suspense>;
}

/** The one place that knows which screen stands at which address. */
function screenAt({ route, repository }: Place) {
  switch (route.screen) {
    case 'collections':
      return <CollectionsScreen repository={repository} collectionId={route.collectionId} />;
    case 'bring-in':
      return <Wizard repository={repository} offered={route.offered ?? null} />;
    case 'import':
      return <ImportScreen key={route.importId} importId={route.importId} />;
    case 'records':
      return <RecordsScreen repository={repository} doi={route.doi} />;
    case 'sheet-update':
      return <SheetUpdateScreen />;
    case 'edit':
      return <EditScreen key={route.key} editKey={route.key} />;
    case 'versions':
      return <VersionsScreen repository={repository} doi={route.doi} />;
    case 'requests':
      return <RequestsScreen repository={repository} caseId={route.caseId} />;
    case 'hub':
      return <HubScreen repository={repository} view={route.view} itemId={route.itemId} />;
    case 'overview':
      return <OverviewScreen repository={repository} />;
    case 'help':
      return <HelpScreen key={route.topic} topic={route.topic} />;
    case 'landing':
      return <LandingScreen repository={repository} doi={route.doi} />;
    case 'conflicts':
      return <ConflictsScreen />;
    case 'review':
      return <ReviewScreen repository={repository} doi={route.doi} />;
    case 'outbox':
      return <OutboxScreen batchId={route.batchId} />;
    case 'changes':
      return <ChangesScreen changeSetId={route.changeSetId} />;
    case 'history':
      return <HistoryScreen />;
    case 'repositories':
      return <RepositoriesScreen repositoryId={route.repositoryId ?? repository.id} />;
    case 'settings':
      return <SettingsScreen />;
  }
}
