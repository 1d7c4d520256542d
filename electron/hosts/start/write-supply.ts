/**
 * `npm run sbom`: what the packed app is made of, as `out/sbom.cdx.json` (CycloneDX) and the texts of all
 * licences as `out/licences.txt`. From the lockfile and what is installed, so that the same sources give the
 * same files; needs no network.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { projectFolder } from '../where.ts';

interface Component {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly folder: string;
}

/** Writes both files. Answers how many packages they name; throws when npm does not answer. */
export function writeSupply(): number {
  mkdirSync(join(projectFolder, 'out'), { recursive: true });
  writeFileSync(join(projectFolder, 'out', 'sbom.cdx.json'), `${readBill()}\n`);
  const components = shippedComponents();
  writeFileSync(join(projectFolder, 'out', 'licences.txt'), components.map(licenceText).join(''));
  return components.length;
}

/** npm's own bill of materials, without what differs at each call (serial number, time). */
function readBill(): string {
  const { stdout, status } = spawnSync(
    'npm',
    ['sbom', '--sbom-format=cyclonedx', '--omit=dev', '--package-lock-only'],
    {
      cwd: projectFolder,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      shell: process.platform === 'win32',
    },
  );
  if (status !== 0) throw new Error('npm could not write the bill of materials ("npm sbom")');
  const bill = JSON.parse(stdout) as {
    serialNumber?: string;
    metadata: { timestamp?: string; component: { name: string } };
  };
  delete bill.serialNumber;
  delete bill.metadata.timestamp;
  bill.metadata.component.name = 'doi-steward'; // npm names it after the folder
  return JSON.stringify(bill, null, 2);
}

function shippedComponents(): readonly Component[] {
  const lock = JSON.parse(readFileSync(join(projectFolder, 'package-lock.json'), 'utf8')) as {
    packages: Record<
      string,
      { version?: string; license?: string; dev?: boolean; devOptional?: boolean }
    >;
  };
  return Object.entries(lock.packages)
    .filter(([path, { dev, devOptional }]) => path !== '' && dev !== true && devOptional !== true)
    .map(([path, { version = '', license = '' }]) => ({
      name: path.split('node_modules/').at(-1) ?? path,
      version,
      license,
      folder: join(projectFolder, path),
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function licenceText({ name, version, license, folder }: Component): string {
  const head = `${name} ${version} (${license})\n`;
  // A binary for another platform is in the lockfile and not on this disk.
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const texts = files
    .filter((file) => /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return `${head}${texts.map((text) => `\n${text}\n`).join('')}\n${'-'.repeat(80)}\n\n`;
}

if (import.meta.main) process.stdout.write(`${String(writeSupply())} packages\n`);
