import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

/**
 * Electron's doors as they must be in what is passed on (reliability.md 1.1); electron-builder.yml flips
 * them, and this reads them from the binary afterwards. The last one electron-builder leaves as Electron has it:
 * off, every memory access of WebAssembly would be checked in software, which protects from nothing more.
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
  [FuseV1Options.WasmTrapHandlers, true],
]);

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

/** Which fuses of a binary stand otherwise than they must, in words; one that nobody decided about is wrong, too. */
export async function wrongFuses(binary: string): Promise<string[]> {
  const { version: _version, ...wire } = await getCurrentFuseWire(binary);
  const states = new Map(Object.entries(wire).map(([fuse, state]) => [Number(fuse), state]));
  const wrong = [...wantedFuses].flatMap(([fuse, isOn]) => {
    const wanted = isOn ? FuseState.ENABLE : FuseState.DISABLE;
    return states.get(fuse) === wanted
      ? []
      : [`${FuseV1Options[fuse]} is not ${isOn ? 'on' : 'off'}`];
  });
  const undecided = [...states.keys()].filter((fuse) => !wantedFuses.has(fuse));
  return [...wrong, ...undecided.map((fuse) => `fuse ${String(fuse)} is not decided about`)];
}
