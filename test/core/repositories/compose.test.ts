import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Core } from '#core/compose.ts';
import { compose, ledgerFiles } from '#core/compose.ts';
import { createNetwork } from '#core/network/create-network.ts';
import { nodeClock } from '#core/node-ports.ts';
import type { CoreConfig, Ports } from '#core/ports.ts';
import { openDatabase } from '#core/sqlite/database.ts';
import type { Client } from '#shared/contract/client.ts';
import { createClient } from '#shared/contract/client.ts';
import { contract } from '#shared/contract/contract.ts';
import { Secret } from '#shared/support/secret.ts';
import type { TestPorts } from '../fixtures/test-context.ts';
import { testConfig, testPorts } from '../fixtures/test-context.ts';

let folder: string;
const cores: Core[] = [];
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'steward-compose-'))));
afterEach(async () => {
  await Promise.all(cores.splice(0).map((core) => core.stop()));
  rmSync(folder, { recursive: true, force: true });
});

interface Running {
  readonly core: Core;
  readonly client: Client;
  readonly ports: TestPorts;
}

async function begin(
  config: Partial<CoreConfig> = {},
  overrides: Partial<Ports> = {},
): Promise<Running> {
  const network = createNetwork({ userAgent: 'test', allowInsecureLoopback: true });
  const ports = testPorts({ network, clock: nodeClock, ...overrides });
  const core = await compose(ports, { ...testConfig(folder), ...config });
  cores.push(core);
  await core.start();
  const client = createClient({
    invoke: (channel, input) => core.dispatch(channel, input),
    subscribe: (listener) => core.subscribe(listener),
  });
  return { core, client, ports };
}

describe('the core, composed', () => {
  it('has a practice repository that works, without any account', async () => {
    const { client } = await begin();
    expect((await client.call('app.state', {})).repositories).toMatchObject([
      {
        id: 'practice',
        name: 'Practice repository',
        environment: 'practice',
        prefixes: ['10.5072'],
      },
    ]);
    expect(await client.call('repositories.check', { id: 'practice' })).toMatchObject({
      outcome: 'works',
      prefixes: ['10.5072'],
    });
    expect(await client.call('repositories.list', {})).toMatchObject({
      repositories: [{ vaultStrength: 'practice', hasCredential: true }],
    });
  });

  it('is the same one after a restart, at its new address', async () => {
    const first = await begin();
    const before = await first.client.call('repositories.list', {});
    await first.core.stop();
    const second = await begin();
    const after = await second.client.call('repositories.list', {});

    expect(after.repositories.map(({ id, createdAt }) => [id, createdAt])).toEqual(
      before.repositories.map(({ id, createdAt }) => [id, createdAt]),
    );
    expect(await second.client.call('repositories.check', { id: 'practice' })).toMatchObject({
      outcome: 'works',
    });
  });

  it('has a handler for every procedure of the contract, and answers wrong input with a typed error', async () => {
    const { core } = await begin();
    for (const channel of Object.keys(contract)) {
      const answer = await core.dispatch(channel, { no: 'such input' });
      expect({ channel, answer }).toMatchObject({
        channel,
        answer: { ok: false, error: { code: 'VALIDATION' } },
      });
    }
    expect(await core.dispatch('constructor', {})).toMatchObject({ error: { code: 'NOT_FOUND' } });
  });

  it('starts without practice when its store is damaged, and says so in the log', async () => {
    writeFileSync(join(folder, 'practice.sqlite'), 'damaged'.repeat(1000));
    const { client, ports } = await begin();
    expect(await client.call('practice.status', {})).toMatchObject({ running: false, url: null });
    expect(ports.logged.map(({ message }) => message)).toContain('Practice did not start');
  });

  it('keeps settings, and puts the name of the person into the history', async () => {
    const { core, client } = await begin();
    await client.call('settings.set', { key: 'person.name', value: 'Ada' });
    await client.call('repositories.add', {
      ...{ name: 'ETH', environment: 'test', clientId: 'ETHZ.SED' },
    });
    expect((await client.call('app.state', {})).person).toBe('Ada');
    const { events } = await client.call('history.list', { doi: null, offset: 0, limit: 1 });
    expect(events).toMatchObject([{ kind: 'repository.added', person: 'Ada' }]);
    await core.stop();
    const again = await begin();
    expect(await again.client.call('settings.get', { key: 'person.name' })).toEqual({
      value: 'Ada',
    });
  });

  it('opens beside another process to read, and refuses what would change something', async () => {
    const writer = await begin();
    await writer.client.call('settings.set', { key: 'person.name', value: 'Ada' });
    const reader = await begin({ readonly: true });

    expect(await reader.client.call('app.state', {})).toMatchObject({
      person: 'Ada',
      ledger: { writable: false },
    });
    await expect(
      reader.client.call('settings.set', { key: 'person.name', value: 'Bob' }),
    ).rejects.toMatchObject({ code: 'LEDGER_BUSY' });
    await expect(begin()).rejects.toMatchObject({ code: 'LEDGER_BUSY' });
  });
});

