import { parseArgs } from 'node:util';

import { defaultDataFolder } from '#core/node-ports.ts';
import { fromWhereThePersonStands } from './where.ts';

/** What `npm start` and the hosts that it opens are told. */
export interface StartOptions {
  /** True: the browser host, whether or not Electron is there. */
  readonly isBrowserWanted: boolean;
  /** False: the link is printed, and nothing is opened. */
  readonly opensBrowser: boolean;
  /** 0 takes any free port. */
  readonly port: number;
  readonly dataFolder: string;
}

const options = {
  browser: { type: 'boolean' },
  'no-open': { type: 'boolean' },
  port: { type: 'string' },
  data: { type: 'string' },
} as const;

/** Reads the arguments of a start. Throws a `TypeError` that says what was not understood. */
export function readStartOptions(args: readonly string[]): StartOptions {
  const { values } = parseArgs({ args: [...args], options, strict: true });
  const port = values.port ?? '0';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new TypeError('--port takes a whole number from 0 to 65535.');
  }
  return {
    isBrowserWanted: values.browser === true,
    opensBrowser: values['no-open'] !== true,
    port: Number(port),
    dataFolder: dataFolderOf(values.data),
  };
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
  return given === undefined
    ? defaultDataFolder(process.env, process.platform)
    : fromWhereThePersonStands(given);
}
