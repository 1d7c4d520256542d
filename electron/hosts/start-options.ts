import { parseArgs } from 'node:util';

import { text } from '#shared/text/browser.en.ts';
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
  /** Minutes without an open page after which the browser host ends; 0: never. */
  readonly idleMinutes: number;
  readonly dataFolder: string;
}

const options = {
  browser: { type: 'boolean' },
  'no-open': { type: 'boolean' },
  port: { type: 'string' },
  listen: { type: 'string' },
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
  if (!['127.0.0.1', 'localhost'].includes(values.listen ?? '127.0.0.1')) {
    throw new TypeError(text.loopbackOnly);
  }
  return {
    isBrowserWanted: values.browser === true,
    opensBrowser: values['no-open'] !== true,
    port: Number(port),
    idleMinutes: Number(idle),
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