describe('the history of a composed core', () => {
  it('is anchored when the core stops, and verified against the anchor', async () => {
    const { core, client } = await begin();
    const { eventCount } = await client.call('history.verify', {});
    await core.stop();
    const { client: again } = await begin();
    expect(readFileSync(ledgerFiles(folder).anchors, 'utf8')).toContain(`"sequence":${eventCount}`);
    expect(await again.call('history.verify', {})).toMatchObject({ intact: true, eventCount });
  });

  it('raises an alarm on every screen when the end of the ledger is missing', async () => {
    const { core, client } = await begin();
    await client.call('repositories.add', {
      ...{ name: 'ETH', environment: 'test', clientId: 'ETHZ.SED' },
    });
    const { eventCount } = await client.call('history.verify', {});
    await core.stop();
    const db = openDatabase(ledgerFiles(folder).ledger);
    db.exec('drop trigger history_event_never_deleted');
    db.run('delete from history_event where sequence = ?', eventCount);
    db.close();

    const { client: again } = await begin();
    const { reason } = (await again.call('app.state', {})).sync;
    expect(reason).toContain(`ends before event ${eventCount}`);
    expect(await again.call('history.verify', {})).toMatchObject({ intact: false });
  });
});

describe('repositories', () => {
  it('take defaults, with an event that holds both sides', async () => {
    const { client } = await begin();
    const defaults = { publisher: { name: 'Institute' }, language: 'en' };
    expect(
      await client.call('repositories.setDefaults', { id: 'practice', defaults }),
    ).toMatchObject({
      defaults,
    });
    const { events } = await client.call('history.list', { doi: null, offset: 0, limit: 1 });
    expect(events[0]?.changes).toEqual([
      {
        path: 'defaults',
        before: '{"publisher":{"name":"Practice Institute"}}',
        after: '{"language":"en","publisher":{"name":"Institute"}}',
      },
    ]);
  });

  it('keep an added password in the vault and out of every answer and file', async () => {
    const { core, client, ports } = await begin();
    const password = 'a very secret passphrase';
    const added = await core.dispatch('repositories.add', {
      ...{ name: '', environment: 'production', clientId: 'ETHZ.SED', password },
    });
    expect(added).toMatchObject({
      value: {
        id: 'ethz.sed',
        name: 'ETHZ.SED',
        endpoint: 'https://api.datacite.org',
        hasCredential: true,
      },
    });
    const everything = [added, await client.call('repositories.list', {}), ports.logged];
    expect(JSON.stringify(everything)).not.toContain(password);
    await core.stop();
    expect(readFileSync(ledgerFiles(folder).ledger, 'latin1')).not.toContain(password);
  });

  it('are added once', async () => {
    const { client } = await begin();
    const wish = { name: 'ETH', environment: 'test', clientId: 'ETHZ.SED' } as const;
    await client.call('repositories.add', wish);
    await expect(
      client.call('repositories.add', { ...wish, clientId: 'ethz.sed ' }),
    ).rejects.toMatchObject({ code: 'CONFLICT', path: 'clientId' });
  });

  it.each([
    'http://datacite.example.org',
    'https://user:word@datacite.example.org',
    'ftp://x.org',
    'https://x.org/?q=1',
  ])('of one’s own are refused at %s', async (endpoint) => {
    const { client } = await begin();
    await expect(
      client.call('repositories.add', {
        name: 'x',
        environment: 'custom',
        endpoint,
        clientId: 'abc',
      }),
    ).rejects.toMatchObject({ code: 'VALIDATION', path: 'endpoint' });
  });

  it('tell a wrong password from an address that does not answer', async () => {
    const { client } = await begin();
    const { url } = await client.call('practice.status', {});
    const add = (endpoint: string, clientId: string) =>
      client.call('repositories.add', {
        ...{ name: 'x', environment: 'custom', endpoint, clientId, password: 'wrong' },
      });
    const wrong = await add(String(url), 'PRACTICE.STEWARD');
    const away = await add('http://127.0.0.1:1', 'NOBODY.HOME');

    expect(await client.call('repositories.check', { id: wrong.id })).toMatchObject({
      outcome: 'bad-credentials',
    });
    expect(await client.call('repositories.check', { id: away.id })).toMatchObject({
      outcome: 'unreachable',
    });
  });
});

