import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

import { z } from 'zod';

import { defaultDataFolder } from '#core/node-ports.ts';

interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Tells the computers apart that see the same home folder. */
  readonly computer: string;
}

const thisMachine = (): Machine => ({
  env: process.env,
  platform: process.platform,
  computer: hostname(),
});

const choicesShape = z.record(z.string(), z.string().min(1));

/**
 * Where the ledger lives when nobody says otherwise: the platform's folder, or the one that was chosen instead on
 * this computer because that folder is on a network share.
 */
export function usualDataFolder(machine: Machine = thisMachine()): string {
  const folder = defaultDataFolder(machine.env, machine.platform);
  return readChoices(folder)[machine.computer] ?? folder;
}

/** Keeps a folder of this computer as the usual one. Throws what the file system says. */
export function chooseDataFolder(chosen: string, machine: Machine = thisMachine()): void {
  const folder = defaultDataFolder(machine.env, machine.platform);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const choices = { ...readChoices(folder), [machine.computer]: chosen };
  writeFileSync(choicesFile(folder), `${JSON.stringify(choices, null, 2)}\n`, { mode: 0o600 });
}

const choicesFile = (folder: string): string => join(folder, 'data-folders.json');

/** Chosen folders by computer. What cannot be read names none: the person is asked again. */
function readChoices(folder: string): Readonly<Record<string, string>> {
  try {
    return choicesShape.parse(JSON.parse(readFileSync(choicesFile(folder), 'utf8')));
  } catch {
    return {};
  }
}
