import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { isShareRefusal } from '#core/ledger/network-path.ts';
import { nodeIsNetworkPath } from '#core/node-ports.ts';
import { shareText } from '#shared/text/desktop.en.ts';
import { chooseDataFolder } from '../data-folder.ts';
import type { RunningCore } from '../running-core.ts';
import { readDataFolder } from '../start-options.ts';
import type { Desktop, DesktopWindow } from './electron.ts';

/** What a start is told that follows a refused one: the share that gets copies of all backups. */
const option = 'copy-backups-to';
/** Made in the folder that a person chooses: it may hold other things. */
const folderName = 'DOI Steward';

interface Places {
  readonly usual: string;
  readonly isNetworkPath: (path: string) => boolean;
  readonly chooseDataFolder: (folder: string) => void;
}

/**
 * Asked when the ledger was to stand on a network share: whether it shall stand on this computer, in the usual folder
 * or, where that is on a share itself, in one that the person chooses and that is the usual one from then on; with
 * verified backups going to the share. Starts the app again so. False: it was some other fault.
 */
export async function offerLocalLedger(
  desktop: Pick<Desktop, 'app' | 'dialog'>,
  share: string,
  cause: unknown,
  places: Places = {
    usual: readDataFolder([]),
    isNetworkPath: nodeIsNetworkPath,
    chooseDataFolder,
  },
): Promise<boolean> {
  if (!isShareRefusal(cause)) return false;
  const isUsual = share === places.usual;
  const { response } = await desktop.dialog.showMessageBox(null, {
    type: 'question',
    message: shareText.title,
    detail: isUsual ? shareText.offerFolder(share) : shareText.offer(share),
    buttons: [isUsual ? shareText.choose : shareText.keepHere, shareText.quit],
    defaultId: 0,
    cancelId: 1,
  });
  if (response !== 0) return true;
  if (isUsual) {
    const folder = await askForFolder(desktop, places);
    if (folder === null) return true;
    places.chooseDataFolder(join(folder, folderName));
  }
  desktop.app.relaunch({ args: [`--${option}`, share] });
  return true;
}

/** A folder that is on no share; null: the person would rather not. */
async function askForFolder(
  { dialog }: Pick<Desktop, 'dialog'>,
  { isNetworkPath }: Places,
): Promise<string | null> {
  for (;;) {
    const { canceled, filePaths } = await dialog.showOpenDialog({
      title: shareText.chooseTitle,
      properties: ['openDirectory', 'createDirectory'],
    });
    const [folder] = filePaths;
    if (canceled || folder === undefined) return null;
    if (!isNetworkPath(folder)) return folder;
    await dialog.showMessageBox(null, { type: 'warning', message: shareText.alsoShare(folder) });
  }
}

/** Does what such a start was told to do; what stands in the way is said, and stands in the settings. */
export async function copyBackupsAsTold(
  desktop: Pick<Desktop, 'dialog'>,
  { core, window, args }: { core: RunningCore; window: DesktopWindow; args: readonly string[] },
): Promise<void> {
  const folder = folderFrom(args);
  if (folder === null) return;
  // The share was there a moment ago, when the ledger was refused on it.
  await mkdir(folder, { recursive: true }).catch(() => undefined);
  const answer = await core.dispatch('backups.setSecond', { folder });
  if (answer.ok) return;
  await desktop.dialog.showMessageBox(window, { type: 'warning', message: answer.error.message });
}

function folderFrom(args: readonly string[]): string | null {
  const { values } = parseArgs({
    args: [...args],
    options: { [option]: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  });
  const folder = values[option];
  return typeof folder === 'string' && folder !== '' ? folder : null;
}