describe('the practice repository', () => {
  const every = { filter: {}, sort: 'doi', descending: false, offset: 0, limit: 1 } as const;

  it('takes the sample collection to findable, is emptied, and begins again', async () => {
    const { core, client } = await begin();
    const { collectionId } = await client.call('practice.addSample', {});
    const { total } = await client.call('records.list', every);
    expect(total).toBeGreaterThan(50);

    const { queuedCount } = await client.call('register.start', {
      ...{ selection: { collectionId }, targetState: 'findable', confirmation: null },
    });
    await untilSent(client);
    const status = await client.call('practice.status', {});
    expect(status).toMatchObject({ findableCount: queuedCount, sampleCollectionId: collectionId });
    expect(queuedCount).toBeGreaterThan(40);
    const events = (await client.call('history.verify', {})).eventCount;

    await client.call('practice.reset', { confirm: 'RESET' });
    expect(await client.call('practice.status', {})).toMatchObject({
      ...{ running: true, findableCount: 0, sampleCollectionId: null },
    });
    expect(await client.call('records.list', every)).toEqual({ rows: [], total: 0 });
    expect(await client.call('outbox.batches', {})).toEqual({ batches: [] });
    // What was done stays told, and the end with it; what was looked at again meanwhile may be told too.
    const told = await client.call('history.verify', {});
    expect(told.intact).toBe(true);
    expect(told.eventCount).toBeGreaterThan(events);

    const again = await client.call('practice.addSample', {});
    await client.call('register.start', {
      ...{
        selection: { collectionId: again.collectionId },
        targetState: 'draft',
        confirmation: null,
      },
    });
    await untilSent(client);
    expect((await client.call('practice.status', {})).draftCount).toBeGreaterThan(50);
    await core.stop();
  });

  it('is there for a core that sends nothing, and sends when a person registers', async () => {
    const { client } = await begin({ sends: false });
    const { collectionId } = await client.call('practice.addSample', {});
    await client.call('register.start', {
      ...{ selection: { collectionId }, targetState: 'draft', confirmation: null },
    });
    await untilSent(client);
    expect((await client.call('practice.status', {})).draftCount).toBeGreaterThan(50);
  });

  async function untilSent(client: Client): Promise<void> {
    for (;;) {
      const { queuedCount, inFlightCount, waitingCount } = await client.call('outbox.summary', {});
      if (queuedCount + inFlightCount + waitingCount === 0) return;
      await nodeClock.sleep(20);
    }
  }
});

describe('a practice repository that runs apart', () => {
  it('is used at its address, with its password, and is not emptied from here', async () => {
    const apart = await begin();
    const { url } = await apart.client.call('practice.status', {});
    const elsewhere = mkdtempSync(join(tmpdir(), 'steward-apart-'));
    try {
      const { client } = await begin({
        dataFolder: elsewhere,
        practice: {
          kind: 'external',
          url: String(url),
          username: 'PRACTICE.STEWARD',
          password: new Secret('not it'),
          prefix: '10.5072',
        },
      });
      expect(await client.call('practice.status', {})).toMatchObject({ running: true, url });
      expect(await client.call('repositories.check', { id: 'practice' })).toMatchObject({
        outcome: 'bad-credentials',
      });
      await expect(client.call('practice.reset', { confirm: 'RESET' })).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    } finally {
      await cores.pop()?.stop();
      rmSync(elsewhere, { recursive: true, force: true });
    }
  });
});
