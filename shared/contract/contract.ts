import { z } from 'zod';

import { appContract } from './app.ts';
import { backupsContract } from './backups.ts';
import { changesContract } from './changes.ts';
import { collectionsContract } from './collections.ts';
import { conflictsContract } from './conflicts.ts';
import type { Procedure } from './define.ts';
import { doiText, repositoryId, shortText } from './define.ts';
import { editsContract } from './edits.ts';
import { exportsContract } from './exports.ts';
import { driftContract } from './drift.ts';
import { gridContract } from './grid.ts';
import { historyContract } from './history.ts';
import { landingContract, landingEvents } from './landing.ts';
import { hubContract, hubEvents } from './hub.ts';
import { overviewContract } from './overview.ts';
import { outboxContract } from './outbox.ts';
import { shareContract, shareEvents } from './share.ts';
import { policiesContract } from './policies.ts';
import { preservationContract } from './preservation.ts';
import { recordsContract } from './records.ts';
import { removalContract, removalEvents } from './removal.ts';
import { repositoriesContract } from './repositories.ts';
import { updatesContract } from './updates.ts';
import { viewsContract } from './views.ts';
import { vaultContract } from './vault.ts';
import { reviewContract, reviewEvents } from './review.ts';
import { sheetUpdatesContract } from './sheet-updates.ts';
import { suggestionsContract } from './suggestions.ts';
import { versionsContract, versionsEvents } from './versions.ts';

/** Raised with every incompatible change; a page of another version is told to restart. */
export const contractVersion = 1;

/**
 * Everything that crosses the boundary between a host's page or command and the core. Handlers,
 * transports, the typed client and the fuzz tests all derive from this one object.
 */
export const contract = {
  ...appContract,
  ...repositoriesContract,
  ...collectionsContract,
  ...recordsContract,
  ...outboxContract,
  ...driftContract,
  ...historyContract,
  ...backupsContract,
  ...conflictsContract,
  ...preservationContract,
  ...policiesContract,
  ...versionsContract,
  ...exportsContract,
  ...viewsContract,
  ...gridContract,
  ...changesContract,
  ...vaultContract,
  ...editsContract,
  ...suggestionsContract,
  ...sheetUpdatesContract,
  ...landingContract,
  ...removalContract,
  ...reviewContract,
  ...hubContract,
  ...overviewContract,
  ...shareContract,
  ...updatesContract,
} as const satisfies Record<string, Procedure>;

export type Channel = keyof typeof contract;
export type Input<C extends Channel> = z.input<(typeof contract)[C]['input']>;
export type ParsedInput<C extends Channel> = z.output<(typeof contract)[C]['input']>;
export type Output<C extends Channel> = z.output<(typeof contract)[C]['output']>;

/**
 * What the core tells its listeners: that something changed, never the data. A lost event cannot
 * corrupt a view; after a reconnect everything is asked for again.
 */
export const events = {
  'app.changed': z.strictObject({}),
  'repositories.changed': z.strictObject({}),
  'collections.changed': z.strictObject({ collectionId: z.int().nullable() }),
  'imports.changed': z.strictObject({ importId: z.int() }),
  'records.changed': z.strictObject({ dois: z.array(doiText).max(200).nullable() }),
  'sheetUpdates.changed': z.strictObject({ updateId: z.int() }),
  'edits.changed': z.strictObject({ key: shortText }),
  'outbox.changed': z.strictObject({ batchId: shortText.nullable() }),
  'sync.changed': z.strictObject({ repositoryId }),
  'history.changed': z.strictObject({}),
  'indexes.changed': z.strictObject({}),
  'views.changed': z.strictObject({}),
  'changes.changed': z.strictObject({ id: shortText }),
  ...versionsEvents,
  ...landingEvents,
  ...removalEvents,
  ...reviewEvents,
  ...hubEvents,
  ...shareEvents,
} as const;

export type EventName = keyof typeof events;
export type EventPayload<E extends EventName> = z.output<(typeof events)[E]>;
