import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

import type { Clock, Ports } from './ports.ts';

/**
 * Node's own clock, randomness and places. This file, the log writer and the vaults beside it are the
 * only parts of the core that touch the machine by themselves; hosts and scripts pass them in.
 */
export const nodeClock: Clock = {
  // eslint-disable-next-line no-restricted-properties -- this is the clock port
  now: () => Date.now(),
  // Counts from the machine's boot, where `performance.now()` counts from the start of the process.
  monotonic: () => Number(process.hrtime.bigint()) / 1e6,
  sleep: async (milliseconds, signal) => {
    await sleep(milliseconds, undefined, signal === undefined ? {} : { signal });
  },
};

export const nodeRandomBytes: Ports['randomBytes'] = (count) => new Uint8Array(randomBytes(count));

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where the ledger lives when nobody says otherwise: the platform's folder for application data of
 * *this machine*. Roaming profiles copy files while they are open and network homes have no reliable
 * locks: both corrupt SQLite.
 */
export function defaultDataFolder(
  environment: Environment,
  platform: NodeJS.Platform,
  home = homedir(),
): string {
  const name = 'DOI Steward';
  switch (platform) {
    case 'win32':
      return join(environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), name);
    case 'darwin':
      return join(home, 'Library', 'Application Support', name);
    default:
      return join(environment['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'doi-steward');
  }
}
