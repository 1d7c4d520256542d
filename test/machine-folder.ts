import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Variables that put what all ledgers of a machine share (the request budget) into the temp folder, so that
 * tests neither read nor spend the budget of the person who runs them, nor ask her keyring. macOS has no
 * variable for the folder.
 */
export function machineFolder(): Record<string, string> {
  const folder = join(tmpdir(), 'steward-test-machine');
  return { XDG_DATA_HOME: folder, LOCALAPPDATA: folder, STEWARD_KEYRING: 'off' };
}
