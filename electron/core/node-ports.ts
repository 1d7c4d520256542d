import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

import { networkKindIn } from './ledger/network-path.ts';
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

const pooledBytes = 4096;
const fewBytes = 32;
let pool = Buffer.alloc(0);
let taken = 0;

/** Each call to the system costs as much as the rest of an identifier: few bytes come from many that were fetched. */
export const nodeRandomBytes: Ports['randomBytes'] = (count) => {
  if (count > fewBytes) return new Uint8Array(randomBytes(count));
  if (taken + count > pool.length) [pool, taken] = [randomBytes(pooledBytes), 0];
  const bytes = new Uint8Array(pool.subarray(taken, taken + count));
  // Given out once: nothing of it stays here.
  pool.fill(0, taken, taken + count);
  taken += count;
  return bytes;
};

/**
 * Linux tells by its table of mounts, Windows by a name that begins with a server. A drive letter that
 * stands for a share, and macOS, are not known from here: the answer is no.
 */
export function nodeIsNetworkPath(path: string): boolean {
  const whole = resolve(path);
  if (process.platform === 'win32') return /^\\\\(?![?.]\\)|^\\\\\?\\UNC\\/i.test(whole);
  if (process.platform !== 'linux' || !existsSync('/proc/mounts')) return false;
  // The ledger's folder need not exist yet: where it will stand, its nearest ancestor tells.
  let there = whole;
  while (!existsSync(there)) there = dirname(there);
  return networkKindIn(readFileSync('/proc/mounts', 'utf8'), realpathSync(there)) !== null;
}

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
