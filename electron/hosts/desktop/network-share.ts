import { mkdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { isShareRefusal } from '#core/ledger/network-path.ts';
import { shareText } from '#shared/text/desktop.en.ts';
import type { RunningCore } from '../running-core.ts';
import { readDataFolder } from '../start-options.ts';
import type { Desktop, DesktopWindow } from './electron.ts';

/** What a start is told that follows a refused one: the share that gets copies of all backups. */
const option = 'copy-backups-to';

/**
 * Asked when the ledger was to stand on a network share: whether it shall stand on this computer, in the usual folder,
 * with verified backups going to the share. Starts the app again so, and answers true; false: it was some other
 * fault, the usual folder is on a share itself, or the person would rather not.
 */
export async function offerLocalLedger(
  desktop: Pick<Desktop, 'app' | 'dialog'>,
  share: string,
  cause: unknown,
): Promise<boolean> {
  if (!isShareRefusal(cause) || share === readDataFolder([])) return false;
  const { response } = await desktop.dialog.showMessageBox(null, {
    type: 'question',
    message: shareText.title,
    detail: shareText.offer(share),
    buttons: [shareText.keepHere, shareText.quit],
    defaultId: 0,
    cancelId: 1,
  });
  if (response === 0) desktop.app.relaunch({ args: [`--${option}`, share] });
  return true;
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
