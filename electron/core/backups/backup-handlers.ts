import { join } from 'node:path';

import type { BackupFile } from '#shared/backups/retention.ts';
import type { Output } from '#shared/contract/contract.ts';
import type { CoreContext } from '../context.ts';
import type { Handlers } from '../router.ts';
import type { Backups } from './backups.ts';
import { chooseSecond, readSecond } from './second-folder.ts';

export type BackupHandlers = Pick<
  Handlers,
  'backups.list' | 'backups.create' | 'backups.drill' | 'backups.setSecond'
>;

const mostListed = 2000;

export function createBackupHandlers(context: CoreContext, backups: Backups): BackupHandlers {
  return {
    'backups.list': () => ({
      folder: backups.folder,
      backups: backups.list().slice(0, mostListed).map(toWire),
      ...backups.schedule(),
      second: readSecond(context),
    }),
    'backups.drill': ({ name }) => backups.drill(name),
    'backups.setSecond': async ({ folder }) => {
      chooseSecond(context, folder, backups.folder);
      context.emit('app.changed', {});
      return { problem: folder === null ? null : await backups.copyNewest() };
    },
    'backups.create': async () => {
      const backup = await backups.create('by-hand');
      return { path: join(backups.folder, backup.name), backup: toWire(backup) };
    },
  };
}

function toWire({ takenAt, ...file }: BackupFile): Output<'backups.create'>['backup'] {
  return { ...file, takenAt: new Date(takenAt).toISOString() };
}
