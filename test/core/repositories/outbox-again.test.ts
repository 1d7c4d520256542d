import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Core } from '#core/compose.ts';
import { compose } from '#core/compose.ts';
import { createNetwork } from '#core/network/create-network.ts';
import { NetworkFailure } from '#core/network/network.ts';
import type { HttpRequest, HttpResponse, Network } from '#core/network/network.ts';
import { nodeClock } from '#core/node-ports.ts';
import type { Clock } from '#core/ports.ts';
import type { Client } from '#shared/contract/client.ts';
import { createClient } from '#shared/contract/client.ts';
import { testConfig, testPorts } from '../fixtures/test-context.ts';

/** Looks often, but waits for nothing by itself: whatever goes on after a pause was woken. */
const sleepless: Clock = {
  ...nodeClock,
  sleep: (milliseconds, signal) =>
    nodeClock.sleep(milliseconds > 60 ? 3_600_000 : milliseconds, signal),
};

let folder: string;
let core: Core;
let client: Client;
let inner: ReturnType<typeof createNetwork>;
/** Stands in the way of requests for DOIs; null lets them through. */
let weather: ((request: HttpRequest) => Promise<HttpResponse>) | null;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'steward-again-'));
  inner = createNetwork({ userAgent: 'test', allowInsecureLoopback: true });
  weather = null;
  const network: Network = {
    send: (request) =>
      weather !== null && request.path.startsWith('/dois') ? weather(request) : inner.send(request),
  };
  core = await compose(testPorts({ network, clock: sleepless }), testConfig(folder));
  await core.start();
  client = createClient({
    invoke: (channel, input) => core.dispatch(channel, input),
    subscribe: (listener) => core.subscribe(listener),
  });
});
afterEach(async () => {
  await core.stop();
  inner.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Reserved names, sent as drafts: the least that the outbox can have to do. */
async function registerSample(): Promise<void> {
  const { collectionId, importId } = await client.call('practice.addSample', {});
  await until(async () => {
    const { status } = await client.call('imports.get', { importId });
    return status === 'done';
  });
  const selection = { collectionId };
  await client.call('register.start', { selection, targetState: 'draft', confirmation: null });
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await nodeClock.sleep(20);
}

const mode = async (): Promise<string> => (await client.call('outbox.summary', {})).mode;

describe('an outbox that waits for a person or the network', () => {
  it('sends what was held back as soon as a check says that the credentials are right', async () => {
    weather = () => Promise.resolve({ status: 401, headers: {}, body: '{"errors":[]}' });
    await registerSample();
    await until(async () => (await mode()) === 'held');
    expect((await client.call('practice.holdings', { offset: 0, limit: 1 })).total).toBe(0);

    weather = null;
    expect(await client.call('repositories.check', { id: 'practice' })).toMatchObject({
      outcome: 'works',
    });
    await until(async () => (await mode()) === 'idle');
    expect((await client.call('practice.holdings', { offset: 0, limit: 1 })).total).toBeGreaterThan(
      0,
    );
  });

  it('tries again at once when it is told that the network is back', async () => {
    weather = () => Promise.reject(new NetworkFailure('unreachable', 'No network.'));
    await registerSample();
    await until(async () => (await mode()) === 'offline');

    weather = null;
    await client.call('outbox.tryNow', {});
    await until(async () => (await mode()) === 'idle');
    expect((await client.call('outbox.summary', {})).failedCount).toBe(0);
  });
});

describe('what the practice repository holds', () => {
  it('is shown in pages, in order of the DOIs, and nothing of it after it was emptied', async () => {
    await registerSample();
    await until(async () => (await mode()) === 'idle');
    const first = await client.call('practice.holdings', { offset: 0, limit: 3 });
    const second = await client.call('practice.holdings', { offset: 3, limit: 3 });
    const dois = [...first.holdings, ...second.holdings].map(({ doi }) => doi);
    expect(dois).toHaveLength(6);
    expect(dois).toEqual([...new Set(dois)].sort());
    expect(first.holdings[0]).toMatchObject({
      state: 'draft',
      title: expect.any(String) as string,
      url: expect.stringMatching(/^https:\/\/repository\.example\.org\//) as string,
      updated: expect.stringMatching(/Z$/) as string,
    });
    expect(await client.call('practice.holdings', { offset: 10_000, limit: 3 })).toEqual({
      holdings: [],
      total: first.total,
    });
    await client.call('practice.reset', { confirm: 'RESET' });
    expect(await client.call('practice.holdings', { offset: 0, limit: 3 })).toEqual({
      holdings: [],
      total: 0,
    });
  });
});
