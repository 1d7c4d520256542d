import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What the build reads. */
const sources = [
  'electron',
  'renderer',
  'shared',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];

/** Touched after a build that went through; its age is the age of the whole build. */
export const buildStamp = join('out', '.built');

/** True when a source is newer than the last whole build, or there is none. */
export function isBuildStale(projectFolder: string): boolean {
  const stamp = join(projectFolder, buildStamp);
  if (!existsSync(stamp)) return true;
  const builtAt = statSync(stamp).mtimeMs;
  return sources.some((source) => newestIn(join(projectFolder, source)) > builtAt);
}

/** The time of the newest change in a file or folder; a folder's own time tells removals. */
function newestIn(path: string): number {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (entry === undefined) return 0;
  if (!entry.isDirectory()) return entry.mtimeMs;
  return readdirSync(path)
    .map((name) => newestIn(join(path, name)))
    .reduce((one, other) => Math.max(one, other), entry.mtimeMs);
}
