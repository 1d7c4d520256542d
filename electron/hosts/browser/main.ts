import { join } from 'node:path';

import { Secret, reveal } from '#shared/support/secret.ts';
import { text } from '#shared/text/browser.en.ts';
import { entranceText } from '#shared/text/entrance.en.ts';
import { ledgerText } from '#shared/text/ledger.en.ts';
import { askSecret } from '../cli/prompt.ts';
import { openBuiltPage } from '../page/built-page.ts';
import { startCore } from '../running-core.ts';
import type { StartOptions } from '../start-options.ts';
import { isLoopback } from '../start-options.ts';
import { openNodeVault } from '../vault/open-vault.ts';
import { projectFolder } from '../where.ts';
import { startBrowserHost } from './browser-host.ts';
import { watchIdle } from './idle.ts';
import { openInBrowser } from './open-in-browser.ts';
import { createStaging } from './staging.ts';

/**
 * Runs the browser host until a signal ends it, and answers the exit code. The first line on standard output is JSON with the
 * launch link, so that a script can start it and go on; everything else is talk on standard error.
 */
export async function runBrowserHost(options: StartOptions): Promise<0 | 1> {
  const { dataFolder, address } = options;
  const password = isLoopback(address) ? null : await accessPassword();
  if (!isLoopback(address) && password === null) {
    process.stderr.write(`${entranceText.tooShort}\n`);
    return 1;
  }
  const page = await openBuiltPage(join(projectFolder, 'out', 'renderer'));
  const vault = await openNodeVault(dataFolder);
  const onLongUpdate = (): void => void process.stderr.write(`${ledgerText.updates}\n`);
  const core = await startCore({ dataFolder, host: 'browser', vault, onLongUpdate });
  const staging = await createStaging(join(dataFolder, 'incoming'));
  const host = await startBrowserHost({
    core,
    page,
    staging,
    port: options.port,
    ...(password === null ? {} : { forOthers: { address, password } }),
  }).catch(async (cause: unknown) => {
    await core.stop();
    throw cause;
  });
  process.stdout.write(`${JSON.stringify({ url: host.url })}\n`);
  process.stderr.write(`${text.listens}\n`);
  if (password !== null) process.stderr.write(`${entranceText.warns(`${address}:${host.port}`)}\n`);
  if (options.opensBrowser) openInBrowser(host.url);

  let stopWatching = (): void => undefined;
  const ended = await new Promise<'signal' | 'core' | 'idle'>((resolve) => {
    const { idleMinutes } = options;
    stopWatching = watchIdle({ core, pageCount: () => host.pageCount, idleMinutes }, () =>
      resolve('idle'),
    );
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => resolve('signal'));
    }
    core.onEnd(() => resolve('core'));
  });
  stopWatching();
  const said = { signal: text.stops, core: text.coreEnded, idle: text.idle(options.idleMinutes) };
  process.stderr.write(`${said[ended]}\n`);
  await host.close();
  await core.stop();
  return ended === 'core' ? 1 : 0;
}

const leastPassword = 12;

/** From the environment, else asked for in the terminal; null: none, or one that is too short to keep others out. */
async function accessPassword(): Promise<Secret | null> {
  const given = process.env['STEWARD_ACCESS_PASSWORD'];
  const password = given === undefined ? await askSecret(entranceText.ask) : new Secret(given);
  return password !== null && reveal(password).length >= leastPassword ? password : null;
}
