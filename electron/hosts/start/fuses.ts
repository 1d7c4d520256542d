import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

/**
 * Electron's doors as they must be in what is passed on (reliability.md 1.1); electron-builder.yml flips
 * them, and this reads them from the binary afterwards.
 */
export const wantedFuses: ReadonlyMap<FuseV1Options, boolean> = new Map([
  [FuseV1Options.RunAsNode, false],
  [FuseV1Options.EnableCookieEncryption, true],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, false],
  [FuseV1Options.EnableNodeCliInspectArguments, false],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, true],
  [FuseV1Options.OnlyLoadAppFromAsar, true],
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, false],
  [FuseV1Options.GrantFileProtocolExtraPrivileges, false],
]);

/** A fuse as it stands in the binary: the digit 0 or 1 in ASCII (@electron/fuses does not export its enum). */
export const fuseState = { off: 0x30, on: 0x31 } as const;

/** The binaries that electron-builder unpacked into `dist`, one a platform and processor. */
export function packedBinaries(dist: string, productName: string): string[] {
  if (!existsSync(dist)) return [];
  const places = readdirSync(dist).flatMap((folder) => [
    join(dist, folder, 'doi-steward'),
    join(dist, folder, `${productName}.exe`),
    join(dist, folder, `${productName}.app`),
  ]);
  return places.filter((place) => existsSync(place));
}

/** Which fuses of a binary stand otherwise than they must, in words. */
export async function wrongFuses(
  binary: string,
  read: (path: string) => Promise<Partial<Record<FuseV1Options, number>>> = getCurrentFuseWire,
): Promise<string[]> {
  const wire = await read(binary);
  return [...wantedFuses].flatMap(([fuse, isOn]) => {
    const wanted = isOn ? fuseState.on : fuseState.off;
    return wire[fuse] === wanted ? [] : [`${FuseV1Options[fuse]} is not ${isOn ? 'on' : 'off'}`];
  });
}
