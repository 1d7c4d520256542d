import { readFile } from 'node:fs/promises';
import { arch, release } from 'node:os';
import { join } from 'node:path';

import { createClient } from '#shared/contract/client.ts';
import { redact } from '#shared/support/redact.ts';
import type { HostedCore } from '../hosted-core.ts';

/** Enough to see what led to a failure, little enough for a letter. */
const lineCount = 200;

/**
 * What helps somebody who was not there: versions, counts, and the end of the log, which is redacted when
 * it is written and once more here. No title, no DOI, no name of a person or path of a home.
 */
export async function collectDiagnostics(core: HostedCore, dataFolder: string): Promise<string> {
  const client = createClient({
    invoke: (channel, input) => core.dispatch(channel, input),
    subscribe: () => () => undefined,
  });
  const state = await client.call('app.state', {});
  const vault = await client.call('vault.state', {});
  const { electron, chrome, node } = process.versions;
  const lines = [
    `DOI Steward ${state.version} (${state.host})`,
    `${process.platform} ${release()} ${arch()}, Electron ${electron}, Chromium ${chrome}, Node ${node}`,
    `Passwords: ${vault.strength}${vault.isLocked ? ', locked' : ''}${vault.trouble === null ? '' : ', in trouble'}`,
    `Outbox: ${state.sync.mode}, ${String(state.sync.waitingCount)} wait, ${String(state.sync.failedCount)} failed`,
    ...state.repositories.map(
      ({ environment, access, recordCount }) =>
        `Account: ${environment}, ${access}, ${String(recordCount)} records`,
    ),
    '',
    ...(await lastLines(join(dataFolder, 'logs', 'steward.log'))),
  ];
  return redact(lines.join('\n'));
}

async function lastLines(path: string): Promise<readonly string[]> {
  const log = await readFile(path, 'utf8').catch(() => '');
  return log.trimEnd().split('\n').slice(-lineCount);
}
