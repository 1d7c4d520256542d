import { parseArgs } from 'node:util';

import { entranceText } from '#shared/text/entrance.en.ts';
import { usualDataFolder } from './data-folder.ts';
import { fromWhereThePersonStands } from './where.ts';

/** What `npm start` and the hosts that it opens are told. */
export interface StartOptions {
  /** True: the browser host, whether or not Electron is there. */
  readonly isBrowserWanted: boolean;
  /** False: the link is printed, and nothing is opened. */
  readonly opensBrowser: boolean;
  /** 0 takes any free port. */
  readonly port: number;
  /** What is listened on: the loopback interface unless a person asked for more, twice. */
  readonly address: string;
  /** Minutes without an open page after which the browser host ends; 0: never. */
  readonly idleMinutes: number;
  readonly dataFolder: string;
}

const options = {
  browser: { type: 'boolean' },
  'no-open': { type: 'boolean' },
  port: { type: 'string' },
  listen: { type: 'string' },
  'for-others': { type: 'boolean' },
  'idle-minutes': { type: 'string' },
  data: { type: 'string' },
} as const;

/** Reads the arguments of a start. Throws a `TypeError` that says what was not understood. */
export function readStartOptions(args: readonly string[]): StartOptions {
  const { values } = parseArgs({ args: [...args], options, strict: true });
  const port = values.port ?? '0';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new TypeError('--port takes a whole number from 0 to 65535.');
  }
  const idle = values['idle-minutes'] ?? '60';
  if (!/^\d{1,5}$/.test(idle)) {
    throw new TypeError('--idle-minutes takes a whole number; 0 means never.');
  }
  const address = addressOf(values.listen ?? '127.0.0.1', values['for-others'] === true);
  return {
    // Only the browser host listens.
    isBrowserWanted: values.browser === true || !isLoopback(address),
    opensBrowser: values['no-open'] !== true,
    port: Number(port),
    address,
    idleMinutes: Number(idle),
    dataFolder: dataFolderOf(values.data),
  };
}

export function isLoopback(address: string): boolean {
  return address === '127.0.0.1';
}

function addressOf(given: string, isForOthers: boolean): string {
  const name = given.trim().toLowerCase();
  if (name === '127.0.0.1' || name === 'localhost') return '127.0.0.1';
  if (name === '' || name === '*' || name === '0.0.0.0' || /^\[?::0?\]?$/.test(name)) {
    throw new TypeError(entranceText.anyAddress(given));
  }
  if (!isForOthers) throw new TypeError(entranceText.needsFlag(given));
  return name;
}

/** The folder of the ledger from Electron's arguments, among which Chromium's own switches may be. */
export function readDataFolder(args: readonly string[]): string {
  const { values } = parseArgs({
    args: [...args],
    options: { data: options.data },
    strict: false,
    allowPositionals: true,
  });
  return dataFolderOf(typeof values.data === 'string' ? values.data : undefined);
}

function dataFolderOf(given: string | undefined): string {
  return given === undefined ? usualDataFolder() : fromWhereThePersonStands(given);
}
