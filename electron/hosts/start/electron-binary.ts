import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

import { text } from '#shared/text/browser.en.ts';
import { projectFolder } from '../where.ts';

const electronFolder = join(projectFolder, 'node_modules', 'electron');

/** The path of the Electron binary, fetched once when the place that has it can be reached; else null. */
export async function findElectron(): Promise<string | null> {
  const found = installedElectron();
  if (found !== null || !(await isSourceReachable(process.env))) return found;
  process.stderr.write(`${text.fetchesElectron}\n`);
  spawnSync(process.execPath, [join(electronFolder, 'install.js')], {
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: fetchTimeoutMs,
  });
  return installedElectron();
}

/** The binary where Electron's own installer puts it. */
export function installedElectron(): string | null {
  const nameFile = join(electronFolder, 'path.txt');
  if (!existsSync(nameFile)) return null;
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(electronFolder, 'dist');
  const path = join(folder, readFileSync(nameFile, 'utf8'));
  return existsSync(path) ? path : null;
}

const fetchTimeoutMs = 10 * 60_000;
// Long enough for a far-away server, short enough for someone who works offline.
const reachTimeoutMs = 3000;

/** Tries the door before a download whose own time-outs take minutes. */
async function isSourceReachable(env: NodeJS.ProcessEnv): Promise<boolean> {
  const proxy = env['HTTPS_PROXY'] ?? env['https_proxy'];
  const mirror = env['ELECTRON_MIRROR'] ?? env['npm_config_electron_mirror'];
  const source = URL.parse(proxy ?? mirror ?? 'https://github.com');
  if (source === null) return false;
  const port = source.port === '' ? (source.protocol === 'http:' ? 80 : 443) : Number(source.port);
  return await new Promise((resolve) => {
    const socket = connect({ host: source.hostname, port, timeout: reachTimeoutMs });
    const settle = (isReachable: boolean): void => {
      socket.destroy();
      resolve(isReachable);
    };
    socket.once('connect', () => settle(true));
    socket.once('timeout', () => settle(false));
    socket.once('error', () => settle(false));
  });
}
