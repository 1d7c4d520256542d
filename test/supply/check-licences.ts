/** `npm run licences`: the licences and the table of dependencies, offline; part of `npm run check`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { LockEntry, Manifest } from './licences.ts';
import { checkSupply } from './licences.ts';

const projectFolder = join(import.meta.dirname, '..', '..');
const read = (name: string): string => readFileSync(join(projectFolder, name), 'utf8');

const lock = JSON.parse(read('package-lock.json')) as {
  packages: Record<string, LockEntry>;
};
const { complaints, shippedCount, toolCount } = checkSupply(
  JSON.parse(read('package.json')) as Manifest,
  lock.packages,
  read('test/supply/dependencies.md'),
);
for (const complaint of complaints) console.error(complaint);
console.log(`${String(shippedCount)} packages are shipped, ${String(toolCount)} are tools`);
process.exitCode = complaints.length === 0 ? 0 : 1;
