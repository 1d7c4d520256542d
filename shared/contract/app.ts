import { z } from 'zod';

import {
  command,
  count,
  environment,
  longText,
  nothing,
  query,
  repositoryId,
  shortText,
  timestamp,
} from './define.ts';
import { accountColours } from './repositories.ts';

/** What the frame shows on every screen. */
export const appState = z.strictObject({
  version: shortText,
  contractVersion: z.int(),
  host: z.enum(['desktop', 'browser', 'command-line', 'test']),
  person: shortText.nullable(),
  repositories: z
    .array(
      z.strictObject({
        id: repositoryId,
        name: shortText,
        environment,
        clientId: shortText,
        prefixes: z.array(shortText).max(100),
        recordCount: count,
        colour: z.enum(accountColours).nullable(),
        /** False for what is only looked at, and for production that nobody opened yet. */
        isWritingOpen: z.boolean(),
        /** `removed`: its records are still here, read-only. */
        access: z.enum(['write', 'observe', 'removed']),
      }),
    )
    .max(200),
  sync: z.strictObject({
    /** `paused`: by a person; `waiting`: until `waitsUntil`; `held`: an account needs attention. */
    mode: z.enum(['in-step', 'sending', 'paused', 'waiting', 'offline', 'held']),
    waitingCount: count,
    failedCount: count,
    /** Records that were changed here and at DataCite and wait for a person. */
    conflictCount: count,
    waitsUntil: timestamp.nullable(),
    lastConfirmedAt: timestamp.nullable(),
    reason: shortText.nullable(),
  }),
  ledger: z.strictObject({ path: shortText, writable: z.boolean() }),
  vault: z.strictObject({ isLocked: z.boolean(), asksPassphrase: z.boolean() }),
});
export type AppState = z.output<typeof appState>;

const settingKey = z.enum([
  'person.name',
  'appearance.theme',
  'appearance.density',
  'start.welcomed',
  /** Minutes without a touch after which the app locks itself; never unless set. */
  'vault.lockAfterMinutes',
  /** Share of the requests that DataCite permits one address, in per cent (1 to 100); 50 unless set. */
  'network.requestShare',
  /** Hours between two backups by themselves (1 to 168), when anything happened; 1 unless set. */
  'backups.everyHours',
  /** What all backups together may take, in gigabytes (1 to 10,000); 8 unless set. */
  'backups.capGigabytes',
  /** Columns and order of the list of records, as JSON. */
  'records.layout',
]);

export const appContract = {
  'app.state': query(nothing, appState),
  'settings.get': query(
    z.strictObject({ key: settingKey }),
    z.strictObject({ value: longText.nullable() }),
  ),
  'settings.set': command(z.strictObject({ key: settingKey, value: longText.nullable() }), nothing),
} as const;
