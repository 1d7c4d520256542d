import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { ThreadCore } from '#core/thread/start-core.ts';
import { startCoreThread } from '#core/thread/start-core.ts';
import { createClient } from '#shared/contract/client.ts';
import { reveal } from '#shared/support/secret.ts';
import { fakeVault, testConfig } from '../fixtures/test-context.ts';

let folder: string;
const vault = fakeVault();
const started: ThreadCore[] = [];

beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'steward-thread-'))));
afterEach(async () => {
  await Promise.all(started.splice(0).map((core) => core.stop()));
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<ThreadCore> {
  const core = await startCoreThread(testConfig(folder), { userAgent: 'test', vault });
  started.push(core);
  return core;
}
const clientOf = (core: ThreadCore) =>
  createClient({
    invoke: (channel, input) => core.dispatch(channel, input),
    subscribe: (listener) => core.subscribe(listener),
  });

describe('the core in a thread of its own', () => {
  it('answers the contract, tells events, and has the practice repository ready', async () => {
    const core = await start();
    const client = clientOf(core);
    const told = new Promise((resolve) => client.on('app.changed', resolve));
    await core.start();

    const state = await client.call('app.state', {});
    expect(state.repositories.map(({ id, prefixes }) => [id, prefixes])).toEqual([
      ['practice', ['10.5072']],
    ]);
    await told;
    expect(await client.call('practice.status', {})).toMatchObject({ running: true });
    expect(await client.call('repositories.check', { id: 'practice' })).toMatchObject({
      outcome: 'works',
    });
  });

  it('keeps a password in the vault of the host, and nowhere in its own files', async () => {
    const core = await start();
    const password = 'correct horse battery staple';
    const repository = await clientOf(core).call('repositories.add', {
      ...{ name: 'ETH', environment: 'test', clientId: 'ETHZ.SED', password },
    });

    expect(repository).toMatchObject({ id: 'ethz.sed-test', hasCredential: true });
    const kept = await vault.get('repository:ethz.sed-test');
    expect(kept && reveal(kept)).toBe(password);
    await core.stop();
    const bytes = readFileSync(join(folder, 'ledger.sqlite'), 'latin1');
    expect(bytes).toContain('ethz.sed-test');
    expect(bytes).not.toContain(password);
  });

  it('fails to open as compose does, with the typed error', async () => {
    await start();
    await expect(
      startCoreThread(testConfig(folder), { userAgent: 'test', vault }),
    ).rejects.toMatchObject({
      code: 'LEDGER_BUSY',
    });
  });

  it('answers a malformed call with a typed error', async () => {
    const core = await start();
    expect(await core.dispatch('app.state', () => 1)).toMatchObject({
      ok: false,
      error: { code: 'VALIDATION' },
    });
    expect(await core.dispatch('no.such', {})).toMatchObject({ error: { code: 'NOT_FOUND' } });
  });

  it('says so when the thread ends by itself, for calls that wait and calls that come', async () => {
    const workerFile = join(folder, 'dying.mjs');
    writeFileSync(
      workerFile,
      `import { parentPort } from 'node:worker_threads';
       parentPort.postMessage({ type: 'opened' });
       parentPort.on('message', () => { throw new Error('defect'); });`,
    );
    const core = await startCoreThread(testConfig(folder), {
      userAgent: 'test',
      vault,
      workerFile,
    });
    const ended = new Promise<Error>((resolve) => core.onEnd(resolve));

    const failure = { ok: false, error: { code: 'INTERNAL' } };
    expect(await core.dispatch('app.state', {})).toMatchObject(failure);
    expect((await ended).message).toBe('defect');
    expect(await core.dispatch('app.state', {})).toMatchObject(failure);
    await expect(core.admitSource(['x'], 'x')).rejects.toMatchObject({ code: 'INTERNAL' });
    await core.stop();
  });
});
