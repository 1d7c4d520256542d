import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { text } from '#shared/text/browser.en.ts';
import { projectFolder } from '../where.ts';
import { buildStamp, isBuildStale } from './is-stale.ts';

/** Builds the screens when a source is newer than they are. Talk goes to stderr. False: it failed. */
export function buildWhatIsStale(): boolean {
  if (!isBuildStale(projectFolder)) return true;
  process.stderr.write(`${text.builds}\n`);
  const tool = join(projectFolder, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const startedAt = new Date();
  const { status } = spawnSync(process.execPath, [tool, 'build', '--logLevel', 'warn'], {
    cwd: projectFolder,
    stdio: ['ignore', process.stderr, process.stderr],
  });
  if (status !== 0) {
    process.stderr.write(`${text.buildFailed}\n`);
    return false;
  }
  // A source that changed while the build ran must count as newer.
  writeFileSync(join(projectFolder, buildStamp), startedAt.toISOString());
  return true;
}
